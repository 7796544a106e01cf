import { describe, expect, test } from 'vitest'
import { readOracles } from '../../../../src/conformance/context/oracles.ts'
import { createSessionRegistry, type TestSession } from '../../../../src/conformance/sessions/session-registry.ts'
import { type Answered, fault, listed, scripted, testSession, value } from '../../../support/scripted.ts'

const [controller, victim] = [testSession('controller'), testSession('victim')]

/** The answers to the tokens of sessions that are alive; to all other tokens, currentSession answers null. */
const alive = (...sessions: TestSession[]) =>
  Object.fromEntries(sessions.map(({ key, token }) => [token, value({ key })]))

/** What the oracles read of one session, where the target gives these answers. */
async function reading(list: Answered, own: Record<string, Answered>) {
  const registry = createSessionRegistry()
  const session = { ...victim }
  const service = scripted({
    sessionList: async () => list,
    currentSession: async (token) => own[token ?? ''] ?? value(null),
  })
  const readings = await readOracles(service, registry, controller, [session])
  return {
    both: readings.sessions.get(session),
    controller: readings.controller,
    state: session.state,
    isForeignNoted: registry.isTaken('foreign'),
  }
}

const inList = { state: 'alive', detail: 'in sessionList (read by the controller)' }
const notInList = { state: 'dead', detail: 'not in sessionList (read by the controller)' }
const byToken = { state: 'alive', detail: 'its own token works (currentSession shows it)' }
const notByToken = { state: 'dead', detail: 'its own token does not work (currentSession shows no session)' }

describe('readOracles', () => {
  test('a session is alive by both oracles, and every listed key is noted', async () => {
    expect(await reading(listed('controller', 'victim', 'foreign'), alive(victim))).toEqual({
      both: { list: inList, self: byToken },
      controller: inList,
      state: 'open',
      isForeignNoted: true,
    })
  })

  test('a session that is dead by both oracles is marked as dead', async () => {
    expect(await reading(listed('controller'), {})).toEqual({
      both: { list: notInList, self: notByToken },
      controller: inList,
      state: 'dead',
      isForeignNoted: false,
    })
  })

  test('a session that is dead by its own token alone stays open', async () => {
    const { both, state } = await reading(listed('controller', 'victim'), {})
    expect({ both, state }).toEqual({ both: { list: inList, self: notByToken }, state: 'open' })
  })

  test('a session that is dead by the list alone stays open', async () => {
    const { both, state } = await reading(listed('controller'), alive(victim))
    expect({ both, state }).toEqual({ both: { list: notInList, self: byToken }, state: 'open' })
  })

  test('a value that is not a list is unreadable', async () => {
    const { both } = await reading(value('text'), alive(victim, controller))
    expect(both).toEqual({
      list: { state: 'unreadable', detail: 'sessionList (read by the controller): not a list of sessions' },
      self: byToken,
    })
  })

  test('a controller that the list does not show is dead where its own token says the same', async () => {
    expect((await reading(listed('victim'), alive(victim))).controller).toEqual({
      state: 'dead',
      detail:
        'not in sessionList (read by the controller); its own token does not work (currentSession shows no session)',
    })
  })

  test('a controller that the list does not show is unreadable where its own token shows it', async () => {
    expect((await reading(listed('victim'), alive(victim, controller))).controller).toEqual({
      state: 'unreadable',
      detail: 'not in sessionList (read by the controller); its own token works (currentSession shows it)',
    })
  })

  test('a controller that is refused the list as logged off is unreadable where its own token shows it', async () => {
    expect((await reading(fault('NotAuthenticated'), alive(controller))).controller).toEqual({
      state: 'unreadable',
      detail:
        'sessionList (read by the controller): the fault NotAuthenticated; its own token works (currentSession shows it)',
    })
  })

  test.each<[string, Answered, string]>([
    ['a controller is unreadable where another fault answers its list', fault('SystemError'), 'the fault SystemError'],
    ['a controller is unreadable where its list is not a list', value('text'), 'not a list of sessions'],
  ])('%s', async (_, list, evidence) => {
    expect((await reading(list, {})).controller).toEqual({
      state: 'unreadable',
      detail: `sessionList (read by the controller): ${evidence}`,
    })
  })

  test("the suite's own error is thrown as it is", async () => {
    const own = new TypeError('own')
    const service = scripted({ sessionList: () => Promise.reject(own) })
    await expect(readOracles(service, createSessionRegistry(), controller, [])).rejects.toBe(own)
  })
})
