import { describe, expect, test } from 'vitest'
import { BrokenAnswer, TargetUnreachable } from '../../../../src/client/index.ts'
import {
  isLoggedOff,
  listReading,
  readOwnSession,
  selfReading,
  sessionsIn,
  shownSession,
} from '../../../../src/conformance/sessions/readings.ts'
import type { ShownSession } from '../../../../src/conformance/sessions/session-registry.ts'
import { type Answered, fault, listed, scripted, status, testSession, value } from '../../../support/scripted.ts'

const session = testSession('own-key')

const shown = (key: string) => ({ key, userName: '', userAgent: '' })

describe('sessionsIn', () => {
  test.each<[string, Answered, ShownSession[] | undefined]>([
    ['a list of sessions has them', listed('a', 'b'), [shown('a'), shown('b')]],
    ['null has no sessions', value(null), []],
    ['an object is not a list of sessions', value({}), undefined],
    ['a list with an object without a key is not one of sessions', value([{ key: 'a' }, {}]), undefined],
    ['a list with null is not one of sessions', value([null]), undefined],
    ['a list with a string is not one of sessions', value(['key']), undefined],
    ['a list with a key that is a number is not one of sessions', value([{ key: 1 }]), undefined],
    ['a fault is not a list of sessions', fault('NoPermission'), undefined],
  ])('%s', (_, answer, sessions) => {
    expect(sessionsIn(answer)).toEqual(sessions)
  })
})

describe('shownSession', () => {
  test.each<[string, unknown, ShownSession | undefined]>([
    [
      'a session has its key, its user name, its User-Agent and its time of login',
      { key: 'a', userName: 'user', userAgent: 'agent', loginTime: '2026-01-01T00:00:00Z', callCount: 3 },
      { key: 'a', userName: 'user', userAgent: 'agent', loginTime: '2026-01-01T00:00:00Z' },
    ],
    ['a missing name and a missing User-Agent are empty', { key: 'a' }, shown('a')],
    ['a name and a User-Agent that are no texts are empty', { key: 'a', userName: 1, userAgent: ['b'] }, shown('a')],
    ['an object without a key is no session', { userName: 'user' }, undefined],
    ['null is no session', null, undefined],
    ['a text is no session', 'a', undefined],
  ])('%s', (_, of, session) => {
    expect(shownSession(of)).toEqual(session)
  })
})

describe('listReading', () => {
  const list = 'sessionList (read by the controller)'

  test.each<[string, Answered, string, string]>([
    ['a session in the list is alive', listed('other', 'own-key'), 'alive', `in ${list}`],
    ['a session that is missing in the list is dead', listed('other'), 'dead', `not in ${list}`],
    ['a session is dead where the list is null', value(null), 'dead', `not in ${list}`],
    ['a value that is not a list is unreadable', value('text'), 'unreadable', `${list}: not a list of sessions`],
    ['a fault is unreadable', fault('NoPermission'), 'unreadable', `${list}: the fault NoPermission`],
    ['a status without a fault is unreadable', status(503), 'unreadable', `${list}: status 503`],
  ])('%s', (_, answer, state, detail) => {
    expect(listReading(answer, session)).toEqual({ state, detail })
  })

  test.each<[string, string, string, string]>([
    ['a tagged session is alive where the list shows its tag', 'vijson-conformance/1.0 (tag 1)', 'alive', `in ${list}`],
    [
      'a tagged session is a stranger where the list shows its key with another user or User-Agent',
      'vijson-conformance/1.0 (tag 11)',
      'stranger',
      `${list}: its key with another user or User-Agent`,
    ],
  ])('%s', (_, userAgent, state, detail) => {
    const tagged = testSession('own-key', { loginTag: '(tag 1)' })
    expect(listReading(value([{ key: 'own-key', userAgent }]), tagged)).toEqual({ state, detail })
  })
})

