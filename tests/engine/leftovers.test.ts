import { describe, expect, test, vi } from 'vitest'
import { endRecorded, type RecordedLogin, runSuite } from '../../src/conformance/index.ts'
import { createVCenter } from '../../src/mock/index.ts'
import { lostConnection } from '../support/lost-connection.ts'
import { mockTarget } from '../support/mock-target.ts'
import { answering } from './one-check.ts'

const tag = (login: number) => `(run 0123456789ab; login ${login} of controller)`
const recorded = (login: number, given: Partial<RecordedLogin> = {}): RecordedLogin => ({
  tag: tag(login),
  userName: 'administrator@vsphere.local',
  ...given,
})

/** A vCenter with sessions of an earlier run, and with one that somebody else has begun with the same account. */
function vcenterWith(...logins: number[]) {
  const vcenter = createVCenter()
  const begin = (userAgent: string) =>
    vcenter.login('administrator@vsphere.local', 'VMware1!', { ipAddress: '192.0.2.1', userAgent })
  const foreign = begin('govc/0.52')
  const sessions = logins.map((login) => begin(`vijson-conformance/0.1.0 ${tag(login)}`))
  const keys = () => [...vcenter.sessions.keys()]
  return { vcenter, foreign, sessions, keys }
}

describe('endRecorded', () => {
  test('ends the sessions of recorded logins, and no other', async () => {
    const { vcenter, foreign, sessions, keys } = vcenterWith(1, 2, 3)
    const [one, two, three] = sessions
    const leftovers = [recorded(1), recorded(2, { key: two?.key ?? '' })]
    const shown = (session: typeof one) => ({
      since: session?.loginTime.toISOString(),
      userAgent: session?.userAgent,
    })
    const found = [
      { key: one?.key, tag: tag(1), shown: shown(one) },
      { key: two?.key, tag: tag(2), shown: shown(two) },
    ]
    expect(await endRecorded(mockTarget({ vcenter }), { leftovers }, false)).toEqual({
      kind: 'looked',
      leftovers: { found, left: [], unproved: [], unknown: [] },
    })
    expect(keys()).toEqual([foreign.key, three?.key])
  })

  test('ends sessions that show the User-Agent of another login, also one of which only the login is known', async () => {
    const { vcenter, foreign, sessions, keys } = vcenterWith(1, 1, 1)
    const [first, second] = sessions.map(({ key }) => key)
    const leftovers = [
      recorded(1, { key: first ?? '' }),
      recorded(2, { key: second ?? '', shownTag: tag(1) }),
      recorded(3, { shownTag: tag(1) }),
    ]
    const found = sessions.map(({ key, loginTime, userAgent }, at) => ({
      key,
      tag: tag(at + 1),
      shown: { since: loginTime.toISOString(), userAgent },
    }))
    expect(await endRecorded(mockTarget({ vcenter }), { leftovers }, false)).toEqual({
      kind: 'looked',
      leftovers: { found, left: [], unproved: [], unknown: [] },
    })
    expect(keys()).toEqual([foreign.key])
  })

  test('ends none that show a User-Agent which more sessions show than logins had it', async () => {
    const { vcenter, keys } = vcenterWith(1, 1, 1)
    const [, first, second] = keys()
    const leftovers = [recorded(1, { key: first ?? '' }), recorded(2, { key: second ?? '', shownTag: tag(1) })]
    const before = keys()
    expect(await endRecorded(mockTarget({ vcenter }), { leftovers }, false)).toEqual({
      kind: 'looked',
      leftovers: { found: [], left: [], unproved: leftovers, unknown: [] },
    })
    expect(keys()).toEqual(before)
  })

  test('with a dry run, finds them and ends none', async () => {
    const { vcenter, keys } = vcenterWith(1)
    const before = keys()
    const ending = await endRecorded(mockTarget({ vcenter }), { leftovers: [recorded(1)] }, true)
    expect(ending).toMatchObject({ leftovers: { found: [{ tag: tag(1) }] } })
    expect(keys()).toEqual(before)
  })

  test('a session with the recorded key and another User-Agent is left alone, and told', async () => {
    const { vcenter, foreign, keys } = vcenterWith()
    const login = recorded(1, { key: foreign.key })
    const ending = await endRecorded(mockTarget({ vcenter }), { leftovers: [login] }, false)
    expect(ending).toEqual({ kind: 'looked', leftovers: { found: [], left: [], unproved: [login], unknown: [] } })
    expect(keys()).toEqual([foreign.key])
  })

  test.each([
    [503, 'status 503, three times'],
    [400, 'status 400'],
  ])('a session that cannot be ended because of status %i is told, and why', async (status, reason) => {
    const { vcenter } = vcenterWith(1)
    const around = answering('TerminateSession', () => new Response('', { status }))
    const ending = await endRecorded(mockTarget({ vcenter, around }), { leftovers: [recorded(1)] }, false)
    expect(ending).toMatchObject({ leftovers: { found: [{ tag: tag(1) }], left: [{ tag: tag(1), reason }] } })
  })

  test.each([429, 502, 503, 504])(
    'sessions whose calls are answered %i in passing are ended all the same',
    async (status) => {
      const { vcenter, foreign, keys } = vcenterWith(1, 2, 3)
      let calls = 0
      const around = answering('TerminateSession', (request, fetch) => {
        calls += 1
        return calls <= 4 ? new Response('', { status }) : fetch(request)
      })
      const leftovers = [recorded(1), recorded(2), recorded(3)]
      expect(await endRecorded(mockTarget({ vcenter, around }), { leftovers }, false)).toMatchObject({
        leftovers: { left: [] },
      })
      expect(keys()).toEqual([foreign.key])
    },
  )

  test('a session whose key passes to another one is not named again', async () => {
    const { vcenter, sessions } = vcenterWith(1)
    const [own] = sessions
    let calls = 0
    const around = answering('TerminateSession', () => {
      calls += 1
      const session = vcenter.sessions.get(own?.key ?? '')
      if (session !== undefined) session.userAgent = 'govc/0.52'
      return new Response('', { status: 503 })
    })
    const ending = await endRecorded(mockTarget({ vcenter, around }), { leftovers: [recorded(1)] }, false)
    const reason = 'status 503; its key is that of another session by now'
    expect(ending).toMatchObject({ leftovers: { left: [{ reason }] } })
    expect(calls).toBe(1)
  })

  test('an interruption while sessions are being ended tells which have ended, and which are left', async () => {
    const { vcenter, foreign, sessions, keys } = vcenterWith(1, 2)
    const [one] = sessions
    const interruption = new AbortController()
    const around = answering('TerminateSession', async (request, fetch) => {
      const isOne = one !== undefined && (await request.clone().text()).includes(one.key)
      if (isOne) return fetch(request)
      while (keys().includes(one?.key ?? '')) await new Promise((resolve) => setImmediate(resolve))
      interruption.abort()
      return new Promise<Response>(() => {})
    })
    const options = { leftovers: [recorded(1), recorded(2)], signal: interruption.signal }
    expect(await endRecorded(mockTarget({ vcenter, around }), options, false)).toMatchObject({
      kind: 'looked',
      leftovers: { found: [{ tag: tag(1) }, { tag: tag(2) }], left: [{ tag: tag(2), reason: 'interrupted' }] },
    })
    expect(keys()).toEqual([foreign.key, sessions[1]?.key])
  })

  test('where the connection is lost before sessionList is read, that is the failure, and nothing is ended', async () => {
    const { vcenter, keys } = vcenterWith(1)
    let lists = 0
    const around = answering('sessionList', (request, fetch) => {
      lists += 1
      if (lists === 1) return fetch(request)
      throw lostConnection()
    })
    const ending = await endRecorded(mockTarget({ vcenter, around }), { leftovers: [recorded(1)] }, false)
    expect(ending).toMatchObject({ kind: 'failed', code: 'other' })
    expect(keys()).toHaveLength(2)
  })

  test('a login that is refused is a failure, and ends nothing', async () => {
    const { vcenter, keys } = vcenterWith(1)
    const target = { ...mockTarget({ vcenter }), controller: { userName: 'nobody', password: 'secret' } }
    expect(await endRecorded(target, { leftovers: [recorded(1)] }, false)).toEqual({
      kind: 'failed',
      code: 'login',
      message:
        'Login as nobody was refused with the fault InvalidLogin: "Cannot complete login due to an incorrect user name or password"',
      refusal: {
        kind: 'Login',
        fault: 'InvalidLogin',
        said: 'was refused with the fault InvalidLogin: "Cannot complete login due to an incorrect user name or password"',
      },
    })
    expect(keys()).toHaveLength(2)
  })
})

