import { describe, expect, test } from 'vitest'
import {
  isStill,
  type LoginAttempt,
  proofOf,
  provedSession,
  type Rejection,
  rejectionReason,
} from '../../../../src/conformance/sessions/prove-session.ts'
import { createSessionRegistry, type ShownSession } from '../../../../src/conformance/sessions/session-registry.ts'

const attempt: LoginAttempt = {
  method: 'Login',
  userName: 'user@domain',
  loginTag: '(tag 1)',
  otherTags: [],
  key: 'key',
  token: 'token',
  noteCount: 1,
}
const own: ShownSession = { key: 'key', userName: 'user@domain', userAgent: 'vijson-conformance/1.0 (tag 1)' }

/** A registry whose first list showed another user's session. */
function registryAt(given: { keepsUserAgents?: boolean; knownName?: string } = {}) {
  const registry = createSessionRegistry()
  registry.keepsUserAgents = given.keepsUserAgents
  if (given.knownName !== undefined) registry.noteProved(attempt, given.knownName)
  registry.noteListed([{ key: 'listed', userName: 'other', userAgent: '' }])
  registry.invent('invented')
  return registry
}

const existed = { reason: 'returned a session that existed before the login', mayBeOwn: false }
const otherSession = { reason: 'returned the token of another session', mayBeOwn: true }
const otherUser = { reason: 'returned a session of another user', mayBeOwn: true }
const otherAgent = { reason: 'returned a session that does not show the User-Agent of the login', mayBeOwn: true }

describe('rejectionReason', () => {
  test.each<[string, Partial<LoginAttempt>, Partial<ShownSession>, Rejection | undefined]>([
    ['a session that shows the User-Agent of the login is proved', {}, {}, undefined],
    ['a session that an earlier list showed is not', { key: 'listed' }, { key: 'listed' }, existed],
    [
      'a session whose key was sent meanwhile as an unknown id may have been ended by that',
      { key: 'invented' },
      { key: 'invented' },
      { reason: 'returned a key that was sent meanwhile as one that no session has', mayBeOwn: true },
    ],
    ['a token that shows another session is no proof', {}, { key: 'other' }, otherSession],
    [
      'a session with the User-Agent of another login is not proved',
      {},
      { userAgent: 'vijson-conformance/1.0 (tag 2)' },
      otherAgent,
    ],
    ['a session without a User-Agent is not proved', {}, { userAgent: '' }, otherAgent],
    [
      'a clone that shows the User-Agent of the session that was cloned is proved',
      { otherTags: ['(tag 0)'] },
      { userAgent: 'vijson-conformance/1.0 (tag 0)' },
      undefined,
    ],
    ['a clone that shows its own User-Agent is proved, too', { otherTags: ['(tag 0)'] }, {}, undefined],
    [
      'a clone with the User-Agent of a third session is not proved',
      { otherTags: ['(tag 0)'] },
      { userAgent: 'vijson-conformance/1.0 (tag 2)' },
      otherAgent,
    ],
    ['at the first login, the target decides how it spells the name', {}, { userName: 'DOMAIN\\User' }, undefined],
  ])('where User-Agents are kept, %s', (_, offered, shown, rejection) => {
    const registry = registryAt({ keepsUserAgents: true })
    expect(rejectionReason({ ...attempt, ...offered }, { ...own, ...shown }, registry)).toEqual(rejection)
  })

  test.each<[string, Partial<ShownSession>, Rejection | undefined]>([
    ['a session of the same account is accepted', { userAgent: '', userName: 'DOMAIN\\User' }, undefined],
    ['a session of another account is not', { userAgent: '', userName: 'DOMAIN\\Other' }, otherUser],
    ['a session without a user name is not', { userAgent: '', userName: '' }, otherUser],
    ['a session that shows a User-Agent is not', {}, otherAgent],
  ])('where no User-Agents are kept, %s', (_, shown, rejection) => {
    const registry = registryAt({ keepsUserAgents: false })
    expect(rejectionReason(attempt, { ...own, ...shown }, registry)).toEqual(rejection)
  })

  test('a later login of a user has to show the name that the first one showed, and a rejected one does not set it', () => {
    const registry = registryAt({ keepsUserAgents: true })
    expect(rejectionReason(attempt, { ...own, userName: 'Evil', userAgent: '' }, registry)).toEqual(otherAgent)
    expect(rejectionReason(attempt, { ...own, userName: 'DOMAIN\\User' }, registry)).toBeUndefined()
    expect(rejectionReason(attempt, own, registry)).toEqual(otherUser)
    expect([...registry.shownNames]).toEqual([['user@domain', 'DOMAIN\\User']])
  })

  test('a session that was first listed after its login was sent is proved', () => {
    const registry = registryAt({ keepsUserAgents: true })
    registry.noteListed([own])
    expect(rejectionReason(attempt, own, registry)).toBeUndefined()
  })
})

