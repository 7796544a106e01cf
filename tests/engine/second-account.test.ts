import type { Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { describe, expect, test } from 'vitest'
import { runSuite } from '../../src/conformance/index.ts'
import { createApp, createVCenter, type VCenter } from '../../src/mock/index.ts'
import { serve } from '../support/http-server.ts'
import { mockTarget } from '../support/mock-target.ts'
import { principals } from '../support/principals.ts'

const second = { userName: 'two@vsphere.local', password: 'x', privileges: principals.controller.privileges }
const privilege = ['terminate.privilege.required', 'terminate.privilege.fault']

/** Judges the mock with another second account. @returns the verdict, and the requirements that were not tested, with the reasons. */
async function judgedWith(limited: { userName: string; password: string }, vcenter: VCenter = createVCenter()) {
  const target = mockTarget({ vcenter })
  const { verdict, requirements, sessions } = await runSuite({ ...target, limited }, { seed: 1 })
  const untested = requirements.filter((one) => !['pass', 'recorded'].includes(one.verdict))
  return {
    verdict,
    left: [sessions.leaked, vcenter.sessions.size],
    untested: untested.map(({ id, verdict, finding }) => [id, verdict, finding?.message]),
  }
}

describe('a second account that does not serve', () => {
  test('is the first one: only what needs another one is skipped', async () => {
    const message = 'both names are of one account, so the run has no second account'
    expect(await judgedWith(principals.controller)).toEqual({
      verdict: 'conformant',
      left: [0, 0],
      untested: privilege.map((id) => [id, 'unsupported', message]),
    })
  })

  test('has the privilege: what is refused without it is not decided, and no finding', async () => {
    const vcenter = createVCenter({ principals: [principals.controller, second] })
    const message =
      'the second account can read sessionList, which needs Sessions.TerminateSession: either it has this privilege, or the server asks for it nowhere'
    expect(await judgedWith(second, vcenter)).toEqual({
      verdict: 'inconclusive',
      left: [0, 0],
      untested: privilege.map((id) => [id, 'unreached', message]),
    })
  })

  test('may not log on: all that needs none is judged, and it is asked to log on once', async () => {
    const vcenter = createVCenter()
    let logins = 0
    const login: VCenter['login'] = (userName, ...given) => {
      if (userName === second.userName) logins += 1
      return vcenter.login(userName, ...given)
    }
    const message = `Login as ${second.userName} was refused with the fault InvalidLogin: "Cannot complete login due to an incorrect user name or password"`
    expect(await judgedWith(second, { ...vcenter, login })).toEqual({
      verdict: 'inconclusive',
      left: [0, 0],
      untested: privilege.map((id) => [id, 'unreached', message]),
    })
    expect(logins).toBe(1)
  })
})

test('the privilege of a session that has used the connection before is no privilege of the second account', async () => {
  const vcenter = createVCenter()
  const listen = getRequestListener(createApp(vcenter).fetch)
  const privileged = new WeakMap<Socket, string>()
  // Asks the session that has used the connection before for its privilege.
  const url = await serve((request, response) => {
    const token = String(request.headers['vmware-api-session-id'])
    const session = [...vcenter.sessions.values()].find((one) => one.token === token)
    if (session?.principal.userName === principals.controller.userName) privileged.set(request.socket, token)
    const lent = privileged.get(request.socket)
    if (session !== undefined && lent !== undefined && /\/(sessionList|TerminateSession)$/.test(request.url ?? '')) {
      request.headers['vmware-api-session-id'] = lent
      request.rawHeaders = Object.entries(request.headers).flatMap(([name, value]) => [name, String(value)])
    }
    return listen(request, response)
  })
  const target = { url, allowPlaintext: true, controller: principals.controller, limited: principals.limited }
  const { verdict, requirements } = await runSuite(target, { seed: 1, only: privilege })
  expect(verdict).toBe('nonconformant')
  expect(requirements).toMatchObject([{ verdict: 'fail' }, { verdict: expect.stringMatching(/^(warn|pass)$/) }])
})
