import { expect, test } from 'vitest'
import { type Exchange, requirements, runSuite } from '../../src/conformance/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { createRepeatable } from '../support/repeatable.ts'

/** Every TerminateSession that a requirement's check makes of a sound server, stage by stage, with sessions, tokens and ids by what they are. */
async function callsOf(id: string): Promise<string[]> {
  const target = mockTarget({ vcenter: createRepeatable() })
  const { exchanges } = await runSuite(target, { only: [id], concurrency: 1, seed: 1 })
  const names = namesIn(exchanges)
  const calls = exchanges.filter(({ path }) => path.endsWith('/TerminateSession'))
  // The stages of a check are played side by side: in which order is no matter of the check's.
  const stages = [...new Set(calls.map(({ caseName }) => caseName))].sort()
  return stages.flatMap((stage) => [
    ...(stage === '' ? [] : [`  ${stage.slice(1)}:`]),
    ...calls.filter((call) => call.caseName === stage).map((call) => `  ${told(call, names)}`),
  ])
}

/** The sessions that are begun for the run as a whole, in that order. */
const shared = ['controller', 'witness']

/** What the sessions of a run are called, by their keys and by what stands for their tokens. */
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

function told({ method, path, query, headers, body }: Exchange, names: Map<string, string>): string {
  const named = (text: string) =>
    [...names].reduce(
      (told, [word, name]) =>
        told.replaceAll(word, `‹${name}›`).replaceAll(word.toUpperCase(), `‹${name} in capitals›`),
      text.replaceAll(/52[0-9a-f]{6}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (key) => (names.has(key) ? key : '‹invented›')),
    )
  const where = path.replace('/sdk/vim25/8.0.3.0/SessionManager/SessionManager/TerminateSession', '')
  const token = headerOf(headers, 'vmware-api-session-id')
  const type = headerOf(headers, 'content-type')?.replace('application/json', 'JSON') ?? 'no type'
  const by = token === undefined ? 'no token' : (names.get(token) ?? 'an invented id')
  const text = named(`${method} ${where}${query} ${type} by ${by}: ${body ?? 'no body'}`)
  return text.replaceAll(/("‹invented›",){4,}/g, (run) => `(${run.split(',').length - 1} times) "‹invented›",`)
}

function headerOf(headers: Exchange['headers'], wanted: string): string | undefined {
  return headers.find(([name]) => name === wanted)?.[1]
}

// What is drawn at random is judged elsewhere.
const drawn = ['terminate.sequence.model']

test('what each check sends of a sound server', async () => {
  const table: string[] = []
  for (const { id } of requirements.filter(({ id }) => !drawn.includes(id))) {
    table.push(id, ...(await callsOf(id)), '')
  }
  await expect(table.join('\n')).toMatchFileSnapshot('calls.txt')
})
