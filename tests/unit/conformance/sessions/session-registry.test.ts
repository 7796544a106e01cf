import { describe, expect, test } from 'vitest'
import { createSessionRegistry, type ShownSession } from '../../../../src/conformance/sessions/session-registry.ts'
import { testSession } from '../../../support/scripted.ts'

const shown = (key: string, given: Partial<ShownSession> = {}): ShownSession => ({
  key,
  userName: 'user',
  userAgent: '',
  ...given,
})

/** A registry with a session whose User-Agent proves it, and one of a target that keeps none. */
function registryOfTwo() {
  const registry = createSessionRegistry()
  const proved = registry.register(testSession('proved', { loginTag: '(tag 1)', shownName: 'user' }))
  const inferred = registry.register(testSession('inferred', { shownName: 'user' }))
  return { registry, proved, inferred }
}

describe('register', () => {
  test('a session is the run’s own from then on, with its token', () => {
    const { registry, proved, inferred } = registryOfTwo()
    expect(registry.opened).toEqual([proved, inferred])
    expect(['proved', 'other'].map((id) => registry.statusOf(id))).toEqual(['own', 'foreign'])
    expect(['proved', 'other'].map((id) => registry.isOwn(id))).toEqual([true, false])
    expect(['token of proved', 'other'].map((token) => registry.tokenStatusOf(token))).toEqual(['own', 'foreign'])
  })

  test('a registered session is a copy that nothing can be written to except its state', () => {
    const registry = createSessionRegistry()
    const given = testSession('own')
    const session = registry.register(given)
    for (const member of ['key', 'token', 'loginTag', 'userName', 'label', 'isShared', 'shownName', 'more'])
      expect(Reflect.set(session, member, 'foreign'), member).toBe(false)
    expect(Reflect.defineProperty(session, 'key', { get: () => 'foreign' })).toBe(false)
    expect(Reflect.deleteProperty(session, 'key')).toBe(false)
    Object.assign(given, { key: 'foreign' })
    session.state = 'closed'
    expect(session).toEqual(testSession('own', { state: 'closed' }))
    expect([registry.statusOf('own'), registry.statusOf('foreign')]).toEqual(['own', 'foreign'])
  })
})

describe('rename', () => {
  test('a session gets another label, and takes the place of the one before', () => {
    const { registry, proved, inferred } = registryOfTwo()
    proved.state = 'closed'
    const renamed = registry.rename(proved, 'session 9')
    expect(renamed).toEqual({ ...proved, label: 'session 9' })
    expect(registry.opened).toEqual([renamed, inferred])
    expect(Reflect.set(renamed, 'key', 'foreign')).toBe(false)
    expect([registry.statusOf('proved'), registry.tokenStatusOf('token of proved')]).toEqual(['own', 'own'])
  })

  test('a session that is not the run’s own is not renamed', () => {
    const { registry } = registryOfTwo()
    expect(() => registry.rename(testSession('other'), 'session 9')).toThrow('other is not a session of the run')
  })
})

describe('claim', () => {
  test.each<[string, string, string, boolean]>([
    ['a new key with a new token can be claimed', 'new', 'new token', true],
    ['a key that another login has cannot be claimed', 'key', 'new token', false],
    ['a token that another login has cannot be claimed', 'new', 'token', false],
    ['the token of one login may be the key of another', 'token', 'key', true],
  ])('%s', (_, key, token, isClaimed) => {
    const registry = createSessionRegistry()
    registry.claim('key', 'token')
    expect(registry.claim(key, token)).toBe(isClaimed)
  })

  test.each<[string, 'open' | 'closed' | 'dead', 'own' | 'lost']>([
    ['a key that is handed out again stays the run’s own while its session is open', 'open', 'own'],
    ['a key that is handed out again after its session was closed is lost', 'closed', 'lost'],
    ['a key that is handed out again after its session has ended is lost', 'dead', 'lost'],
  ])('%s', (_, state, status) => {
    const { registry, proved } = registryOfTwo()
    proved.state = state
    registry.claim('proved', 'another token')
    expect([registry.statusOf('proved'), registry.tokenStatusOf('token of proved')]).toEqual([status, status])
  })
})

