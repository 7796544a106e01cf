import { describe, expect, test } from 'vitest'
import type { Move } from '../../../../../src/conformance/checks/linearizable/workload.ts'
import type { CheckContext } from '../../../../../src/conformance/context/check-context.ts'
import { answered, make, one, two } from './players.ts'

const alive = (session: string) => ({ kind: 'is-alive', session })
const dead = (session: string) => ({ kind: 'is-dead', session })
const end = (session: string) => ({ kind: 'end', session })

describe('a TerminateSession', () => {
  test.each<[string, number[], number | string, object[][]]>([
    [
      'may call and ends all that it names, where it is answered with 204',
      [0, 1, 3],
      204,
      [[alive('one'), end('two'), end('two')]],
    ],
    ['has no explanation where it is answered with 204 and names its caller', [0, 0], 204, []],
    [
      'has found any of those that it names dead, and has ended those before it, where it is answered with NotFound',
      [0, 1, 3],
      'NotFound',
      [
        [alive('one'), dead('two')],
        [alive('one'), end('two'), dead('two')],
      ],
    ],
    ['has not found its caller dead', [0, 1, 0], 'NotFound', [[alive('one'), dead('two')]]],
    [
      'has ended those before its caller, where it is answered with InvalidArgument',
      [0, 1, 0],
      'InvalidArgument',
      [[alive('one'), end('two')]],
    ],
    ['has no explanation where InvalidArgument names no caller', [0, 1], 'InvalidArgument', []],
    ['had a dead caller, where it is answered with another fault', [0, 1], 'NotAuthenticated', [[dead('one')]]],
    ['had a dead caller, where it is answered with 401', [0, 1], 401, [[dead('one')]]],
  ])('%s', async (_, picks, by, alternatives) => {
    const made = await make({ kind: 'terminate', picks }, { terminate: async () => answered(by) })
    expect(made).toMatchObject({ by: 'one', alternatives, isRead: false })
  })

  test('is made by the session that is picked first, and names the others', async () => {
    const calls: unknown[] = []
    const terminate: CheckContext['terminate'] = async (...call) => {
      calls.push(call)
      return answered('NotFound')
    }
    const { words } = await make({ kind: 'terminate', picks: [99, 2, 3] }, { terminate })
    expect(calls).toEqual([[[one, two], { as: two }]])
    expect(words).toBe('terminates one, two: 500 with the fault NotFound')
  })

  test.each<[string, number, object]>([
    [
      'is unanswered where a busy server answers',
      503,
      { code: 'unanswered', message: 'TerminateSession was answered in passing: status 503 without a VIM fault' },
    ],
    [
      'is unreached where another status answers',
      404,
      { code: 'prerequisite', message: 'a call was answered with status 404 without a VIM fault' },
    ],
  ])('%s', async (_, status, finding) => {
    const making = make({ kind: 'terminate', picks: [0, 1] }, { terminate: async () => answered(status) })
    await expect(making).rejects.toMatchObject({ verdict: 'unreached', finding })
  })
})

describe('another move', () => {
  const shows = { kind: 'shows', sessions: new Set(['one']) }

  test.each<[string, Move['kind'], Partial<CheckContext>, string, object, boolean]>([
    ['a list shows those of the history that are alive', 'list', {}, 'reads sessionList: one', shows, true],
    [
      'a list may show nobody of the history',
      'list',
      { keysListedBy: async () => new Set(['foreign']) },
      'reads sessionList: none of these sessions',
      { kind: 'shows', sessions: new Set() },
      true,
    ],
    [
      'a list is refused to a dead caller',
      'list',
      { keysListedBy: async () => undefined },
      'reads sessionList: refused',
      dead('one'),
      true,
    ],
    [
      'a session that is alive says so',
      'ask',
      { isLoggedOn: async () => true },
      'reads currentSession: alive',
      alive('one'),
      true,
    ],
    [
      'a session that is dead is refused',
      'ask',
      { isLoggedOn: async () => false },
      'reads currentSession: refused',
      dead('one'),
      true,
    ],
    ['a Logout ends its session', 'logout', { sendLogout: async () => true }, 'logs out: accepted', end('one'), false],
    [
      'a Logout is refused to a dead session',
      'logout',
      { sendLogout: async () => false },
      'logs out: refused',
      dead('one'),
      false,
    ],
  ])('%s', async (_, kind, given, words, step, isRead) => {
    expect(await make({ kind, picks: [0, 1] }, given)).toEqual({ by: 'one', words, alternatives: [[step]], isRead })
  })
})
