import { describe, expect, test } from 'vitest'
import { TargetUnreachable } from '../../../../src/client/index.ts'
import { cleanUp } from '../../../../src/conformance/sessions/cleanup.ts'
import type { LoginAttempt } from '../../../../src/conformance/sessions/prove-session.ts'
import { noRecord } from '../../../../src/conformance/sessions/run-record.ts'
import { createSessionRegistry } from '../../../../src/conformance/sessions/session-registry.ts'
import { fault, scripted, status, testSession, value } from '../../../support/scripted.ts'

/** A target that holds sessions with these keys, and that ends them when it is asked to, unless a test wants otherwise. */
function targetWith(
  keys: string[],
  given: {
    logout?: boolean
    terminate?: boolean
    lost?: number
    list?: () => unknown
    shown?: (key: string) => unknown
  } = {},
) {
  const { logout = true, terminate = true, lost = 0, shown = (key) => ({ key }) } = given
  const held = new Set(keys)
  const terminated: string[][] = []
  const keyOf = (token = '') => token.replace('token of ', '')
  const list = () => given.list?.() ?? [...held].map((key) => ({ key }))
  const service = scripted({
    sessionList: async () => value(list()),
    currentSession: async (token) => value(held.has(keyOf(token)) ? shown(keyOf(token)) : null),
    logout: async (token) => {
      if (!logout && token !== 'token of controller') return fault('SystemError')
      held.delete(keyOf(token))
      return value(null)
    },
    terminateSessions: async (_, ids) => {
      terminated.push([...ids])
      if (terminated.length <= lost) throw new TargetUnreachable('reset', 'lost')
      if (terminate) for (const id of ids) held.delete(id)
      return { kind: 'terminated' }
    },
  })
  return { service, held, terminated }
}

function registryOf(...keys: string[]) {
  const registry = createSessionRegistry()
  for (const key of keys) registry.register(testSession(key))
  return registry
}

const isController = ({ key }: { key: string }) => key === 'controller'