describe('noteListed', () => {
  test('the keys that were listed when a login was sent are known', () => {
    const registry = createSessionRegistry()
    registry.noteListed([shown('before')])
    const noteCount = registry.noteCount()
    registry.noteListed([shown('before'), shown('meanwhile')])
    expect([registry.noteCount(), noteCount]).toEqual([2, 1])
    expect(['before', 'meanwhile', 'never'].map((key) => registry.wasListed(key, noteCount))).toEqual([
      true,
      false,
      false,
    ])
  })

  test('the ids that were invented since a login was sent are known', () => {
    const registry = createSessionRegistry()
    registry.invent('before')
    registry.noteListed([shown('any')])
    const noteCount = registry.noteCount()
    registry.invent('meanwhile')
    expect(['before', 'meanwhile', 'never'].map((id) => registry.wasInventedSince(id, noteCount))).toEqual([
      false,
      true,
      false,
    ])
  })

  test.each<[string, ShownSession, 'own' | 'lost']>([
    [
      'a proved session that shows its tag stays the run’s own',
      shown('proved', { userAgent: 'vijson-conformance/1 (tag 1)' }),
      'own',
    ],
    [
      'a proved session that shows another tag is lost',
      shown('proved', { userAgent: 'vijson-conformance/1 (tag 11)' }),
      'lost',
    ],
    ['a proved session that shows no User-Agent is lost', shown('proved'), 'lost'],
    [
      'a proved session that shows another user is lost',
      shown('proved', { userName: 'other', userAgent: 'vijson-conformance/1 (tag 1)' }),
      'lost',
    ],
    ['an inferred session that shows its user stays the run’s own', shown('inferred'), 'own'],
    ['an inferred session that shows another user is lost', shown('inferred', { userName: 'other' }), 'lost'],
  ])('%s', (_, listed, status) => {
    const { registry } = registryOfTwo()
    registry.noteListed([listed])
    expect([registry.statusOf(listed.key), registry.isOwn(listed.key)]).toEqual([status, status === 'own'])
    expect(registry.tokenStatusOf(`token of ${listed.key}`)).toBe(status)
    // What is lost is not won back.
    registry.noteListed([
      listed.key === 'proved' ? shown('proved', { userAgent: 'vijson-conformance/1 (tag 1)' }) : shown('inferred'),
    ])
    expect(registry.statusOf(listed.key)).toBe(status)
  })

  test('the key of an inferred session that has ended is lost once a list shows it that was requested later', () => {
    const { registry, inferred } = registryOfTwo()
    const before = registry.noteCount()
    registry.markEnded(inferred, 'dead')
    expect(inferred.state).toBe('dead')
    const after = registry.noteCount()
    registry.noteListed([shown('inferred')], before)
    expect(registry.statusOf('inferred')).toBe('own')
    registry.noteListed([shown('inferred')], after)
    expect(registry.statusOf('inferred')).toBe('lost')
  })

  test.each<[string, readonly string[] | string]>([
    ['the same holds where the target says that it has ended the session with that id', ['other', 'inferred']],
    ['the same holds where the target says that it has ended the session with that token', 'token of inferred'],
  ])('%s', (_, idsOrToken) => {
    const { registry, inferred } = registryOfTwo()
    const before = registry.noteCount()
    registry.noteEnded(idsOrToken)
    const after = registry.noteCount()
    registry.noteEnded(idsOrToken)
    expect([registry.noteCount(), inferred.state]).toEqual([after, 'open'])
    registry.noteListed([shown('inferred')], before)
    expect(registry.statusOf('inferred')).toBe('own')
    registry.noteListed([shown('inferred')], after)
    expect(registry.statusOf('inferred')).toBe('lost')
  })

  test('once a list shows a User-Agent, the target keeps them, and what had been inferred is lost', () => {
    const { registry } = registryOfTwo()
    registry.keepsUserAgents = false
    registry.noteListed([shown('foreign-key')])
    expect([registry.keepsUserAgents, registry.statusOf('inferred')]).toEqual([false, 'own'])
    registry.noteListed([shown('foreign-key', { userAgent: 'another client' })])
    expect([registry.keepsUserAgents, registry.statusOf('inferred'), registry.statusOf('proved')]).toEqual([
      true,
      'lost',
      'own',
    ])
  })

  test('a proved session that has come back is still the run’s own', () => {
    const { registry, proved } = registryOfTwo()
    registry.markEnded(proved, 'closed')
    registry.noteListed([])
    registry.noteListed([shown('proved', { userAgent: 'vijson-conformance/1 (tag 1)' })])
    expect(registry.statusOf('proved')).toBe('own')
  })

  test('more than 200000 listed keys are refused, so that a target cannot fill the memory', () => {
    const registry = createSessionRegistry()
    const keys = (prefix: string) => Array.from({ length: 100_000 }, (_, index) => shown(`${prefix}${index}`))
    registry.noteListed(keys('a'))
    registry.noteListed(keys('b'))
    expect(() => registry.noteListed([shown('one more')])).toThrow('sessionList has shown more than 200000 sessions')
    expect(registry.isTaken('one more')).toBe(false)
  })
})