describe('proofOf', () => {
  test.each<[string, boolean | undefined, object]>([
    ['a session is known by its tag where User-Agents are kept', true, { loginTag: '(tag 1)', shownName: 'Shown' }],
    ['a session is known by its tag where that is unknown', undefined, { loginTag: '(tag 1)', shownName: 'Shown' }],
    ['a session has no tag where none are kept', false, { loginTag: undefined, shownName: 'Shown' }],
  ])('%s', (_, keepsUserAgents, proof) => {
    expect(proofOf(attempt, { keepsUserAgents, shownNames: new Map([['user@domain', 'Shown']]) })).toEqual(proof)
  })
})

describe('provedSession', () => {
  const registered = { label: 'session 1', isShared: false, key: 'key', token: 'token', userName: 'user@domain' }

  test.each<[string, Partial<LoginAttempt>, Partial<ShownSession>, boolean, string | undefined]>([
    ['a session is known by the tag of its login', {}, {}, true, '(tag 1)'],
    [
      'a clone is known by the tag that it shows',
      { otherTags: ['(tag 0)'] },
      { userAgent: 'vijson-conformance/1.0 (tag 0)' },
      true,
      '(tag 0)',
    ],
    ['a clone that shows its own tag is known by that', { otherTags: ['(tag 0)'] }, {}, true, '(tag 1)'],
    ['where no User-Agents are kept, a session has no tag', {}, { userAgent: '' }, false, undefined],
  ])('%s', (_, offered, shown, keepsUserAgents, loginTag) => {
    const registry = registryAt({ keepsUserAgents, knownName: 'Shown' })
    const session = provedSession({ ...attempt, ...offered }, { label: 'session 1' }, registry, { ...own, ...shown })
    expect(session).toEqual({ ...registered, loginTag, shownName: 'Shown', state: 'open' })
  })

  test('a session may be shared', () => {
    const registry = registryAt({ keepsUserAgents: true })
    expect(provedSession(attempt, { label: 'session 1', isShared: true }, registry, own).isShared).toBe(true)
  })
})

describe('isStill', () => {
  const session = { key: 'key', loginTag: '(tag 1)', shownName: 'user@domain' }
  test.each<[string, Partial<ShownSession>, boolean]>([
    ['a session with the key, the name and the tag is this one', {}, true],
    ['a session with another key is not', { key: 'other' }, false],
    ['a session with another name is not', { userName: 'other' }, false],
    ['a session with another User-Agent is not', { userAgent: 'other' }, false],
  ])('%s', (_, shown, same) => {
    expect(isStill(session, { ...own, ...shown })).toBe(same)
  })

  test('what is not known of a session is not compared', () => {
    const untagged = { key: 'key', loginTag: undefined, shownName: undefined }
    expect(isStill(untagged, { key: 'key', userName: 'any', userAgent: 'any' })).toBe(true)
  })
})