describe('cleanUp', () => {
  test('it logs out every session of the run and no session of other users', async () => {
    const { service, held, terminated } = targetWith(['controller', 'one', 'two', 'foreign'])
    expect(await cleanUp(service, registryOf('controller', 'one', 'two'), isController)).toBe(0)
    expect([...held]).toEqual(['foreign'])
    expect(terminated).toEqual([])
  })

  test('a session that cannot be logged out is terminated in a call of its own', async () => {
    const { service, held, terminated } = targetWith(['controller', 'one', 'two', 'foreign'], { logout: false })
    expect(await cleanUp(service, registryOf('controller', 'one', 'two'), isController)).toBe(0)
    expect([...held]).toEqual(['foreign'])
    expect(terminated).toEqual([['one'], ['two']])
  })

  test.each([
    [2, 0, 3],
    [3, 1, 3],
  ])('a call that gets no answer %i times leaves %i sessions after %i calls', async (lost, left, calls) => {
    const { service, terminated } = targetWith(['controller', 'one'], { logout: false, lost })
    expect(await cleanUp(service, registryOf('controller', 'one'), isController)).toBe(left)
    expect(terminated).toEqual(Array.from({ length: calls }, () => ['one']))
  })

  const attempt = (key: string): LoginAttempt => ({
    method: 'Login',
    otherTags: [],
    userName: 'user',
    loginTag: `(tag of ${key})`,
    key,
    token: `token of ${key}`,
    noteCount: 0,
  })

  test('an unverified session is read again and closed where its token proves it to be the run’s own', async () => {
    const { service, held } = targetWith(['controller', 'late', 'foreign'], {
      shown: (key) => ({ key, userName: 'user', userAgent: `vijson-conformance/1.0 (tag of ${key})` }),
    })
    const registry = registryOf('controller')
    const givenAway = { ...attempt('another'), token: 'token of foreign' }
    registry.unverified.push(attempt('late'), attempt('over'), givenAway)
    registry.unclosable = 4
    expect(await cleanUp(service, registry, isController)).toBe(0)
    expect([...held]).toEqual(['foreign'])
    // One was closed. One that is over, a token that shows another session, and a login without a session still count.
    expect(registry.unclosable).toBe(3)
    expect(registry.opened.map(({ label, loginTag, state }) => ({ label, loginTag, state }))).toEqual([
      { label: 'controller', loginTag: undefined, state: 'closed' },
      { label: 'a session that was verified late', loginTag: '(tag of late)', state: 'closed' },
    ])
  })

  test('an unverified session that does not show the User-Agent of its login is left alone and counted', async () => {
    const { service, held } = targetWith(['controller', 'late'])
    const registry = registryOf('controller')
    registry.unverified.push(attempt('late'))
    registry.unclosable = 1
    expect(await cleanUp(service, registry, isController)).toBe(0)
    expect([[...held], registry.unclosable]).toEqual([['late'], 1])
  })

  test('a session whose key has passed to another one is neither logged out nor terminated', async () => {
    const { service, held, terminated } = targetWith(['controller', 'passed'])
    const registry = registryOf('controller')
    const session = registry.register(testSession('passed', { loginTag: '(tag)', state: 'open' }))
    registry.noteListed([{ key: 'passed', userName: 'other', userAgent: '' }])
    expect(await cleanUp(service, registry, isController)).toBe(1)
    expect([[...held], terminated, session.state]).toEqual([['passed'], [], 'open'])
  })

  test('a controller whose key has passed to another session terminates nothing', async () => {
    const { service, terminated } = targetWith(['controller', 'one'], { logout: false })
    const registry = registryOf('one')
    registry.register(testSession('controller', { loginTag: '(tag)' }))
    registry.noteListed([{ key: 'controller', userName: '', userAgent: '' }])
    expect(await cleanUp(service, registry, isController)).toBe(2)
    expect(terminated).toEqual([])
  })

  test('a session that the target neither logs out nor terminates is counted, and stays in the record', async () => {
    const { service } = targetWith(['controller', 'one', 'two'], { logout: false, terminate: false })
    const open = new Set<string>()
    const registry = createSessionRegistry({
      ...noRecord,
      opened: (tag) => open.add(tag),
      ended: (tag) => open.delete(tag),
      stillOpen: (tag) => open.add(tag),
    })
    for (const key of ['controller', 'one', 'two']) {
      registry.noteProved({ ...attempt(key), loginTag: `tag of ${key}` }, 'user')
      registry.register(testSession(key))
    }
    expect(await cleanUp(service, registry, isController)).toBe(2)
    expect([...open]).toEqual(['tag of one', 'tag of two'])
  })

  test('a session in sessionList that its own token does not show is not terminated, because its key may have a new owner', async () => {
    const { service, terminated } = targetWith(['controller'], { list: () => [{ key: 'controller' }, { key: 'one' }] })
    expect(await cleanUp(service, registryOf('controller', 'one'), isController)).toBe(0)
    expect(terminated).toEqual([])
  })

  test.each<[string, () => unknown]>([
    ['where sessionList does not show the controller, the tokens decide what is left', () => []],
    ['where sessionList is not a list, the tokens decide what is left', () => 'nothing'],
    [
      'where sessionList is too long to be noted, the tokens decide what is left',
      () => Array.from({ length: 200_001 }, (_, index) => ({ key: `key ${index}` })),
    ],
  ])('%s', async (_, list) => {
    const { service, terminated } = targetWith(['controller', 'one'], { logout: false, list })
    expect(await cleanUp(service, registryOf('controller', 'one'), isController)).toBe(1)
    expect(terminated).toEqual([])
  })

  test('without a controller, the tokens decide what is left', async () => {
    const { service } = targetWith(['one', 'two'], { logout: false })
    expect(await cleanUp(service, registryOf('one', 'two'), isController)).toBe(2)
  })

  test('a session that its own token shows but sessionList does not is counted and not terminated', async () => {
    const { service, terminated } = targetWith(['controller', 'one', 'two'], {
      logout: false,
      list: () => [{ key: 'controller' }, { key: 'one' }],
    })
    expect(await cleanUp(service, registryOf('controller', 'one', 'two'), isController)).toBe(1)
    expect(terminated).toEqual([['one']])
  })

  test.each<[string, { list?: () => unknown }]>([
    ['a session in sessionList whose token gets only 503 is counted and not terminated', {}],
    ['a session that is in no list and whose token gets only 503 is counted', { list: () => [{ key: 'controller' }] }],
  ])('%s', async (_, given) => {
    const { service, terminated } = targetWith(['controller', 'one', 'two'], given)
    const isControllers = (token: string) => token === 'token of controller'
    const unavailable = {
      ...service,
      currentSession: async (token: string) => (isControllers(token) ? service.currentSession(token) : status(503)),
      logout: async (token: string) => (isControllers(token) ? service.logout(token) : status(503)),
    }
    expect(await cleanUp(unavailable, registryOf('controller', 'one', 'two'), isController)).toBe(2)
    expect(terminated).toEqual([])
  })

  test('a controller that cannot be logged out is counted', async () => {
    const { service } = targetWith(['controller'])
    const refusing = { ...service, logout: async () => fault('SystemError') }
    expect(await cleanUp(refusing, registryOf('controller'), isController)).toBe(1)
  })

  test.each<[string, 'open' | 'closed', number]>([
    ['an open session counts as left where the target does not answer any more', 'open', 1],
    ['a closed session does not count as left where the target does not answer any more', 'closed', 0],
  ])('%s', async (_, state, left) => {
    const service = scripted({
      sessionList: async () => status(503),
      currentSession: async () => {
        throw new TargetUnreachable('timeout', 'late')
      },
    })
    const registry = createSessionRegistry()
    registry.register(testSession('one', { state }))
    expect(await cleanUp(service, registry, isController)).toBe(left)
  })
})
