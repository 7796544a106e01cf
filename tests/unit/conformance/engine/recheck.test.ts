import { describe, expect, test } from 'vitest'
import { TargetUnreachable } from '../../../../src/client/index.ts'
import type { Claim, Observations } from '../../../../src/conformance/context/observations.ts'
import { createTrace } from '../../../../src/conformance/context/trace.ts'
import { recheckAndClose } from '../../../../src/conformance/engine/recheck.ts'
import { NotRecorded } from '../../../../src/conformance/errors/not-recorded.ts'
import { type Answered, listed, scripted, status, testSession, value } from '../../../support/scripted.ts'

const controller = testSession('controller')

/** Looks again at one session of which a state was proved, at a target that now answers so. */
async function lookingAgain(
  state: Claim['state'],
  list: Answered | Error,
  own: Answered | Error,
  before: 'open' | 'dead' = 'open',
) {
  const session = testSession('victim', { state: before })
  const loggedOut: string[] = []
  const answered = async (answer: Answered | Error) => {
    if (answer instanceof Error) throw answer
    return answer
  }
  const service = scripted({
    sessionList: () => answered(list),
    currentSession: () => answered(own),
    logout: async (token) => {
      loggedOut.push(token)
      return value(null)
    },
  })
  const trace = createTrace(controller, [session])
  const scene = { claims: new Map([[session, { state, place: 'somewhere' }]]), trace } as unknown as Observations // All that is asked of it.
  const changes = await recheckAndClose(service, controller, [session], new Map([['group', [scene]]]))
  const decided = changes.get('group')
  return { verdict: decided?.verdict, finding: decided?.finding, loggedOut, state: session.state }
}

const alive = value({ key: 'victim' })

describe('what was proved and is so still is no finding', () => {
  test('of an alive session, which is closed then', async () => {
    expect(await lookingAgain('alive', listed('controller', 'victim'), alive)).toEqual({
      verdict: undefined,
      finding: undefined,
      loggedOut: ['token of victim'],
      state: 'closed',
    })
  })

  test('of a dead one, which is left at that', async () => {
    expect(await lookingAgain('dead', listed('controller'), value(null), 'dead')).toEqual({
      verdict: undefined,
      finding: undefined,
      loggedOut: [],
      state: 'dead',
    })
  })
})

describe('what has changed is a finding', () => {
  test('a session that ended late', async () => {
    expect((await lookingAgain('alive', listed('controller'), value(null))).finding).toEqual({
      code: 'changed-later',
      message:
        'victim, somewhere, was alive by both oracles after the call, and is dead by both now, though nothing was done to it since.',
    })
  })

  test('a session that came back, and is closed', async () => {
    expect(await lookingAgain('dead', listed('controller', 'victim'), alive, 'dead')).toEqual({
      verdict: 'fail',
      finding: {
        code: 'changed-later',
        message:
          'victim, somewhere, was dead by both oracles after the call, and is alive by both now, though nothing was done to it since.',
      },
      loggedOut: ['token of victim'],
      state: 'closed',
    })
  })

  test.each<[string, Answered, Answered, string]>([
    ['listed still', listed('controller', 'victim'), value(null), 'alive by sessionList and dead by its own token'],
    ['of use still', listed('controller'), alive, 'dead by sessionList and alive by its own token'],
  ])('a session that is %s', async (_, list, own, now) => {
    expect((await lookingAgain('dead', list, own, 'dead')).finding).toEqual({
      code: 'oracles-disagree',
      message: `victim, somewhere, was dead by both oracles after the call, and is now ${now}, though nothing was done to it since.`,
    })
  })
})

describe('an oracle that says nothing now says nothing against it', () => {
  test.each<[string, Answered | Error, Answered | Error]>([
    ['a list without the controller', listed(), value(null)],
    ['a list that is none', value('nothing'), value(null)],
    ['a list that does not come', new TargetUnreachable('timeout', 'late'), value(null)],
    ['a token that is answered oddly', listed('controller'), status(503)],
    ['a token that shows somebody else', listed('controller'), value({ key: 'other' })],
    ['a token that is not answered', listed('controller'), new TargetUnreachable('timeout', 'late')],
  ])('%s', async (_, list, own) => {
    expect((await lookingAgain('alive', list, own)).finding).toBeUndefined()
  })
})

describe('of a recorded run, what the file does not hold of the second look leaves a requirement unreached', () => {
  const gap = new NotRecorded('nothing')
  test.each<[string, Answered | Error, Answered | Error]>([
    ['the list', gap, alive],
    ['what a token shows', listed('controller', 'victim'), gap],
  ])('%s', async (_, list, own) => {
    expect(await lookingAgain('alive', list, own)).toMatchObject({
      verdict: 'unreached',
      finding: { code: 'unanswered', message: 'the recorded run does not hold the second look at its sessions' },
    })
  })
})
