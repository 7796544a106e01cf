import { expect, test } from 'vitest'
import { type Exchange, runSuite, select } from '../../src/conformance/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { createRepeatable } from '../support/repeatable.ts'

/** What a check calls besides TerminateSession, which it may send to an odd address. */
const others =
  /\/SessionManager\/(Login|Logout|AcquireCloneTicket|CloneSession|SessionIsActive|sessionList|currentSession)$/

/** Every TerminateSession that a check sends to the mock, by case and step, with keys and tokens replaced by the names of their sessions. */
async function callsOf(id: string): Promise<string[]> {
  const target = mockTarget({ vcenter: createRepeatable() })
  const { exchanges } = await runSuite(target, { only: [id], concurrency: 1, seed: 1 })
  const names = namesIn(exchanges)
  const calls = exchanges.filter(({ path, requirement }) => requirement !== undefined && !others.test(path))
  // The cases of a check run side by side, so their order says nothing.
  const caseNames = [...new Set(calls.map(({ caseName }) => caseName))].sort()
  return caseNames.flatMap((caseName) => [
    ...(caseName === '' ? [] : [`  ${caseName}:`]),
    ...linesOf(
      calls.filter((call) => call.caseName === caseName),
      names,
    ),
  ])
}

/** The calls of one case, each below the name of its step. */
function linesOf(calls: readonly Exchange[], names: Map<string, string>): string[] {
  return calls.flatMap((call, place) => {
    const isSameStep = call.step === (calls[place - 1]?.step ?? '')
    const line = call.step === '' ? `  ${lineOf(call, names)}` : `    ${lineOf(call, names)}`
    return isSameStep || call.step === '' ? [line] : [`  - ${call.step}:`, line]
  })
}

/** The names of the sessions of a run, by their keys and by the pseudonyms of their tokens and tickets: `administrator 2` is begun by the second login of its case. */
function namesIn(exchanges: readonly Exchange[]): Map<string, string> {
  const names = new Map<string, string>()
  for (const { path, requirement, headers, answer } of exchanges) {
    if (answer.kind !== 'answered' || answer.body.kind !== 'kept') continue
    if (path.endsWith('/AcquireCloneTicket')) names.set(String(JSON.parse(answer.body.text)), 'a clone ticket')
    if (!/\/(Login|CloneSession)$/.test(path)) continue
    const [, number, loginName] = /; login (\d+) of ([^)]*)\)$/.exec(headerOf(headers, 'user-agent') ?? '') ?? []
    const { key, userName } = JSON.parse(answer.body.text) as { key: string; userName: string }
    const name = requirement === undefined ? loginName : `${userName.split('@')[0]} ${number}`
    names.set(key, `key of ${name}`).set(headerOf(answer.headers, 'vmware-api-session-id') ?? '', `token of ${name}`)
  }
  return names
}

function lineOf({ method, path, query, headers, body }: Exchange, names: Map<string, string>): string {
  const withNames = (text: string) =>
    [...names].reduce(
      (replaced, [word, name]) =>
        replaced.replaceAll(word, `‹${name}›`).replaceAll(word.toUpperCase(), `‹${name} in capitals›`),
      text
        .replaceAll(/\(run [0-9a-f]{12};/g, '(run ‹id›;')
        .replaceAll(/52[0-9a-f]{6}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (key) => (names.has(key) ? key : '‹invented›')),
    )
  const address = path.replace('/sdk/vim25/8.0.3.0/SessionManager/SessionManager/TerminateSession', '')
  const token = headerOf(headers, 'vmware-api-session-id')
  const type = headerOf(headers, 'content-type')?.replace('application/json', 'JSON') ?? 'no type'
  const by = token === undefined ? 'no token' : (names.get(token) ?? 'an invented id')
  const text = withNames(`${method} ${address}${query} ${type} by ${by}: ${body ?? 'no body'}`)
  return shortened(text)
}

/** Writes what cannot be seen as an escape, and leaves out most of what is long: of lists, of repeated characters, and of any other text. */
function shortened(text: string): string {
  const short = text
    .replaceAll(/"[^"]*"(,"[^"]*"){5,}/g, (list) => shortList(list.split(',')))
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll(/[\p{C}\p{Z}\p{M}]/gu, (sign) => (sign === ' ' ? sign : `\\u{${sign.codePointAt(0)?.toString(16)}}`))
    .replaceAll(/(.)\1{39,}/gu, (run, sign) => `‹${run.length} times ${sign}›`)
  return short.length <= 400 ? short : `${short.slice(0, 300)}… ‹${short.length - 300} characters more›`
}

/** A list with each row of ids of one kind in one word. */
function shortList(ids: readonly string[]): string {
  const rows: string[][] = []
  for (const id of ids) {
    const row = rows.at(-1)
    if (row !== undefined && (row[0] === '"‹invented›"') === (id === '"‹invented›"')) row.push(id)
    else rows.push([id])
  }
  return rows
    .flatMap((row) => {
      if (row.length < 4) return row
      return row[0] === '"‹invented›"' ? `‹${row.length} invented›` : `${row[0]},‹${row.length - 2} more›,${row.at(-1)}`
    })
    .join(',')
}

function headerOf(headers: Exchange['headers'], wanted: string): string | undefined {
  return headers.find(([name]) => name === wanted)?.[1]
}

test('each check sends the calls that calls.txt lists', async () => {
  const table: string[] = []
  for (const { id, check } of select({})) {
    // Its calls are drawn from the seed, and tested elsewhere.
    if (check.randomized) continue
    table.push(id, ...(await callsOf(id)), '')
  }
  await expect(table.join('\n')).toMatchFileSnapshot('calls.txt')
})
