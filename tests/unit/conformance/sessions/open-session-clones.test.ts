import { describe, expect, test } from 'vitest'
import { TargetUnreachable } from '../../../../src/client/index.ts'
import type { SessionService } from '../../../../src/client/service.ts'
import { createLoginTags } from '../../../../src/conformance/sessions/login-tag.ts'
import { type Opening, openSession } from '../../../../src/conformance/sessions/open-session.ts'
import { createSessionLimits } from '../../../../src/conformance/sessions/session-limits.ts'
import { createSessionRegistry } from '../../../../src/conformance/sessions/session-registry.ts'
import { type Answered, fault, listed, scripted, status, testSession, value } from '../../../support/scripted.ts'

const account = { userName: 'user', password: 'secret' }
const tag = '(run a1; login 1 of name)'
const parentTag = '(run a1; login 7 of parent)'
const shows = (key: string, shownTag = tag) => ({
  key,
  userName: 'user',
  userAgent: `vijson-conformance/1.0 ${shownTag}`,
})
const begun = value({ session: { key: 'key' }, token: 'token of key' })
const ticket = value('the ticket')
const lost = new TargetUnreachable('reset', 'lost')

type Member = 'acquireCloneTicket' | 'cloneSession' | 'login' | 'currentSession' | 'sessionList'

/** Opens a session at a target that gives these answers, in order; and what was asked. */
async function open(
  how: Pick<Opening, 'parent' | 'readBy' | 'withAgentOf'>,
  answers: Partial<Record<Member, (Answered | Error)[]>>,
) {
  const registry = createSessionRegistry()
  registry.keepsUserAgents = true
  const asked: unknown[][] = []
  const member = (name: Member) => {
    const left = [...(answers[name] ?? [])]
    return async (...given: unknown[]) => {
      asked.push([name, ...given])
      const answer = left.shift()
      if (answer instanceof Error || answer === undefined) throw answer ?? new Error(`one ${name} too many`)
      return answer
    }
  }
  const service = scripted({
    acquireCloneTicket: member('acquireCloneTicket') as unknown as SessionService['acquireCloneTicket'], // An answer need not have the declared form.
    cloneSession: member('cloneSession'),
    login: member('login'),
    currentSession: member('currentSession'),
    sessionList: member('sessionList'),
  })
  const weather = {
    note: () => {},
    hasGivenUp: false,
    isStuck: () => false,
    noteStuck: () => {},
    wait: async () => {},
  }
  const loginTags = createLoginTags('a1')
  const parts = {
    service,
    closing: service,
    registry,
    loginTags,
    limits: createSessionLimits({}, () => 0),
    weather,
    requirement: 'terminate.a',
  }
  const opening = { account, label: 'session 1', loginName: 'name', ...how }
  const ending: unknown = await openSession(parts, opening).catch((error: unknown) => error)
  return { ending, asked, registry, counts: [registry.unclosable, registry.opened.length, registry.unverified.length] }
}

const parent = testSession('parent', { loginTag: parentTag })
const other = testSession('other')
const session = testSession('key', { label: 'session 1', loginTag: tag, shownName: 'user', userName: 'user' })