describe('invent', () => {
  test('an id that is the key of another user’s session cannot be invented', () => {
    const registry = createSessionRegistry()
    registry.noteListed([shown('foreign-key')])
    expect(() => registry.invent('foreign-key')).toThrow(
      expect.objectContaining({
        verdict: 'unreached',
        message: "an id that the run invented is that of another user's session, or its user's name",
      }),
    )
  })

  test.each<[string, string, string, 'own' | 'lost']>([
    ['an invented id is the run’s own while no list shows it', '52aaaaaa-1111', '52bbbbbb-1111', 'own'],
    ['an invented id is lost once a list shows it', '52aaaaaa-1111', '52aaaaaa-1111', 'lost'],
    ['an invented id is lost once a list shows it in another case', '52aaaaaa-1111', '52AAAAAA-1111', 'lost'],
    ['an invented id is lost once a list shows the beginning of it', '52aaaaaa-1111', '52aaaaaa', 'lost'],
    ['an invented id is lost once a list shows a longer one', '52aaaaaa-1111', '{52aaaaaa-1111-2222}', 'lost'],
    ['a short id within a longer one is no reason', '52aa', '52aaaaaa-1111', 'own'],
  ])('%s', (_, id, listed, status) => {
    const before = createSessionRegistry()
    before.invent(id)
    before.noteListed([shown(listed)])
    expect(before.statusOf(id)).toBe(status)
    // Also where it was listed before, unless it is the same: that cannot be invented.
    const after = createSessionRegistry()
    after.noteListed([shown(listed)])
    if (listed !== id) expect(after.statusOf(after.invent(id))).toBe(status)
  })

  test('an id like the key of a session of the run may be invented', () => {
    const { registry } = registryOfTwo()
    registry.noteListed([shown('inferred')])
    expect(registry.statusOf(registry.invent('INFERRED'))).toBe('own')
  })

  test('an invented id is disruptive only where it is declared so', () => {
    const registry = createSessionRegistry()
    registry.invent('harmless')
    registry.invent('part of a key', true)
    expect(['harmless', 'part of a key', 'never invented'].map((id) => registry.isDisruptive(id))).toEqual([
      false,
      true,
      false,
    ])
  })
})

test('an id is taken where it is registered, listed, or like the key of another user’s session', () => {
  const { registry } = registryOfTwo()
  registry.noteListed([shown('foreign-key'), shown('inferred')])
  expect(['proved', 'foreign-key', 'FOREIGN-KEY', 'INFERRED', 'free'].map((id) => registry.isTaken(id))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ])
})

test('sessions that the run has not opened, or has lost, count as other users’', () => {
  const { registry } = registryOfTwo()
  const sessions = [shown('proved'), shown('inferred'), shown('foreign-key')]
  expect(registry.countForeign(sessions)).toBe(1)
  registry.noteListed(sessions)
  expect(registry.countForeign(sessions)).toBe(2)
})

