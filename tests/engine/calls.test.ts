import { expect, test } from 'vitest'
import { type Exchange, requirements, runSuite } from '../../src/conformance/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { createRepeatable } from '../support/repeatable.ts'

/** Every TerminateSession that a check sends to the mock, by case and step, with keys and tokens replaced by the names of their sessions. */
async function callsOf(id: string): Promise<string[]> {
  const target = mockTarget({ vcenter: createRepeatable() })
  const { exchanges } = await runSuite(target, { only: [id], concurrency: 1, seed: 1 })
  const names = namesIn(exchanges)
  const calls = exchanges.filter(({ path }) => path.endsWith('/TerminateSession'))
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

/** The sessions that are opened for the run as a whole, in that order. */
const shared = ['controller', 'bystander']

/** The names of the sessions of a run, by their keys and by the pseudonyms of their tokens. */
function namesIn(exchanges: readonly Exchange[]): Map<string, string> {
  const names = new Map<string, string>()
  const counts = new Map<string, number>()
  for (const { path, requirement, caseName, body, answer } of exchanges) {
    if (!path.endsWith('/Login') || answer.kind !== 'answered' || answer.body.kind !== 'kept') continue
    const { userName } = JSON.parse(body ?? '') as { userName: string }
    const { key } = JSON.parse(answer.body.text) as { key: string }
    const count = (counts.get(caseName) ?? 0) + 1
    const name = requirement === undefined ? shared[names.size / 2] : `${userName.split('@')[0]} ${count}`
    if (requirement !== undefined) counts.set(caseName, count)
    names.set(key, `key of ${name}`).set(headerOf(answer.headers, 'vmware-api-session-id') ?? '', `token of ${name}`)
  }
  return names
}

function lineOf({ method, path, query, headers, body }: Exchange, names: Map<string, string>): string {
  const withNames = (text: string) =>
    [...names].reduce(
      (replaced, [word, name]) =>
        replaced.replaceAll(word, `‹${name}›`).replaceAll(word.toUpperCase(), `‹${name} in capitals›`),
      text.replaceAll(/52[0-9a-f]{6}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (key) => (names.has(key) ? key : '‹invented›')),
    )
  const address = path.replace('/sdk/vim25/8.0.3.0/SessionManager/SessionManager/TerminateSession', '')
  const token = headerOf(headers, 'vmware-api-session-id')
  const type = headerOf(headers, 'content-type')?.replace('application/json', 'JSON') ?? 'no type'
  const by = token === undefined ? 'no token' : (names.get(token) ?? 'an invented id')
  const text = withNames(`${method} ${address}${query} ${type} by ${by}: ${body ?? 'no body'}`)
  return text.replaceAll(/("‹invented›",){4,}/g, (run) => `(${run.split(',').length - 1} times) "‹invented›",`)
}

function headerOf(headers: Exchange['headers'], wanted: string): string | undefined {
  return headers.find(([name]) => name === wanted)?.[1]
}

// Its calls are drawn from the seed, and tested elsewhere.
const drawn = 'terminate.sequence.model'

test('each check sends the calls that calls.txt lists', async () => {
  const table: string[] = []
  for (const { id } of requirements.filter(({ id }) => id !== drawn)) {
    table.push(id, ...(await callsOf(id)), '')
  }
  await expect(table.join('\n')).toMatchFileSnapshot('calls.txt')
})
