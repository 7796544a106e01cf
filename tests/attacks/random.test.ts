import fc from 'fast-check'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { openAgentFetch } from '../../src/client/agent-fetch.ts'
import type { PlainRequest } from '../../src/client/message.ts'
import { openSending } from '../../src/client/transport.ts'
import type { RunContext } from '../../src/conformance/context/run-context.ts'
import { createGate, type Gate } from '../../src/conformance/transport/gate.ts'
import { type Attacked, startAttacked, tokenHeader } from './attacked.ts'
import { startRun } from './custom-run.ts'
import { lenientServer } from './lenient-server.ts'

// Spaces of requests that are too large for a table: drawn, and made smaller where one of them passes.

let attacked: Attacked
let run: RunContext
let gate: Gate
let own: { key: string; token: string }
let end: () => Promise<number>
const made = new Map<string, number>()

beforeEach(async () => {
  attacked = await startAttacked()
  ;({ run, end } = await startRun(attacked))
  attacked.behave(lenientServer(attacked))
  own = await run.controllers.current()
  gate = createGate(await openSending({}, openAgentFetch), { ...run, permitDisruptive: async () => {} })
})

afterEach(async () => {
  await end()
  attacked.close()
})

afterAll(() => {
  const rows = [...made].map(([kind, count]) => `| ${kind} | ${count} | ${count} |`)
  console.log(['| random attempts by | made | held |', '| --- | --- | --- |', ...rows].join('\n'))
})

const count = (kind: string) => made.set(kind, (made.get(kind) ?? 0) + 1)
const others = () => [attacked.others.named, attacked.others.unnamed]

/** Sends a request as the controller. @returns whether it reached the server. */
async function reaches(given: Partial<PlainRequest>): Promise<boolean> {
  const before = attacked.received.length
  const base = `${attacked.target.url}/sdk/vim25/8.0.3.0/SessionManager/SessionManager`
  const headers = new Headers({ 'content-type': 'application/json', [tokenHeader]: own.token })
  const request = { method: 'POST', url: `${base}/TerminateSession`, headers, body: undefined, ...given }
  await gate.send(request).catch((error: unknown) => {
    if (!(error instanceof Error) || !['GateRefusal', 'VerdictError'].includes(error.name)) throw error
  })
  return attacked.received.length > before
}

const hex = (char: string) => char.charCodeAt(0).toString(16).padStart(2, '0')

/** A character as it may stand in a path: itself, in the other case, or percent-encoded in some layers. */
const spelledChar = (char: string) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(char) },
    fc.constant(char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase()),
    fc.integer({ min: 0, max: 4 }).map((layers) => `%${'25'.repeat(layers)}${hex(char)}`),
    fc.integer({ min: 0, max: 2 }).map((layers) => `%${'25'.repeat(layers)}${hex(char).toUpperCase()}`),
  )

const filling = fc.constantFrom(
  '',
  '',
  '',
  '/',
  '/.',
  '/x/..',
  ';a=b',
  ';',
  '%2f',
  '%3b',
  '%00',
  '%20',
  '.',
  '?a',
  '?',
  '#a',
  '\\',
)

const spelledPath = fc
  .constantFrom('TerminateSession', 'Logout', 'Login', 'sessionList')
  .chain((member) =>
    fc.tuple(
      fc.constantFrom('', 'vim25/8.0.3.0/SessionManager/SessionManager', 'vim25', 'vim25/8.0.3.0/SessionManager'),
      filling,
      fc.tuple(...[...member].map(spelledChar)).map((chars) => chars.join('')),
      filling,
    ),
  )
  .map(([folder, before, member, after]) => `/sdk/${folder}${before}/${member}${after}`)

test('no spelling of a path lets a request pass that names a session of others', async () => {
  const property = fc.asyncProperty(
    spelledPath,
    fc.constantFrom('POST', 'GET', 'DELETE', 'post'),
    fc.nat({ max: 1 }),
    async (path, method, which) => {
      const { key, token } = others()[which] ?? attacked.others.named
      count('spellings of a path')
      const isSent = await reaches({
        method,
        url: `${attacked.target.url}${path}`,
        headers: new Headers({ 'content-type': 'application/json', [tokenHeader]: token }),
        body: method === 'GET' ? undefined : JSON.stringify({ sessionId: [key] }),
      })
      // A list may be read by anybody's token, where its path is the one that it has.
      expect(isSent).toBe(method === 'GET' && path === '/sdk/vim25/8.0.3.0/SessionManager/SessionManager/sessionList')
      expect(attacked.ended()).toEqual([])
    },
  )
  await fc.assert(property, { numRuns: 1500, seed: 1 })
})