describe('a session that is opened as a clone', () => {
  test('is begun with a ticket of the session that is cloned, and proved by its own token', async () => {
    const { ending, asked, counts } = await open(
      { parent },
      { acquireCloneTicket: [ticket], cloneSession: [begun], currentSession: [value(shows('key'))] },
    )
    expect([ending, counts]).toEqual([session, [0, 1, 0]])
    expect(asked).toEqual([
      ['acquireCloneTicket', 'token of parent'],
      ['cloneSession', 'the ticket', expect.stringMatching(/ \(run a1; login \d of name\)$/)],
      ['currentSession', 'token of key'],
    ])
  })

  test('may show the User-Agent of the session that was cloned, and is known by that', async () => {
    const currentSession = [value(shows('key', parentTag))]
    const { ending } = await open({ parent }, { acquireCloneTicket: [ticket], cloneSession: [begun], currentSession })
    expect(ending).toEqual({ ...session, loginTag: parentTag })
  })

  test('is sent with the User-Agent of another session where that is asked for, and is known by that', async () => {
    const currentSession = [value(shows('key', parentTag))]
    const answers = { acquireCloneTicket: [ticket], cloneSession: [begun], currentSession }
    const { ending, asked } = await open({ parent: other, withAgentOf: parent }, answers)
    expect(ending).toEqual({ ...session, loginTag: parentTag })
    expect(asked[1]).toEqual(['cloneSession', 'the ticket', expect.stringMatching(/ \(run a1; login 7 of parent\)$/)])
  })

  test('that way, and lost, is looked for by that User-Agent', async () => {
    const answers = { acquireCloneTicket: [ticket], cloneSession: Array.from({ length: 4 }, () => lost) }
    const { registry } = await open(
      { parent: other, withAgentOf: parent },
      { ...answers, acquireCloneTicket: Array.from({ length: 4 }, () => ticket) },
    )
    expect(registry.uncertain()[0]).toEqual({ tag, shownTag: parentTag, userName: 'user' })
  })

  test('gets a new ticket where it is sent again', async () => {
    const { ending, asked } = await open(
      { parent },
      {
        acquireCloneTicket: [ticket, value('another ticket')],
        cloneSession: [lost, begun],
        currentSession: [value(shows('key', '(run a1; login 2 of name)'))],
      },
    )
    expect(ending).toMatchObject({ key: 'key' })
    expect(asked.flatMap(([name, given]) => (name === 'cloneSession' ? [given] : []))).toEqual([
      'the ticket',
      'another ticket',
    ])
  })

  test.each<[string, Partial<Record<Member, (Answered | Error)[]>>, string, number[]]>([
    [
      'is unreached where its ticket is refused',
      { acquireCloneTicket: [fault('NoPermission')] },
      'AcquireCloneTicket as user was refused with the fault NoPermission',
      [0, 0, 0],
    ],
    [
      'is unreached where the answer is no ticket',
      { acquireCloneTicket: [value(7)] },
      'AcquireCloneTicket as user was answered without a ticket',
      [0, 0, 0],
    ],
    [
      'is unreached where its ticket gets no answer',
      { acquireCloneTicket: [lost] },
      'AcquireCloneTicket got no answer: lost',
      [0, 0, 0],
    ],
    [
      'is unreached where the clone is refused',
      { acquireCloneTicket: [ticket], cloneSession: [fault('InvalidLogin')] },
      'CloneSession as user was refused with the fault InvalidLogin',
      [0, 0, 0],
    ],
    [
      'is counted and read again at the end where its own token cannot be read',
      { acquireCloneTicket: [ticket], cloneSession: [begun], currentSession: [status(503)] },
      'CloneSession as user returned a session that could not be verified (currentSession with its own token: status 503)',
      [1, 0, 1],
    ],
  ])('%s', async (_, answers, message, expected) => {
    const { ending, counts } = await open({ parent }, answers)
    expect(ending).toMatchObject({ verdict: 'unreached', message })
    expect(counts).toEqual(expected)
  })
})

describe('a session that is left unused', () => {
  test('is proved by what another session reads in sessionList, and its keys are noted', async () => {
    const sessionList = [value([shows('key'), { key: 'foreign' }])]
    const { ending, asked, registry } = await open({ readBy: other }, { login: [begun], sessionList })
    expect(ending).toEqual(session)
    expect(asked.slice(1)).toEqual([['sessionList', 'token of other']])
    expect(registry.isTaken('foreign')).toBe(true)
  })

  // A list may be a moment behind; where none is answered, nothing is, and an interrupted run must not wait for four of them.
  test.each<[string, Answered | Error, number]>([
    ['that the list does not show', listed('other'), 4],
    ['whose list is refused', fault('NoPermission'), 4],
    ['whose list gets no answer', lost, 1],
  ])('%s is unreached, counted, and read at the end', async (_, list, reads) => {
    const { ending, asked, counts } = await open(
      { readBy: other },
      { login: [begun], sessionList: [list, list, list, list] },
    )
    const message = 'Login as user returned a session that sessionList does not show'
    expect(ending).toMatchObject({ verdict: 'unreached', message })
    expect(counts).toEqual([1, 0, 1])
    expect(asked.filter(([name]) => name === 'sessionList')).toHaveLength(reads)
  })
})
