import { describe, expect, test } from 'vitest'
import { requirements, runSuite } from '../../src/conformance/index.ts'
import { closedPort } from '../support/http-server.ts'
import { mockTarget } from '../support/mock-target.ts'
import { principals } from '../support/principals.ts'
import { answering } from './one-check.ts'

describe('the prerequisites of a run', () => {
  test.each([
    [
      'where nothing listens',
      async () => ({ ...mockTarget(), url: await closedPort(), fetch: (request: Request) => fetch(request) }),
      'unreachable',
      /^nothing listens at http:\/\/127\.0\.0\.1:\d+: the connection was refused$/,
    ],
    [
      'where the server answers HTML',
      async () => ({ ...mockTarget(), fetch: async () => new Response('<html>') }),
      'not-vi-json',
      /does not speak VI JSON/,
    ],
    [
      'where the login is refused',
      async () => ({ ...mockTarget(), controller: { ...principals.controller, password: 'wrong' } }),
      'login',
      /^Login as administrator@vsphere\.local was refused with the fault InvalidLogin: "Cannot complete login due to an incorrect user name or password"$/,
    ],
    [
      'where the controller lacks the privilege',
      async () => ({ ...mockTarget(), controller: principals.limited }),
      'privilege',
      /^sessionList, read as readonly@vsphere\.local, was answered with the fault NoPermission$/,
    ],
  ])('%s, every requirement is unreached and the problem says why', async (_, open, code, message) => {
    const target = await open()
    const result = await runSuite(target)
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      problem: { code, message: expect.stringMatching(message) },
    })
    expect(result.counts.unreached).toBe(requirements.length)
    expect(target.vcenter.sessions.size).toBe(0)
    expect(JSON.stringify(result)).not.toMatch(/VMware1!|wrong/)
  })
})

describe('the problem of a run', () => {
  const problemWith = async (member: string, answer: () => Response) =>
    (await runSuite(mockTarget({ around: answering(member, answer) }))).problem
  const lost = () => {
    throw new TypeError('fetch failed')
  }
  const answered = 'sessionList, read as administrator@vsphere.local, was answered with'

  test.each<[string, () => Response, string]>([
    [
      'a fault other than NoPermission',
      () => Response.json({ _typeName: 'SystemError', faultstring: '' }, { status: 500 }),
      `${answered} the fault SystemError`,
    ],
    ['another status', () => new Response('', { status: 503 }), `${answered} status 503`],
    [
      'a value that is not a list',
      () => Response.json({ _value: [] }),
      `${answered} a value that is not a list of sessions`,
    ],
    [
      'a list without the controller',
      () => Response.json([]),
      'sessionList does not show the session that reads it, so it proves nothing',
    ],
  ])('the problem is session-list where sessionList answers with %s', async (_, answer, message) => {
    expect(await problemWith('sessionList', answer)).toEqual({ code: 'session-list', message })
  })

  test.each(['sessionList', 'Login'])('the problem is unreachable where %s gets no answer', async (member) => {
    expect(await problemWith(member, lost)).toMatchObject({ code: 'unreachable' })
  })
})
