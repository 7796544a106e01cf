import { describe, expect, test } from 'vitest'
import { TargetUnreachable } from '../../../../src/client/index.ts'
import type { SessionService } from '../../../../src/client/service.ts'
import { createCaseReadings } from '../../../../src/conformance/context/case-readings.ts'
import { createSessionRegistry } from '../../../../src/conformance/sessions/session-registry.ts'
import { type Answered, fault, listed, scripted, status, testSession, value } from '../../../support/scripted.ts'

const controller = testSession('controller', { shownName: 'DOMAIN\\user' })
const session = testSession('session')
const refused = fault('NotAuthenticated')

type Member = 'sessionList' | 'currentSession' | 'sessionIsActive' | 'acquireCloneTicket'

/** Readings at a target that gives these answers, and what was asked. By default, everything is refused. */
function readingAt(answers: Partial<Record<Member, Answered | Error>> = {}) {
  const asked: unknown[][] = []
  const member =
    (name: Member) =>
    async (...given: unknown[]) => {
      asked.push([name, ...given])
      const answer = answers[name] ?? refused
      if (answer instanceof Error) throw answer
      return answer
    }
  const service = scripted({
    sessionList: member('sessionList'),
    currentSession: member('currentSession'),
    sessionIsActive: member('sessionIsActive') as unknown as SessionService['sessionIsActive'], // An answer need not have the declared form.
    acquireCloneTicket: member('acquireCloneTicket') as unknown as SessionService['acquireCloneTicket'],
  })
  const registry = createSessionRegistry()
  return { readings: createCaseReadings(service, controller, registry), registry, asked }
}

describe('readingWith', () => {
  test.each<[string, Partial<Record<Member, Answered>>, string | undefined]>([
    ['a token that reads sessionList', { sessionList: listed(), currentSession: value({ key: 'a' }) }, 'sessionList'],
    ['a token that reads its own session', { currentSession: value({ key: 'a' }) }, 'currentSession'],
    ['a token that may ask for others', { sessionIsActive: value(false) }, 'SessionIsActive'],
    ['a token that gets a ticket', { acquireCloneTicket: value('ticket') }, 'AcquireCloneTicket'],
    ['a token that reads no session', { currentSession: value(null) }, undefined],
    ['a token that reads something else', { sessionList: value('text'), currentSession: value({}) }, undefined],
    ['a token that is refused everything', {}, undefined],
  ])('%s: the first member that answers is named', async (_, answers, member) => {
    expect(await readingAt(answers).readings.readingWith(session)).toBe(member)
  })

  test('the token of a session asks for everything, until one answers', async () => {
    const { readings, asked } = readingAt()
    await readings.readingWith(session)
    expect(asked).toEqual([
      ['sessionList', session.token],
      ['currentSession', session.token],
      ['sessionIsActive', session.token, 'controller', 'DOMAIN\\user'],
      ['acquireCloneTicket', session.token],
    ])
  })

  test.each([
    ['no token', undefined],
    ["the caller's key as token", 'controller'],
  ] as const)('%s, in place of that of the controller, asks for reads alone', async (form, token) => {
    const { readings, asked } = readingAt({ sessionIsActive: value(true), acquireCloneTicket: value('ticket') })
    expect(await readings.readingWith(form)).toBeUndefined()
    expect(asked).toEqual([
      ['sessionList', token],
      ['currentSession', token],
    ])
  })
})

test.each<[string, Answered, boolean]>([
  ['a session that is refused the list may not read it', refused, false],
  ['a session that gets something else may not read it', value('text'), false],
  ['a session that gets an empty list may read it', listed(), true],
])('%s', async (_, sessionList, can) => {
  expect(await readingAt({ sessionList }).readings.canReadList(session)).toBe(can)
})

describe('a list that is read once', () => {
  test('shows whether a session is in it, to the controller, and its keys are noted', async () => {
    const { readings, registry, asked } = readingAt({ sessionList: listed('session', 'foreign') })
    expect([await readings.isListed(session), await readings.isListed(controller)]).toEqual([true, false])
    expect(asked).toEqual([
      ['sessionList', controller.token],
      ['sessionList', controller.token],
    ])
    expect(registry.isTaken('foreign')).toBe(true)
  })

  test('is unreached where it is no list', async () => {
    await expect(readingAt().readings.isListed(session)).rejects.toMatchObject({
      verdict: 'unreached',
      finding: { code: 'prerequisite', message: 'sessionList, read by the controller, is not a list of sessions' },
    })
  })

  test('shows a session the keys in it, which are noted', async () => {
    const { readings, registry, asked } = readingAt({ sessionList: listed('session', 'foreign') })
    expect(await readings.keysListedBy(session)).toEqual(new Set(['session', 'foreign']))
    expect([asked, registry.isTaken('foreign')]).toEqual([[['sessionList', session.token]], true])
  })

  test('shows a session nothing that is refused', async () => {
    expect(await readingAt().readings.keysListedBy(session)).toBeUndefined()
  })
})

describe('isLoggedOn', () => {
  test.each<[string, Answered, boolean]>([
    ['a session that its token proves is logged on', value({ key: 'session' }), true],
    ['a session whose token shows none is not', value(null), false],
    ['a session whose token is refused is not', refused, false],
  ])('%s', async (_, currentSession, expected) => {
    expect(await readingAt({ currentSession }).readings.isLoggedOn(session)).toBe(expected)
  })

  test.each<[string, Answered | Error, string]>([
    ['a token of another session', value({ key: 'other' }), 'its own token shows another session (currentSession)'],
    ['a busy server', status(503), 'currentSession with its own token: status 503'],
    ['no answer', new TargetUnreachable('timeout', 'late'), 'no answer'],
  ])('is unreached with %s', async (_, currentSession, detail) => {
    await expect(readingAt({ currentSession }).readings.isLoggedOn(session)).rejects.toMatchObject({
      verdict: 'unreached',
      message: `the state of session could not be read: ${detail}`,
    })
  })
})

describe('isActive', () => {
  test.each<[string, Answered, boolean | undefined]>([
    ['true is what the target says', value(true), true],
    ['false is what the target says', value(false), false],
    ['a refusal says nothing', refused, undefined],
    ['a text says nothing', value('true'), undefined],
  ])('%s', async (_, sessionIsActive, expected) => {
    expect(await readingAt({ sessionIsActive }).readings.isActive(session)).toBe(expected)
  })

  test('the controller asks, with the name of the user as the target writes it, where that is known', async () => {
    const { readings, asked } = readingAt()
    await readings.isActive(session)
    await readings.isActive(controller)
    expect(asked).toEqual([
      ['sessionIsActive', controller.token, 'session', 'user'],
      ['sessionIsActive', controller.token, 'controller', 'DOMAIN\\user'],
    ])
  })
})
