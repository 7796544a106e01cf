import { describe, expect, test } from 'vitest'
import { runSuite } from '../../src/conformance/index.ts'
import { createVCenter, type MockSession, type VCenter } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'

/** A vCenter whose sessionList is that many milliseconds behind: it still shows sessions that have ended, all or some. */
function lagging(lagMs: number, isShown: (session: MockSession) => boolean = () => true): VCenter {
  const vcenter = createVCenter()
  const ended = new Map<MockSession, number>()
  /** Does something, and notes which sessions it has ended; also where it throws. */
  const noting = (act: () => void) => {
    const before = [...vcenter.sessions.values()]
    try {
      act()
    } finally {
      const gone = before.filter((session) => !vcenter.sessions.has(session.key) && isShown(session))
      for (const session of gone) ended.set(session, performance.now())
    }
  }
  return {
    ...vcenter,
    // Only the list is made from it: tokens and calls are judged by the original.
    get sessions() {
      const still = [...ended].filter(([, at]) => performance.now() - at < lagMs).map(([session]) => session)
      return new Map([...still, ...vcenter.sessions.values()].map((session) => [session.key, session]))
    },
    logout: (caller) => noting(() => vcenter.logout(caller)),
    terminateSessions: (caller, keys) => noting(() => vcenter.terminateSessions(caller, keys)),
  }
}

describe('a sessionList that is behind', () => {
  test('where it catches up in 200 ms, only the requirement that it shows an end at once warns', {
    timeout: 60_000,
  }, async () => {
    const { verdict, requirements, sessions } = await runSuite(mockTarget({ vcenter: lagging(200) }), {
      concurrency: 16,
    })
    expect(requirements.filter((one) => !['pass', 'recorded'].includes(one.verdict))).toMatchObject([
      { id: 'terminate.effect.listed-at-once', verdict: 'warn', finding: { code: 'oracles-disagree' } },
    ])
    expect([verdict, sessions.leaked]).toEqual(['conformant', 0])
  })

  test('where it is behind only after the call of another check, the same requirement warns', async () => {
    const isOfOther = ({ userAgent }: MockSession) => userAgent.includes(' of terminate.success.all-listed')
    const { requirements } = await runSuite(mockTarget({ vcenter: lagging(200, isOfOther) }), {
      only: ['terminate.success.all-listed', 'terminate.effect.listed-at-once'],
    })
    const message =
      'after some calls, sessionList was behind what the tokens of the sessions proved, for less than a second'
    expect(requirements).toMatchObject([
      { verdict: 'pass' },
      { verdict: 'warn', finding: { code: 'oracles-disagree', message } },
    ])
  })

  test('where it shows new sessions only after 200 ms, nothing else is affected', { timeout: 60_000 }, async () => {
    const vcenter = createVCenter()
    const begun = new Map<string, number>()
    const noting = (session: MockSession) => {
      begun.set(session.key, performance.now())
      return session
    }
    const late: VCenter = {
      ...vcenter,
      get sessions() {
        return new Map([...vcenter.sessions].filter(([key]) => performance.now() - (begun.get(key) ?? 0) >= 200))
      },
      login: (...given) => noting(vcenter.login(...given)),
      cloneSession: (...given) => noting(vcenter.cloneSession(...given)),
    }
    const { requirements } = await runSuite(mockTarget({ vcenter: late }), { concurrency: 16 })
    const notPassed = requirements.filter((one) => !['pass', 'recorded'].includes(one.verdict))
    expect(notPassed.map(({ id, verdict }) => [id, verdict])).toEqual([['terminate.effect.listed-at-once', 'warn']])
  })

  test('where it never catches up, the oracles disagree', async () => {
    const target = mockTarget({ vcenter: lagging(Number.POSITIVE_INFINITY) })
    const { verdict, requirements } = await runSuite(target, { only: ['terminate.success.all-listed'] })
    expect(verdict).toBe('nonconformant')
    expect(requirements).toMatchObject([{ verdict: 'fail', finding: { code: 'oracles-disagree' } }])
  })
})
