import { describe, expect, test } from 'vitest'
import { tokenHeader } from '../../../../src/client/service.ts'
import { principals } from '../../../support/principals.ts'
import { mockRun, unavailable } from './mock-run.ts'

const origin = { ipAddress: '192.0.2.1', userAgent: 'another client' }

describe('open', () => {
  test("sessions of the controller's user are opened and numbered", async () => {
    const { context, vcenter } = await mockRun()
    const opened = [...(await context.open(2)), ...(await context.open(1))]
    expect(opened.map(({ label, userName }) => [label, userName])).toEqual([
      ['session 1', principals.controller.userName],
      ['session 2', principals.controller.userName],
      ['session 3', principals.controller.userName],
    ])
    expect(opened.every(({ key }) => vcenter.sessions.has(key))).toBe(true)
  })

  test('where one login is refused, the others are awaited before the refusal is thrown', async () => {
    let logins = 0
    const { context, traces } = await mockRun({
      answer(member) {
        if (member === 'Login') logins += 1
        // The controller logs in first.
        return member === 'Login' && logins === 2 ? new Response('', { status: 403 }) : undefined
      },
    })
    await expect(context.open(3)).rejects.toMatchObject({
      verdict: 'unreached',
      finding: {
        code: 'prerequisite',
        message: `Login as ${principals.controller.userName} was answered with status 403`,
      },
    })
    expect(traces()[0]?.sessions.map(({ label }) => label)).toEqual(['the controller', 'session 2', 'session 3'])
  })
})

describe('openLimited', () => {
  test('a session of the second account is opened', async () => {
    const { context } = await mockRun()
    expect(context.hasLimited).toBe(true)
    expect(await context.openLimited()).toMatchObject({ label: 'session 1', userName: principals.limited.userName })
  })

  test('a run without a second account does not support it', async () => {
    const { context } = await mockRun({ hasLimited: false })
    expect(context.hasLimited).toBe(false)
    await expect(context.openLimited()).rejects.toMatchObject({
      verdict: 'unsupported',
      finding: {
        code: 'second-principal',
        message: 'the run has no second account (an account without Sessions.TerminateSession)',
      },
    })
  })
})

describe('logout', () => {
  test('a session is ended by its own Logout, which the trace shows', async () => {
    const { context, controller, vcenter, traces } = await mockRun()
    const [session] = await context.open(1)
    await context.logout(session)
    expect([...vcenter.sessions.keys()]).toEqual([controller.key])
    expect(traces()[0]?.events).toEqual([
      { kind: 'opened', session: 'session 1' },
      { kind: 'logged-out', session: 'session 1' },
    ])
  })

  test('a Logout that is refused is unreached', async () => {
    const { context } = await mockRun({ answer: (member) => (member === 'Logout' ? unavailable() : undefined) })
    const [session] = await context.open(1)
    expect(await context.sendLogout(session)).toBe(false)
    await expect(context.logout(session)).rejects.toMatchObject({
      verdict: 'unreached',
      finding: {
        code: 'prerequisite',
        message: 'a prerequisite is not met, which terminate.current-session.logout-instead judges: Logout was refused',
      },
    })
  })

  test('no Logout is sent with a token that belongs to another session', async () => {
    let isTokenReused = false
    const { context, exchanges } = await mockRun({
      answer: (member) =>
        isTokenReused && member === 'currentSession' ? Response.json({ key: 'another-key' }) : undefined,
    })
    const [session] = await context.open(1)
    isTokenReused = true
    await expect(context.logout(session)).rejects.toMatchObject({
      verdict: 'unreached',
      finding: { code: 'prerequisite', message: 'the token of session 1 now belongs to another session' },
    })
    expect((await exchanges()).filter(({ path }) => path.endsWith('/Logout'))).toEqual([])
  })
})

describe('stateOf', () => {
  test('a state on which both oracles agree is one word', async () => {
    const { context } = await mockRun()
    const [kept, ended] = await context.open(2)
    await context.terminate([ended])
    expect([await context.stateOf(kept), await context.stateOf(ended)]).toEqual(['alive', 'dead'])
  })

  test('a state on which the oracles disagree names both of them', async () => {
    let isHidden = false
    const { context, controller } = await mockRun({
      answer: (member) => {
        if (!isHidden || member !== 'sessionList') return undefined
        return Response.json([
          {
            key: controller.key,
            userName: controller.shownName,
            userAgent: `vijson-conformance/1 ${controller.loginTag}`,
          },
        ])
      },
    })
    const [session] = await context.open(1)
    isHidden = true
    expect(await context.stateOf(session)).toBe('dead in sessionList and alive by its own token')
  })

  test('the state of a session of another case is unknown', async () => {
    const { context } = await mockRun()
    const [session] = await context.open(1)
    await context.forEachCase({ other: 1 }, async ({ stateOf }) => {
      expect(await stateOf(session)).toBe('unknown')
    })
  })
})

test('canReadList says whether a session may read sessionList', async () => {
  const { context, controller } = await mockRun()
  const limited = await context.openLimited()
  expect([await context.canReadList(controller), await context.canReadList(limited)]).toEqual([true, false])
})

test('capture searches the answers from then on for secrets', async () => {
  const { context, controller } = await mockRun({
    answer: (member, request) =>
      member === 'TerminateSession'
        ? new Response(null, { status: 204, headers: { 'x-trace': request.headers.get(tokenHeader) ?? '' } })
        : undefined,
  })
  await context.terminate([context.ids.unknown()])
  const leak = context.capture()
  expect(leak.anywhere()).toBeUndefined()
  await context.terminate([context.ids.unknown()])
  expect(leak.anywhere()).toBe(`an answer contains the token of ${controller.label}`)
})

describe('ids', () => {
  test('an unknown id is not taken, and the key of a session is', async () => {
    const { context } = await mockRun()
    const [session] = await context.open(1)
    expect([context.ids.isTaken(context.ids.unknown()), context.ids.isTaken(session.key)]).toEqual([false, true])
  })

  test('a call with an id that was not invented is not sent, and one with an invented id is', async () => {
    const { context, exchanges } = await mockRun()
    await expect(context.terminate(['no such id'])).rejects.toThrow(
      'not sent: it names a session that this run neither opened nor invented',
    )
    const { outcome } = await context.terminate([context.ids.invent('no such id')])
    expect(outcome).toMatchObject({ kind: 'fault', fault: { _typeName: 'NotFound' } })
    expect(await exchanges()).toHaveLength(1)
  })

  test('a call with a disruptive id is not sent while others are logged on', async () => {
    const { context, vcenter } = await mockRun()
    const { userName, password } = principals.limited
    vcenter.login(userName, password, origin)
    await expect(context.terminate([context.ids.inventDisruptive('5')])).rejects.toMatchObject({
      verdict: 'unsupported',
      finding: { code: 'foreign-sessions' },
    })
  })
})

describe('target', () => {
  test('the version and the moId of the SessionManager are those of the target', async () => {
    const { apiVersion, sessionManager } = (await mockRun()).context.target
    expect({ apiVersion, sessionManager }).toEqual({ apiVersion: '8.0.3.0', sessionManager: 'SessionManager' })
  })
})