describe('selfReading', () => {
  const self = 'currentSession with its own token'
  const noLongerWorks = 'its own token does not work (currentSession)'
  const works = 'its own token works (currentSession shows it)'
  const another = 'its own token shows another session (currentSession)'

  test.each<[string, Answered, string, string]>([
    ['a session whose token shows it is alive', value({ key: 'own-key' }), 'alive', works],
    [
      'a session whose token shows null is dead',
      value(null),
      'dead',
      'its own token does not work (currentSession shows no session)',
    ],
    ['a session whose token shows another session is a stranger', value({ key: 'b' }), 'stranger', another],
    ['an object without a key is unreadable', value({}), 'unreadable', `${self}: not a session`],
    [
      'the fault NotAuthenticated means dead',
      fault('NotAuthenticated'),
      'dead',
      `${noLongerWorks}: the fault NotAuthenticated`,
    ],
    [
      'the fault AuthenticationRequired means dead',
      fault('AuthenticationRequired'),
      'dead',
      `${noLongerWorks}: the fault AuthenticationRequired`,
    ],
    ['the fault InvalidToken means dead', fault('InvalidToken'), 'dead', `${noLongerWorks}: the fault InvalidToken`],
    [
      'the fault SessionNotFound means dead',
      fault('SessionNotFound'),
      'dead',
      `${noLongerWorks}: the fault SessionNotFound`,
    ],
    ['another fault is unreadable', fault('SystemError'), 'unreadable', `${self}: the fault SystemError`],
    ['a malformed fault name is quoted', fault('no name!'), 'unreadable', `${self}: the fault "no name!"`],
    ['the status 401 means dead', status(401), 'dead', `${noLongerWorks}: status 401`],
    ['another status is unreadable', status(503), 'unreadable', `${self}: status 503`],
  ])('%s', (_, answer, state, detail) => {
    expect(selfReading(answer, session)).toEqual({ state, detail })
  })

  test.each<[string, string, string, string]>([
    ['a tagged session is alive where its token shows its tag', 'vijson-conformance/1.0 (tag 1)', 'alive', works],
    ['a tagged session is a stranger where its token shows its key with another User-Agent', '', 'stranger', another],
  ])('%s', (_, userAgent, state, detail) => {
    const tagged = testSession('own-key', { loginTag: '(tag 1)' })
    expect(selfReading(value({ key: 'own-key', userAgent }), tagged)).toEqual({ state, detail })
  })
})

describe('readOwnSession', () => {
  const readAt = (currentSession: (token: string) => Promise<Answered>) =>
    readOwnSession(scripted({ currentSession }), session)

  test('the session is read with its own token', async () => {
    const reading = await readAt(async (token) => value({ key: token === session.token ? 'own-key' : 'other' }))
    expect(reading).toEqual({ state: 'alive', detail: 'its own token works (currentSession shows it)' })
  })

  test.each<[string, Error]>([
    ['there is no reading where no answer comes', new TargetUnreachable('timeout', 'late')],
    ['there is no reading where the answer is incomplete', new BrokenAnswer(200, 'it stopped')],
  ])('%s', async (_, error) => {
    expect(await readAt(() => Promise.reject(error))).toBeUndefined()
  })

  test("the suite's own error is thrown as it is", async () => {
    const own = new TypeError('own')
    await expect(readAt(() => Promise.reject(own))).rejects.toBe(own)
  })
})

describe('isLoggedOff', () => {
  test.each<[string, Parameters<typeof isLoggedOff>[0], boolean]>([
    ['NotAuthenticated means logged off', { kind: 'fault', fault: { _typeName: 'NotAuthenticated' } }, true],
    ['NotFound does not mean logged off', { kind: 'fault', fault: { _typeName: 'NotFound' } }, false],
  ])('%s', (_, answer, loggedOff) => {
    expect(isLoggedOff(answer)).toBe(loggedOff)
  })

  test.each([
    ['the status 400 means logged off', 400, true],
    ['the status 401 means logged off', 401, true],
    ['the status 403 means logged off', 403, true],
    ['the status 200 does not mean logged off', 200, false],
    ['the status 404 does not mean logged off', 404, false],
    ['the status 500 does not mean logged off', 500, false],
  ])('%s', (_, code, loggedOff) => {
    expect(isLoggedOff({ kind: 'unexpected', status: code, body: '' })).toBe(loggedOff)
  })
})
