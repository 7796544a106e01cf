import { describe, expect, test } from 'vitest'
import { TargetUnreachable } from '../../../../src/client/index.ts'
import { cleanUp } from '../../../../src/conformance/sessions/cleanup.ts'
import { createSessionRegistry } from '../../../../src/conformance/sessions/session-registry.ts'
import { fault, scripted, status, testSession, value } from '../../../support/scripted.ts'

/** A target that holds sessions with these keys, and that ends them when it is asked to, unless a test wants otherwise. */
function targetWith(keys: string[], given: { logout?: boolean; terminate?: boolean; list?: () => unknown } = {}) {
  const { logout = true, terminate = true } = given
  const held = new Set(keys)
  const terminated: string[][] = []
  const keyOf = (token: string) => token.replace('token of ', '')
  const list = () => given.list?.() ?? [...held].map((key) => ({ key }))
  const service = scripted({
    sessionList: async () => value(list()),
    currentSession: async (token) => value(held.has(keyOf(token)) ? { key: keyOf(token) } : null),
    logout: async (token) => {
      if (!logout && token !== 'token of controller') return fault('SystemError')
      held.delete(keyOf(token))
      return value(null)
    },
    terminateSessions: async (_, ids) => {
      terminated.push([...ids])
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

  test('an unverified session is read again and closed where its token shows that it is the run’s own', async () => {
    const { service, held } = targetWith(['controller', 'late'])
    const registry = registryOf('controller')
    const givenAway = { ...testSession('another'), token: 'token of late' }
    registry.unverified.push(testSession('late'), testSession('over'), givenAway)
    registry.unclosable = 4
    expect(await cleanUp(service, registry, isController)).toBe(0)
    expect([...held]).toEqual([])
    // One was closed and one is over. A token that shows another session, and a login without a session, still count.
    expect(registry.unclosable).toBe(2)
  })

  test('a session that the target neither logs out nor terminates is counted', async () => {
    const { service } = targetWith(['controller', 'one', 'two'], { logout: false, terminate: false })
    expect(await cleanUp(service, registryOf('controller', 'one', 'two'), isController)).toBe(2)
  })

  test('a session in sessionList that its own token does not show is not terminated, because its key may have a new owner', async () => {
    const { service, terminated } = targetWith(['controller'], { list: () => [{ key: 'controller' }, { key: 'one' }] })
    expect(await cleanUp(service, registryOf('controller', 'one'), isController)).toBe(0)
    expect(terminated).toEqual([])
  })

  test.each<[string, () => unknown]>([
    ['where sessionList does not show the controller, the tokens decide what is left', () => []],
    ['where sessionList is not a list, the tokens decide what is left', () => 'nothing'],
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
