import { describe, expect, test, vi } from 'vitest'
import type { LoginAttempt } from '../../../../src/conformance/sessions/prove-session.ts'
import { createSessionRegistry } from '../../../../src/conformance/sessions/session-registry.ts'
import type { RunRecord } from '../../../../src/conformance/types.ts'

const tag = '(run 0123456789ab; login 1 of controller)'
const userAgent = `vijson-conformance/0.1.0 ${tag}`
const shown = { key: 'recorded', userName: 'DOMAIN\\user', userAgent }

describe('adoptRecorded', () => {
  const adopting = (login: object = {}) => {
    const registry = createSessionRegistry()
    registry.adoptRecorded([{ tag, userName: 'user', ...login }])
    return registry
  }

  test('a listed session with the User-Agent of a recorded login is the run’s own', () => {
    const registry = adopting({ key: 'recorded', shownName: 'DOMAIN\\user' })
    registry.noteListed([shown, { ...shown, key: 'foreign', userAgent: 'govc' }])
    expect(registry.statusOf('recorded')).toBe('own')
    expect(registry.statusOf('foreign')).toBe('foreign')
    expect(registry.adopted()).toEqual([{ key: 'recorded', tag }])
  })

  test('before any list shows it, a recorded key is not the run’s own', () => {
    expect(adopting({ key: 'recorded' }).statusOf('recorded')).toBe('foreign')
  })

  test('it is the run’s own no longer once a list shows its key with another User-Agent', () => {
    const registry = adopting()
    registry.noteListed([shown])
    registry.noteListed([{ ...shown, userAgent: 'govc' }])
    expect(registry.statusOf('recorded')).toBe('foreign')
  })

  test.each<[string, object]>([
    ['with another key than the recorded one', { key: 'another' }],
    ['of another user than the recorded one', { shownName: 'DOMAIN\\another' }],
    ['of login 12, where login 1 is recorded', { tag: '(run 0123456789ab; login 1' }],
    ['with any User-Agent, where an empty tag is recorded', { tag: '' }],
    ['of the whole run, where no login is named', { tag: '(run 0123456789ab' }],
    ['of another run', { tag: '(run ba9876543210; login 1 of controller)' }],
  ])('a session %s is not the run’s own', (_, login) => {
    const registry = adopting(login)
    registry.noteListed([shown])
    expect(registry.statusOf('recorded')).toBe('foreign')
    expect(registry.adopted()).toEqual([])
  })

  test('of two sessions that show the User-Agent of one login, none is the run’s own: a login begins one', () => {
    const registry = adopting()
    registry.noteListed([shown, { ...shown, key: 'second' }])
    expect(registry.adopted()).toEqual([])
  })

  describe('of two logins with one User-Agent', () => {
    const other = '(run 0123456789ab; login 2 of controller)'
    const second = { ...shown, key: 'second' }
    const withBoth = (first: object, later: object) => {
      const registry = createSessionRegistry()
      registry.adoptRecorded([
        { tag, userName: 'user', ...first },
        { tag: other, shownTag: tag, userName: 'user', ...later },
      ])
      return registry
    }

    test('each session is told by its key', () => {
      const registry = withBoth({ key: 'recorded' }, { key: 'second' })
      registry.noteListed([shown, second])
      expect(registry.adopted()).toEqual([
        { key: 'recorded', tag },
        { key: 'second', tag: other },
      ])
    })

    test('the one without an answer has begun the session that is not that of the other', () => {
      const registry = withBoth({ key: 'recorded' }, {})
      registry.noteListed([shown, second])
      expect(registry.adopted()).toEqual([
        { key: 'recorded', tag },
        { key: 'second', tag: other },
      ])
    })

    test('without any answer, each has begun one of the two', () => {
      const registry = withBoth({}, {})
      registry.noteListed([shown, second])
      registry.noteListed([shown, second])
      expect(registry.adopted()).toEqual([
        { key: 'recorded', tag },
        { key: 'second', tag: other },
      ])
    })

    test('nothing is proved where a third session has that User-Agent', () => {
      const registry = withBoth({ key: 'recorded' }, { key: 'second' })
      registry.noteListed([shown, second, { ...shown, key: 'third' }])
      expect(registry.adopted()).toEqual([])
    })

    test('a session with the tag of the later one is not its own', () => {
      const registry = withBoth({ key: 'recorded' }, { key: 'second' })
      registry.noteListed([shown, { ...second, userAgent: `vijson-conformance/0.1.0 ${other}` }])
      expect(registry.adopted()).toEqual([{ key: 'recorded', tag }])
    })
  })

  test('a session of another account than the one that logged in is not the run’s own', () => {
    const registry = adopting()
    registry.noteListed([{ ...shown, userName: 'DOMAIN\\another' }])
    expect(registry.adopted()).toEqual([])
  })

  test('what is adopted has no token that could be logged out', () => {
    const registry = adopting()
    registry.noteListed([shown])
    expect(registry.tokenStatusOf('recorded')).toBe('foreign')
  })
})

describe('the record', () => {
  const calls: unknown[][] = []
  const note = (name: string) => vi.fn((...args: unknown[]) => calls.push([name, ...args]))
  const record: RunRecord = {
    loginSent: note('loginSent'),
    loginFailed: note('loginFailed'),
    opened: note('opened'),
    ended: note('ended'),
    stillOpen: note('stillOpen'),
    keyLost: note('keyLost'),
  }
  const attempt: LoginAttempt = {
    method: 'Login',
    userName: 'user',
    loginTag: tag,
    otherTags: [],
    key: 'key',
    token: 'token',
    noteCount: 0,
  }

  test('is told of each session by the tag of its login, also where the target shows no User-Agents', () => {
    calls.length = 0
    const registry = createSessionRegistry(record)
    registry.noteProved(attempt, 'DOMAIN\\user')
    const { key, token } = attempt
    const session = registry.register({
      ...{
        key,
        token,
        userName: 'user',
        label: 'session 1',
        isShared: false,
        loginTag: undefined,
        shownName: undefined,
        state: 'open',
      },
    })
    registry.markEnded(session, 'closed')
    registry.markLeft(session)
    registry.markEnded(session, 'dead')
    registry.noteListed([{ key: 'key', userName: 'another', userAgent: '' }], 1)
    expect(calls).toEqual([
      ['opened', tag, { key: 'key', shownName: 'DOMAIN\\user' }],
      ['ended', tag],
      ['stillOpen', tag],
      ['ended', tag],
      ['keyLost', tag],
    ])
  })

  test('is told of the User-Agent that a session shows, where it is that of another login', () => {
    calls.length = 0
    const shownTag = '(run 0123456789ab; login 7 of parent)'
    createSessionRegistry(record).noteProved(attempt, 'user', shownTag)
    createSessionRegistry(record).noteProved(attempt, 'user', tag)
    expect(calls).toEqual([
      ['opened', tag, { key: 'key', shownName: 'user', shownTag }],
      ['opened', tag, { key: 'key', shownName: 'user' }],
    ])
  })

  test('is not given a key that is the token, too', () => {
    calls.length = 0
    createSessionRegistry(record).noteProved({ ...attempt, token: attempt.key }, 'user')
    expect(calls).toEqual([['opened', tag, { shownName: 'user' }]])
  })
})
