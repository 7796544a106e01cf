import { expect, test } from 'vitest'
import { linearizable } from '../../../../../src/conformance/checks/linearizable/linearizable.ts'
import { invalidArgument, notFound } from '../../../../../src/mock/faults.ts'
import type { VCenter } from '../../../../../src/mock/index.ts'
import { mockRun } from '../../context/mock-run.ts'

/** What the check throws at a mock, and its notes. */
async function judge(seed: number, given: Parameters<typeof mockRun>[0] = {}) {
  const { context, notes, traces } = await mockRun(given)
  const thrown: unknown = await linearizable.run({ ...context, seed, hasClones: true }).then(
    () => undefined,
    (error: unknown) => error,
  )
  const calls = traces().flatMap(({ events }) => events.filter(({ kind }) => kind === 'called'))
  return { thrown, notes, calls: calls.length }
}

const seeds = [1, 2, 3, 4, 5, 6]

test('a correct server is linearizable, whatever is drawn', async () => {
  for (const seed of seeds) {
    const { thrown, notes, calls } = await judge(seed)
    expect([seed, thrown, notes]).toEqual([seed, undefined, []])
    expect(calls).toBeGreaterThan(4)
  }
})

test('the same seed draws the same calls, and another seed draws others', async () => {
  const callsOf = async (seed: number) => (await judge(seed)).calls
  const all = await Promise.all(seeds.map(callsOf))
  expect(await Promise.all(seeds.map(callsOf))).toEqual(all)
  expect(new Set(all).size).toBeGreaterThan(1)
})

const endsTwice = (sound: VCenter): Partial<VCenter> => ({
  terminateSessions(caller, keys) {
    for (const key of keys) {
      if (key === caller.key) throw invalidArgument('sessionId')
      sound.sessions.delete(key)
    }
  },
})

const endsNothing = (): Partial<VCenter> => ({
  terminateSessions(caller, keys) {
    if (keys.includes(caller.key)) throw invalidArgument('sessionId')
  },
})

const findsNothing = (): Partial<VCenter> => ({
  terminateSessions() {
    throw notFound()
  },
})

test.each([
  ['a server that ends a session twice is not linearizable', endsTwice],
  ['a server that ends nothing is not linearizable', endsNothing],
  ['a server that finds nothing is not linearizable', findsNothing],
])('%s, and the finding names the calls, which are drawn', async (_, change) => {
  const found = (await Promise.all(seeds.map((seed) => judge(seed, { change })))).filter(({ thrown }) => thrown)
  expect(found.length).toBeGreaterThan(0)
  for (const { thrown, notes } of found) {
    expect(thrown).toMatchObject({
      verdict: 'fail',
      finding: {
        code: 'oracles-disagree',
        message: expect.stringMatching(
          /^no order of (the calls explains the answer to this one|these ([2-9]|\d\d+) calls explains their answers) \(seed \d\), made by session \d.*: session \d [^;]+(; session \d [^;]+)*\.$/,
        ),
      },
    })
    expect(notes[0]).toMatch(/^session \d {2}.*├1─/)
    expect(notes.at(-1)).toMatch(/^\d+: session \d /)
  }
})

test('a list that is behind is a note where the other answers are linearizable', async () => {
  const shown = new Map<string, Response>()
  const answer = (member: string, request: Request) => {
    if (member !== 'sessionList') return undefined
    const token = request.headers.get('vmware-api-session-id') ?? ''
    return shown.get(token)?.clone()
  }
  const { context, notes, vcenter, controller } = await mockRun({ answer })
  // Every list shows what it showed before the first call.
  const open = async (count: number, by?: 'login') => {
    const sessions = await context.open(count, by)
    if (shown.size > 0) return sessions
    const list = [...vcenter.sessions.values()].map(({ key, principal, userAgent }) => ({
      key,
      userName: principal.userName,
      userAgent,
    }))
    for (const { token } of [controller, ...sessions]) shown.set(token, Response.json(list))
    return sessions
  }
  await linearizable.run({ ...context, open: open as typeof context.open, seed: 1 }) // As many as were asked for.
  expect(notes).toEqual(['sessionList was behind; its answers were left out (see terminate.effect.listed-at-once)'])
})
