import { describe, expect, test } from 'vitest'
import { BrokenAnswer, TargetUnreachable } from '../../../../src/client/index.ts'
import { closeSession } from '../../../../src/conformance/sessions/close-session.ts'
import { createSessionRegistry } from '../../../../src/conformance/sessions/session-registry.ts'
import { type Answered, fault, scripted, status, testSession, value } from '../../../support/scripted.ts'

const ownSession = value({ key: 'key' })

/** Closes a session at a target that gives these answers to currentSession and Logout, and notes which of them was called. */
async function closeAt(
  own: Answered | Error,
  logout: Answered | Error = value(null),
  state: 'open' | 'closed' | 'dead' = 'open',
) {
  const registry = createSessionRegistry()
  const session = registry.register(testSession('key', { state }))
  const calls: string[] = []
  const answerWith = (name: string, answer: Answered | Error) => async () => {
    calls.push(name)
    if (answer instanceof Error) throw answer
    return answer
  }
  const service = scripted({
    currentSession: answerWith('currentSession', own),
    logout: answerWith('logout', logout),
  })
  await closeSession(service, registry, session)
  return { state: session.state, calls }
}

describe('closeSession', () => {
  test.each<[string, 'closed' | 'dead']>([
    ['a session that is already closed gets no request', 'closed'],
    ['a session that is dead gets no request', 'dead'],
  ])('%s', async (_, state) => {
    expect(await closeAt(ownSession, value(null), state)).toEqual({ state, calls: [] })
  })

  test.each<[string, Answered | Error, 'open' | 'closed']>([
    ['a session whose token shows no session is closed without a Logout', value(null), 'closed'],
    ['a session whose token shows another session is not logged out', value({ key: 'other' }), 'open'],
    ['a session whose token gets no answer is not logged out', new TargetUnreachable('reset', 'lost'), 'open'],
  ])('%s', async (_, own, state) => {
    expect(await closeAt(own)).toEqual({ state, calls: ['currentSession'] })
  })

  test.each<[string, Answered | Error, 'open' | 'closed']>([
    ['a Logout that is answered with null closes the session', value(null), 'closed'],
    ['a Logout that is answered with a value leaves the session open', value({}), 'open'],
    [
      'a Logout that is answered with the fault NotAuthenticated closes the session',
      fault('NotAuthenticated'),
      'closed',
    ],
    ['a Logout that is answered with another fault leaves the session open', fault('SystemError'), 'open'],
    ['a Logout that is answered with 401 closes the session', status(401), 'closed'],
    ['a Logout that is answered with 503 leaves the session open', status(503), 'open'],
    ['a Logout that gets an incomplete answer leaves the session open', new BrokenAnswer(200, 'half'), 'open'],
  ])('%s', async (_, logout, state) => {
    expect(await closeAt(ownSession, logout)).toEqual({ state, calls: ['currentSession', 'logout'] })
  })

  test('a session that has just been read is not read again', async () => {
    const registry = createSessionRegistry()
    const session = registry.register(testSession('key'))
    const reading = { state: 'alive', detail: '' } as const
    await closeSession(scripted({ logout: async () => value(null) }), registry, session, reading)
    expect(session.state).toBe('closed')
  })

  test('a session whose key has passed to another one gets no request', async () => {
    const registry = createSessionRegistry()
    const session = registry.register(testSession('key', { loginTag: '(tag)' }))
    registry.noteListed([{ key: 'key', userName: 'other', userAgent: 'other' }])
    await closeSession(scripted({}), registry, session)
    expect([session.state, registry.statusOf('key')]).toEqual(['open', 'lost'])
  })
})
