import { describe, expect, test } from 'vitest'
import { TargetUnreachable } from '../../../../src/client/index.ts'
import { createSharedSession, ensureAlive } from '../../../../src/conformance/sessions/shared-session.ts'
import { type Answered, scripted, status, testSession, value } from '../../../support/scripted.ts'

/** A shared session whose logins are counted. */
function countedSession() {
  let opened = 0
  const session = createSharedSession('the controller', async () => {
    opened += 1
    return testSession(`controller ${opened}`)
  })
  return { session, count: () => opened }
}

describe('createSharedSession', () => {
  test('all checks get the same session', async () => {
    const { session, count } = countedSession()
    const [one, other] = await Promise.all([session.current(), session.current()])
    expect(one).toBe(other)
    expect(await session.current()).toBe(one)
    expect(count()).toBe(1)
  })

  test('a session that is discarded is replaced once, however often it is discarded', async () => {
    const { session, count } = countedSession()
    const first = await session.current()
    session.discard(first)
    const second = await session.current()
    session.discard(first)
    expect(await session.current()).toBe(second)
    expect([first.key, second.key, count()]).toEqual(['controller 1', 'controller 2', 2])
  })

  test('it includes the sessions that it opened, also after they were discarded, and no other session', async () => {
    const { session } = countedSession()
    const first = await session.current()
    session.discard(first)
    const second = await session.current()
    expect([first, second, testSession('controller 1')].map((one) => session.includes(one))).toEqual([
      true,
      true,
      false,
    ])
  })

  test('after a session that could not be opened, the next check tries again', async () => {
    let tries = 0
    const session = createSharedSession('the controller', async () => {
      tries += 1
      if (tries === 1) throw new Error('no')
      return testSession('controller')
    })
    await expect(session.current()).rejects.toThrow('no')
    expect((await session.current()).key).toBe('controller')
  })

  test('at most eight sessions are opened', async () => {
    const { session, count } = countedSession()
    for (let ended = 0; ended < 8; ended += 1) session.discard(await session.current())
    await expect(session.current()).rejects.toMatchObject({
      verdict: 'unreached',
      message: 'the target ended the controller 8 times; the run begins no further one',
    })
    expect(count()).toBe(8)
  })
})

describe('ensureAlive', () => {
  test.each<[string, Answered | Error, string]>([
    ['a session that is alive is used', value({ key: 'controller 1' }), 'controller 1'],
    ['a session whose token says that it is over is replaced', value(null), 'controller 2'],
    ['a session whose token gets only 503 is used', status(503), 'controller 1'],
    ['a session whose target does not answer is used', new TargetUnreachable('timeout', 'late'), 'controller 1'],
  ])('%s', async (_, own, used) => {
    const { session } = countedSession()
    const currentSession = async () => {
      if (own instanceof Error) throw own
      return own
    }
    expect((await ensureAlive(scripted({ currentSession }), session)).key).toBe(used)
  })
})