describe('isLikeForeign', () => {
  const foreign = '52abcdef-0000-4000-8000-000000000001'
  const beside = (...sessions: ShownSession[]) => {
    const registry = createSessionRegistry()
    registry.keepsUserAgents = true
    registry.noteListed(sessions)
    return registry
  }

  test.each<[string, string, boolean]>([
    ['another key is used', '52abcdef-0000-4000-8000-000000000002', false],
    ['the same key in capitals is not', foreign.toUpperCase(), true],
    ['the same key without dashes is not', foreign.replaceAll('-', ''), true],
    ['the same key with more behind it is not', `${foreign}-2`, true],
    ['a part of it is not', foreign.slice(0, 24), true],
    ['the same key in base64 is not', Buffer.from(foreign).toString('base64'), true],
    ['the name of its user is not', 'somebody', true],
    ['its User-Agent is not', 'another-client', true],
    ['a key with a wildcard is not', '52*', true],
    ['a key with escapes is not', '52%62', true],
  ])('beside a session of others, %s', (_, key, expected) => {
    const registry = beside(shown(foreign, { userName: 'Somebody', userAgent: 'another client' }))
    expect(registry.isLikeForeign(key)).toBe(expected)
  })

  test('alone, any key is used', () => {
    expect(createSessionRegistry().isLikeForeign('52*')).toBe(false)
  })

  test('a login of the run that is still under way is no session of others', () => {
    const tag = '(run 0123456789ab; login 1 of a)'
    const registry = createSessionRegistry()
    registry.noteLoginSent({ tag, userName: 'user' })
    registry.noteListed([shown('own-key-of-the-run', { userAgent: `vijson-conformance/1.0 ${tag}` })])
    expect(registry.isLikeForeign('OWN-KEY-OF-THE-RUN')).toBe(false)
  })

  test.each<[string, ShownSession]>([
    ['a session of others with a key like it', shown('PROVED-KEY-1')],
    ['a session of others whose user has that name', shown('another', { userName: 'proved-key-1' })],
  ])('once a list shows %s, a session of the run is not used any more', (_, other) => {
    const registry = createSessionRegistry()
    const { token } = registry.register(testSession('proved-key-1', { loginTag: '(tag 1)' }))
    registry.noteListed([shown('unlike-it')])
    expect(registry.statusOf('proved-key-1')).toBe('own')
    registry.noteListed([other])
    // Its token is nobody else's: by it, it is logged out.
    expect([registry.statusOf('proved-key-1'), registry.tokenStatusOf(token)]).toEqual(['lost', 'own'])
  })

  test('an invented id is not used once a list shows a user of that name', () => {
    const registry = createSessionRegistry()
    registry.invent('52-invented-id')
    registry.noteListed([shown('unlike-it', { userName: '52 Invented ID' })])
    expect(registry.statusOf('52-invented-id')).toBe('lost')
  })
})

test('a key that is not plain is not used once a list shows a session of others', () => {
  const registry = createSessionRegistry()
  registry.register(testSession('own*key', { loginTag: '(tag 1)' }))
  registry.noteListed([shown('unlike-it', { userAgent: 'another client' })])
  expect(registry.statusOf('own*key')).toBe('lost')
})

test.each<[string, ShownSession]>([
  ['the user', shown('other', { userName: '52-Invented id' })],
  ['the User-Agent', shown('other', { userAgent: '52/invented id' })],
  ['the full name or the address', shown('other', { alsoKnownAs: ['52-invented-id'] })],
])('an id cannot be invented that is %s of a session of others', (_, other) => {
  const registry = createSessionRegistry()
  registry.noteListed([other])
  expect(() => registry.invent('52-invented-id')).toThrow("or its user's name")
})

describe('logins of which nothing came back', () => {
  test('count as unclosable until it is known that no session of theirs is open', () => {
    const registry = createSessionRegistry()
    const login = { tag: '(run 0123456789ab; login 1 of a)', userName: 'user' }
    registry.noteUncertain(login)
    expect([registry.unclosable, registry.uncertain()]).toEqual([1, [login]])
    registry.settleUncertain(login.tag)
    registry.settleUncertain(login.tag)
    expect([registry.unclosable, registry.uncertain()]).toEqual([0, []])
  })
})