test('a run ends the sessions of recorded logins before it tests anything, and tells which', async () => {
  const { vcenter, foreign, keys } = vcenterWith(1)
  const onLeftovers = vi.fn()
  const only = ['terminate.success.no-content']
  const result = await runSuite(mockTarget({ vcenter }), { only, leftovers: [recorded(1)], onLeftovers })
  expect(result.verdict).toBe('conformant')
  expect(onLeftovers).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ left: [], unproved: [] }))
  expect(keys()).toEqual([foreign.key])
})

test('a run in which the sessions of recorded logins cannot be looked for judges the target all the same', async () => {
  const { vcenter } = vcenterWith(1)
  const onLeftovers = vi.fn()
  let lists = 0
  const around = answering('sessionList', (request, fetch) => {
    lists += 1
    return lists === 2 ? new Response('', { status: 400 }) : fetch(request)
  })
  const only = ['terminate.success.no-content']
  const result = await runSuite(mockTarget({ vcenter, around }), { only, leftovers: [recorded(1)], onLeftovers })
  expect(result.verdict).toBe('conformant')
  expect(onLeftovers).not.toHaveBeenCalled()
})

test('a run that is interrupted while it ends the sessions of recorded logins tells what was ended, and tests nothing', async () => {
  const { vcenter } = vcenterWith(1)
  const onLeftovers = vi.fn()
  const interruption = new AbortController()
  const around = answering('TerminateSession', async (request, fetch) => {
    const answer = await fetch(request)
    interruption.abort()
    return answer
  })
  const only = ['terminate.success.no-content']
  const options = { only, leftovers: [recorded(1)], onLeftovers, signal: interruption.signal }
  const result = await runSuite(mockTarget({ vcenter, around }), options)
  expect(result.run.interrupted).toBe(true)
  expect(onLeftovers).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ left: [] }))
})
