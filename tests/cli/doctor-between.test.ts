import type { RequestListener } from 'node:http'
import { describe, expect, test } from 'vitest'
import { createVCenter, type VCenter, VimFault } from '../../src/mock/index.ts'
import { accounts, examine, mockListener } from '../support/examine.ts'
import { principals } from '../support/principals.ts'
import { serve } from '../support/tls-server.ts'
import { vijson } from '../support/vijson.ts'

/** What a gateway makes of the members of an answer, by the end of its path. */
type Rewrite = (path: string, name: string, value: unknown) => unknown

/** A mock behind a gateway that changes its answers. */
async function behind(rewrite: Rewrite): Promise<{ url: string; vcenter: VCenter }> {
  const vcenter = createVCenter()
  const inner = await serve(mockListener(vcenter))
  const gateway: RequestListener = async (request, response) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method = 'GET', url: path = '/', headers } = request
    const { 'vmware-api-session-id': token, 'user-agent': userAgent = '', 'content-type': type } = headers
    const answer = await fetch(`${inner}${path}`, {
      method,
      headers: {
        'user-agent': userAgent,
        ...(typeof token === 'string' ? { 'vmware-api-session-id': token } : {}),
        ...(type === undefined ? {} : { 'content-type': type }),
      },
      ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
    })
    const text = await answer.text()
    const begun = answer.headers.get('vmware-api-session-id')
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? 'application/json',
      ...(begun === null ? {} : { 'vmware-api-session-id': begun }),
    })
    const changed = (name: string, value: unknown) => rewrite(path, name, value)
    response.end(text === '' ? '' : JSON.stringify(JSON.parse(text, changed)))
  }
  return { url: await serve(gateway), vcenter }
}

const rewriting =
  (end: string, userAgent: string | undefined): Rewrite =>
  (path, name, value) =>
    name === 'userAgent' && path.endsWith(end) ? userAgent : value

const judged = (url: string) =>
  vijson(['test', '--target', url, '--only', 'terminate.success.no-content', '--idle', '0'], accounts)

describe('something between that changes User-Agents', () => {
  test.each<[string, string, string | undefined, string[]]>([
    [
      'in all answers',
      '',
      'gateway/1.0',
      [
        'currentSession shows the session with another User-Agent than that of its login: "gateway/1.0"; sessionList shows the session with another User-Agent than that of its login: "gateway/1.0"',
      ],
    ],
    [
      'in currentSession',
      '/currentSession',
      'gateway/1.0',
      ['currentSession shows the session with another User-Agent than that of its login: "gateway/1.0"'],
    ],
    [
      'in sessionList',
      '/sessionList',
      'gateway/1.0',
      ['sessionList shows the session with another User-Agent than that of its login: "gateway/1.0"'],
    ],
    [
      'by removing them from sessionList',
      '/sessionList',
      undefined,
      ['sessionList shows no User-Agent of the session'],
    ],
    [
      'by removing them from currentSession',
      '/currentSession',
      undefined,
      ['currentSession shows no User-Agent of the session'],
    ],
    ['by removing them from all answers', '', undefined, []],
    ['by nothing', '', '', []],
  ])('%s is told where a run cannot judge, and only there', async (_, end, userAgent, texts) => {
    const { url, vcenter } = await behind(rewriting(end, userAgent))
    const { code, wrongs } = await examine(url, [], accounts)
    expect([code, wrongs.map(({ text }) => text)]).toEqual([texts.length === 0 ? 0 : 3, texts])
    for (const { step, todo } of wrongs)
      expect([step, todo]).toEqual(['sessions', expect.stringContaining('it changes or removes User-Agents')])
    expect((await judged(url)).code).toBe(code)
    if (code === 0) expect(vcenter.sessions.size).toBe(0)
  })

  test('is told of a session that is lent, where its two readings differ', async () => {
    const { url, vcenter } = await behind(rewriting('/sessionList', undefined))
    const { userName, password } = principals.controller
    const { token } = vcenter.login(userName, password, { userAgent: 'mine/1.0', ipAddress: '' })
    const { wrongs } = await examine(url, [], { VIJSON_SESSION: token })
    expect(wrongs.map(({ text }) => text)).toEqual([
      'currentSession and sessionList show the session with different User-Agents',
    ])
    const untouched = await behind((_, __, value) => value)
    const lent = untouched.vcenter.login(userName, password, { userAgent: 'mine/1.0', ipAddress: '' })
    expect((await examine(untouched.url, [], { VIJSON_SESSION: lent.token })).wrongs).toEqual([])
  })
})

describe('an answer to Login that is neither a session nor a fault', () => {
  const answering = (answer: RequestListener) => {
    const listener = mockListener()
    return serve((request, response) =>
      request.url?.endsWith('/Login') ? answer(request, response) : listener(request, response),
    )
  }
  const withoutSession = 'without a session key or without the header vmware-api-session-id'

  test.each<[string, RequestListener, string?]>([
    [
      'a page with status 200',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome'),
    ],
    [
      'a session without the header',
      (_, response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"_typeName":"UserSession","key":"k"}'),
    ],
    ['nothing with status 204', (_, response) => response.writeHead(204).end(), 'was answered with status 204'],
  ])(
    '%s: doctor and test blame no password, and say that a session may stay open',
    async (_, answer, said = withoutSession) => {
      const url = await answering(answer)
      const { code, wrong } = await examine(url, [], accounts)
      expect([code, wrong?.step, wrong?.text]).toEqual([3, 'account', expect.stringContaining(said)])
      expect(wrong?.todo).toContain('a session may have begun and stay open')
      expect(wrong?.todo).not.toMatch(/password/i)
      const { stderr } = await judged(url)
      expect(stderr).toContain('Login as ')
      expect(stderr).not.toMatch(/VIJSON_PASSWORD/)
    },
  )

  test.each([302, 404, 405, 413])('with status %i: doctor blames what is between, and no password', async (status) => {
    const { wrong } = await examine(await answering((_, response) => response.writeHead(status).end()), [], accounts)
    expect([wrong?.step, wrong?.todo]).toEqual(['account', expect.stringContaining('look at what is between')])
    expect(wrong?.todo).not.toMatch(/password/i)
  })

  test.each([400, 403])('with status %i: doctor has the name and the password checked', async (status) => {
    const { wrong } = await examine(await answering((_, response) => response.writeHead(status).end()), [], accounts)
    expect(wrong?.todo).toContain('check the user name and the password')
  })
})

test.each([
  ['administrator', true],
  ['administrator@vsphere.local', false],
  ['VSPHERE.LOCAL\\administrator', false],
])('where %s is refused, its domain is asked for: %s', async (userName, isAsked) => {
  const refusing: VCenter = {
    ...createVCenter(),
    login() {
      throw new VimFault({ _typeName: 'InvalidLogin', faultstring: 'Cannot complete login.' })
    },
  }
  const url = await serve(mockListener(refusing))
  const named = { VIJSON_USERNAME: userName, VIJSON_PASSWORD: 'x' }
  const advice = expect.stringMatching(
    /user name has a domain: write name@domain, for example administrator@vsphere\.local/,
  )
  const { wrong } = await examine(url, [], named)
  const { stderr } = await vijson(['test', '--target', url, '--idle', '0'], named)
  for (const said of [wrong?.todo, stderr]) {
    expect(said).toContain('check the user name and the password')
    expect(said).toEqual(isAsked ? advice : expect.not.stringContaining('has a domain'))
  }
})