/** JSON that may hold the keys of the run and of others anywhere, written with blanks, escapes and members that come twice. */
function bodyWith(keys: readonly string[]): fc.Arbitrary<string> {
  const key = fc.constantFrom(...keys)
  const escaped = key.map((text) => `"\\u00${hex(text[0] ?? '')}${text.slice(1)}"`)
  const leaf = fc.oneof(
    { weight: 4, arbitrary: key.map((text) => JSON.stringify(text)) },
    escaped,
    fc.constantFrom('52', 'null', 'true', '{}', '[]', '""'),
  )
  const name = fc.oneof(
    fc.constant('sessionId'),
    fc.constantFrom('SessionId', 'sessionID', '_typeName', '__proto__', 'toJSON'),
    key,
  )
  const { body } = fc.letrec<{ body: string; value: string; list: string; object: string }>((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, leaf, tie('list'), tie('object')),
    list: fc.array(tie('value'), { maxLength: 3 }).map((values) => `[${values.join(',')}]`),
    object: fc
      .array(fc.tuple(name, tie('value')), { maxLength: 3 })
      .map((members) => `{${members.map(([one, value]) => `${JSON.stringify(one)}:${value}`).join(',')}}`),
    body: fc.oneof(
      {
        weight: 3,
        arbitrary: fc.array(leaf, { minLength: 1, maxLength: 3 }).map((ids) => `{"sessionId":[${ids.join(',')}]}`),
      },
      tie('object'),
      tie('value'),
      fc.tuple(tie('object'), fc.constantFrom(' ', '\n', '\ufeff', ',', '}')).map((parts) => parts.join('')),
      fc.tuple(tie('object'), fc.nat({ max: 40 })).map(([text, cut]) => text.slice(0, -cut)),
    ),
  }))
  return body
}

test('a body that passes is the one spelling of a list of sessions of the run', async () => {
  // Ids that nobody has, so that the run keeps its sessions.
  const invented = ['52aaaaaa-invented-one', '52bbbbbb-invented-two']
  for (const id of invented) run.registry.invent(id)
  let passed = 0
  const property = fc.asyncProperty(bodyWith([...invented, ...others().map(({ key }) => key)]), async (body) => {
    count('bodies')
    if (await reaches({ body })) {
      passed += 1
      const { sessionId } = JSON.parse(body) as { sessionId: string[] } // What has passed has to be of this form: the next line says so.
      expect(body).toBe(JSON.stringify({ sessionId }))
      expect(sessionId.filter((id) => !invented.includes(id))).toEqual([])
    }
    expect(attacked.ended()).toEqual([])
  })
  await fc.assert(property, { numRuns: 1500, seed: 1 })
  expect(passed).toBeGreaterThan(10)
})

test('no id that a lenient server might take for the key of others is sent', async () => {
  const property = fc.asyncProperty(
    fc.nat({ max: 1 }),
    fc.array(fc.constantFrom(' ', '-', '_', '{', '}', '\t', '\0', '\u00a0', '\u200b', '"', '%', ','), { maxLength: 4 }),
    fc.func(fc.boolean()),
    fc.nat({ max: 6 }),
    async (which, inserted, isUpper, cut) => {
      const { key } = others()[which] ?? attacked.others.named
      const written = [...key].map((char, place) => (isUpper(place) ? char.toUpperCase() : char)).join('')
      const id = inserted
        .reduce((text, char, place) => text.slice(0, place * 7) + char + text.slice(place * 7), written)
        .slice(0, written.length + inserted.length - cut)
      count('ids like those of others')
      const invent = async () => gate.terminate({ form: 'list', ids: [run.registry.invent(id)], token: own.token })
      await expect(invent()).rejects.toMatchObject({ name: 'VerdictError', verdict: 'unreached' })
      expect(attacked.ended()).toEqual([])
    },
  )
  await fc.assert(property, { numRuns: 500, seed: 1 })
})
