import { describe, expect, test } from 'vitest'
import { TargetUnreachable } from '../../../../src/client/index.ts'
import { cleanUp } from '../../../../src/conformance/sessions/cleanup.ts'
import { createSessionRegistry } from '../../../../src/conformance/sessions/session-registry.ts'
import { fault, scripted, status, testSession, value } from '../../../support/scripted.ts'

/** A target that holds sessions, and ends them as it is told to, or not. */
function holding(keys: string[], given: { logout?: boolean; terminate?: boolean; list?: () => unknown } = {}) {
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

function owning(...keys: string[]) {
  const ownership = createSessionRegistry()
  for (const key of keys) ownership.register(testSession(key))
  return ownership
}

const isController = ({ key }: { key: string }) => key === 'controller'

describe('at the end of a run', () => {
  test('every session is logged out, and none of others', async () => {
    const { service, held, terminated } = holding(['controller', 'one', 'two', 'foreign'])
    expect(await cleanUp(service, owning('controller', 'one', 'two'), isController)).toBe(0)
    expect([...held]).toEqual(['foreign'])
    expect(terminated).toEqual([])
  })

  test('what does not let itself be logged out is terminated, one by one', async () => {
    const { service, held, terminated } = holding(['controller', 'one', 'two', 'foreign'], { logout: false })
    expect(await cleanUp(service, owning('controller', 'one', 'two'), isController)).toBe(0)
    expect([...held]).toEqual(['foreign'])
    expect(terminated).toEqual([['one'], ['two']])
  })

  test('a login whose token could not be asked is asked for once more, and closed where it is the run’s own', async () => {
    const { service, held } = holding(['controller', 'late'])
    const ownership = owning('controller')
    const strange = { ...testSession('another'), token: 'token of late' }
    ownership.unverified.push(testSession('late'), testSession('over'), strange)
    ownership.unclosable = 4
    expect(await cleanUp(service, ownership, isController)).toBe(0)
    expect([...held]).toEqual([])
    // One was closed, one is over; what a token shows that stands for another, and a login without one, count still.
    expect(ownership.unclosable).toBe(2)
  })

  test('what is held still is counted', async () => {
    const { service } = holding(['controller', 'one', 'two'], { logout: false, terminate: false })
    expect(await cleanUp(service, owning('controller', 'one', 'two'), isController)).toBe(2)
  })

  test('what is listed, and not shown by its own token, may have passed to somebody and is left alone', async () => {
    const { service, terminated } = holding(['controller'], { list: () => [{ key: 'controller' }, { key: 'one' }] })
    expect(await cleanUp(service, owning('controller', 'one'), isController)).toBe(0)
    expect(terminated).toEqual([])
  })

  test.each<[string, () => unknown]>([
    ['does not show the controller', () => []],
    ['is none', () => 'nothing'],
  ])('a list that %s decides nothing: the tokens do', async (_, list) => {
    const { service, terminated } = holding(['controller', 'one'], { logout: false, list })
    expect(await cleanUp(service, owning('controller', 'one'), isController)).toBe(1)
    expect(terminated).toEqual([])
  })

  test('without a controller, the tokens decide', async () => {
    const { service } = holding(['one', 'two'], { logout: false })
    expect(await cleanUp(service, owning('one', 'two'), isController)).toBe(2)
  })

  test('what is not listed, though its own token shows it, is counted and left alone', async () => {
    const { service, terminated } = holding(['controller', 'one', 'two'], {
      logout: false,
      list: () => [{ key: 'controller' }, { key: 'one' }],
    })
    expect(await cleanUp(service, owning('controller', 'one', 'two'), isController)).toBe(1)
    expect(terminated).toEqual([['one']])
  })

  test.each([true, false])('what does not answer to its token is counted (it is listed: %j)', async (isListed) => {
    const { service, terminated } = holding(['controller', 'one', 'two'], {
      ...(isListed ? {} : { list: () => [{ key: 'controller' }] }),
    })
    const isControllers = (token: string) => token === 'token of controller'
    const dumb = {
      ...service,
      currentSession: async (token: string) => (isControllers(token) ? service.currentSession(token) : status(503)),
      logout: async (token: string) => (isControllers(token) ? service.logout(token) : status(503)),
    }
    expect(await cleanUp(dumb, owning('controller', 'one', 'two'), isController)).toBe(2)
    expect(terminated).toEqual([])
  })

  test('a controller that stays is counted', async () => {
    const { service } = holding(['controller'])
    const stubborn = { ...service, logout: async () => fault('SystemError') }
    expect(await cleanUp(stubborn, owning('controller'), isController)).toBe(1)
  })

  test.each<[string, 'open' | 'closed', number]>([
    ['was not closed', 'open', 1],
    ['was closed', 'closed', 0],
  ])('of a target that says nothing more, what %s counts so', async (_, state, left) => {
    const service = scripted({
      sessionList: async () => status(503),
      currentSession: async () => {
        throw new TargetUnreachable('timeout', 'late')
      },
    })
    const ownership = createSessionRegistry()
    ownership.register(testSession('one', { state }))
    expect(await cleanUp(service, ownership, isController)).toBe(left)
  })
})
