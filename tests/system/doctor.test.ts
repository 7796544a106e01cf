import { X509Certificate } from 'node:crypto'
import type { RequestListener } from 'node:http'
import type { ServerOptions } from 'node:https'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createApp, createVCenter, type Principal, type VCenter, VimFault } from '../../src/mock/index.ts'
import { accounts, examine, mockListener } from '../support/examine.ts'
import { closedPort } from '../support/http-server.ts'
import { principals } from '../support/principals.ts'
import { certificate, day, fileWith, type Made, serve } from '../support/tls-server.ts'
import { vijson } from '../support/vijson.ts'

const limited = {
  VIJSON_LIMITED_USERNAME: principals.limited.userName,
  VIJSON_LIMITED_PASSWORD: principals.limited.password,
}

const html =
  (text: string, status = 200): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'text/html' }).end(text)
  }
const soap =
  (fullName: string, apiType: string, otherwise?: RequestListener): RequestListener =>
  (request, response) => {
    if (request.url === '/sdk')
      response
        .writeHead(200, { 'content-type': 'text/xml' })
        .end(
          `<x><returnval><about><fullName>${fullName}</fullName><apiType>${apiType}</apiType></about></returnval></x>`,
        )
    else if (otherwise !== undefined) otherwise(request, response)
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('not found')
  }

describe('vijson doctor, before any login', () => {
  test('is content with a server that can be reached, and looks at no account where none is named', async () => {
    const { code, steps, wrong } = await examine(await serve(otherListener()))
    expect([code, steps, wrong]).toEqual([0, ['connection', 'certificate', 'api', 'account'], undefined])
  })

  test('says that nothing listens', async () => {
    const { code, wrong } = await examine(await closedPort())
    expect([code, wrong?.step]).toEqual([3, 'connection'])
    expect(wrong?.text).toMatch(/^nothing listens on port \d+$/)
  })

  test('says that a name does not resolve', async () => {
    const { code, wrong } = await examine('https://nowhere.invalid')
    expect([code, wrong?.step]).toEqual([3, 'name'])
    expect(wrong?.text).toBe('there is no host of the name nowhere.invalid')
    expect((await vijson(['doctor', '--target', 'https://nowhere.invalid'])).stdout).toContain(
      '\nhttps://nowhere.invalid: a run cannot begin yet\n',
    )
  })

  test('does not repeat a word that is no name of a host: it may be a password', async () => {
    const { stdout } = await vijson(['doctor', '--target', 'hunter2'])
    expect(stdout).toMatch(/there is no host of that name[\s\S]*\nthe target: a run cannot begin yet\n$/)
    expect(stdout).not.toContain('hunter2')
  })

  test.each<[string, RequestListener, RegExp]>([
    [
      'an ESXi host',
      soap('VMware ESXi 8.0.3 build-1', 'HostAgent'),
      /^it is an ESXi host \(VMware ESXi 8\.0\.3 build-1\)/,
    ],
    [
      'an old vCenter',
      soap('VMware vCenter Server 7.0.3 build-1', 'VirtualCenter'),
      /^it is VMware vCenter Server 7\.0\.3 build-1, without VI JSON$/,
    ],
    [
      'one that is starting',
      html('<html><body>503 Service <b>Unavailable</b></body></html>', 503),
      /^the server, or a gateway before it, is not ready \(503\): "503 Service Unavailable"$/,
    ],
    ['too many requests', html('slow down', 429), /^too many requests \(429\): "slow down"$/],
    [
      'a redirect to single sign-on',
      (_, response) => response.writeHead(302, { location: 'https://sso.example/websso/SAML2' }).end(),
      /^it redirects to single sign-on \(sso\.example\)$/,
    ],
    [
      'a redirect to another server',
      (_, response) => response.writeHead(301, { location: 'https://other.example/' }).end(),
      /^it redirects to other\.example$/,
    ],
    ['a login page', html('<html><title>Sign in</title></html>'), /^it answers with a login page \(200\)$/],
    [
      'an old vCenter that answers with a page',
      soap('VMware vCenter Server 6.7.0 build-1', 'VirtualCenter', html('<html>Not found', 404)),
      /^it is VMware vCenter Server 6\.7\.0 build-1, without VI JSON$/,
    ],
    [
      'an ESXi host that answers with a page',
      soap('VMware ESXi 7.0.3 build-1', 'HostAgent', html('<html>Not found', 404)),
      /^it is an ESXi host \(VMware ESXi 7\.0\.3 build-1\)/,
    ],
    ['another web server without the page', html('<html>Not found', 404), /^it answers with an HTML page \(404\)$/],
    [
      'a firewall that refuses',
      html('<html><h1>Request blocked</h1> ID 5', 403),
      /^the server, or a firewall before it, refuses the request \(403\): "Request blocked ID 5"$/,
    ],
    [
      'an error of the server',
      html('<html>Internal Error', 500),
      /^it answers with an error of the server \(500\): "Internal Error"$/,
    ],
    [
      'an error without a word',
      (_, response) => response.writeHead(500).end(),
      /^it answers with an error of the server \(500\)$/,
    ],
    [
      'a redirect to another path',
      (_, response) => response.writeHead(302, { location: '/ui' }).end(),
      /^it redirects to another path$/,
    ],
    ['another web server', html('<!doctype html><title>It works</title>'), /^it answers with an HTML page \(200\)$/],
    [
      'a gateway that asks for credentials',
      (_, response) => response.writeHead(401).end(),
      /^it asks for credentials before/,
    ],
    [
      'a proxy that asks for credentials',
      (_, response) => response.writeHead(407).end(),
      /^a proxy on the way asks for credentials \(407\)$/,
    ],
    [
      'something that is no vCenter',
      (_, response) => response.writeHead(404).end(),
      /^this is not a vCenter: neither the VI JSON API \(status 404\) nor the SOAP API answers as one does$/,
    ],
    [
      'JSON that is not of VI JSON',
      (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
      /^this is not a vCenter: /,
    ],
    ['a server that closes each connection', (request) => request.socket.destroy(), /lost before an answer came/],
  ])('tells %s', async (_, listener, text) => {
    const { code, wrong } = await examine(await serve(listener))
    expect([code, wrong?.step]).toEqual([3, 'api'])
    expect(wrong?.text).toMatch(text)
  })

  test('does not call a vCenter old whose VI JSON is withheld', async () => {
    const { wrong } = await examine(await serve(soap('VMware vCenter Server 8.0.3 build-1', 'VirtualCenter')))
    expect(wrong?.text).toBe('it is VMware vCenter Server 8.0.3 build-1, without VI JSON')
    expect(wrong?.todo).toMatch(/^this version has VI JSON: look whether something between withholds it/)
  })

  test('says to write https where http leads to https of the same host', async () => {
    const url = await serve((request, response) =>
      response.writeHead(301, { location: `https://${(request.headers.host ?? '').replace(/:.*/, '')}/login` }).end(),
    )
    expect((await examine(url)).wrong).toEqual({
      step: 'api',
      ok: false,
      text: 'it redirects from http to https',
      todo: 'write https://127.0.0.1',
    })
  })

  test.each<[string, number, string, string]>([
    ['that it does not speak', 404, '9.0.0.0', 'it does not speak 9.0.0.0 (status 404). The server said: "nope"'],
    [
      'while it is not ready',
      503,
      '9.0.0.0',
      'it was asked for its ServiceContent again, and answered with status 503. The server said: "nope"',
    ],
  ])('tells a release %s, with and without an account', async (_, status, release, text) => {
    const listener = mockListener()
    const url = await serve((request, response) =>
      request.url?.includes(`/${release}/`)
        ? response.writeHead(status, { 'content-type': 'text/plain' }).end('nope')
        : listener(request, response),
    )
    for (const environment of [{}, accounts]) {
      const { code, wrong } = await examine(url, ['--release', release], environment)
      expect([code, wrong?.text]).toEqual([3, text])
      expect(wrong?.todo).toMatch(status === 404 ? /^leave --release out/ : /^look again/)
    }
  })

  test.each<[string, RequestListener, string[], RegExp]>([
    ['late', (_, response) => void response.writeHead(200).write('{'), [], /--timeout/],
    ['too large', (_, response) => response.writeHead(200).end('x'.repeat(200)), ['--max-body', '100'], /--max-body/],
  ])('says what to allow where an answer is %s, and nothing of https', async (_, listener, args, todo) => {
    const { code, wrong } = await examine(await serve(listener), args)
    expect([code, wrong?.step, wrong?.todo]).toEqual([3, 'api', expect.stringMatching(todo)])
    expect(wrong?.todo).not.toContain('https')
  })

  test('a server without hello is content, as one before 8.0.2 is', async () => {
    const listener = mockListener()
    const url = await serve((request, response) =>
      request.url?.startsWith('/api/') ? response.writeHead(404).end() : listener(request, response),
    )
    expect(await examine(url, [], accounts)).toMatchObject({ code: 0, wrongs: [] })
  })
})

describe('vijson doctor, of certificates', () => {
  const expired: Made = { from: new Date(Date.now() - 3 * day), until: new Date(Date.now() - day) }
  const early: Made = { from: new Date(Date.now() + day), until: new Date(Date.now() + 3 * day) }

  test.each<[string, Made, boolean, RegExp]>([
    ['that is not trusted', {}, false, /^it is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)$/],
    ['that has expired', expired, true, /^it has expired, on /],
    ['that is not valid yet', early, true, /^it is valid only from /],
    [
      'of another name',
      { names: [{ type: 2, value: 'other.example' }] },
      true,
      /^it is for other\.example, and not for 127\.0\.0\.1$/,
    ],
    ['without a subject alternative name', { names: [] }, true, /^it has no subject alternative name/],
  ])(
    'tells one %s, with its issuer, its end and its thumbprint; --insecure accepts it',
    async (_, made, isTrusted, text) => {
      const tls = await certificate(made)
      const url = await serve(mockListener(), tls)
      const { code, wrong } = await examine(url, isTrusted ? ['--ca', fileWith(tls.cert)] : [])
      expect([code, wrong?.step]).toEqual([3, 'certificate'])
      expect(wrong?.text).toMatch(text)
      // Whatever is certain about a certificate, its thumbprint accepts it alone, and comes before what accepts any.
      const { fingerprint256 } = new X509Certificate(tls.cert)
      if (made !== early)
        expect(wrong?.todo?.replace(/--insecure.*/, '')).toContain(`--thumbprint SHA256:${fingerprint256}`)
      expect((await examine(url, ['--thumbprint', `SHA256:${fingerprint256}`])).code).toBe(0)
      expect(wrong?.detail).toMatch(
        /^for [\w. ]+, issued by a test, until .*, SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}, TLSv1\.3$/,
      )
      expect(await examine(url, ['--insecure'])).toMatchObject({ code: 0, wrongs: [] })
    },
  )

  test('is content with one that is trusted', async () => {
    const tls = await certificate()
    expect(await examine(await serve(mockListener(), tls), ['--ca', fileWith(tls.cert)])).toMatchObject({ code: 0 })
  })

  test('trusts what NODE_EXTRA_CA_CERTS names beside what --ca names, and so does a run', async () => {
    const [tls, other] = [await certificate(), await certificate()]
    const url = await serve(mockListener(), tls)
    const extra = { NODE_EXTRA_CA_CERTS: fileWith(tls.cert) }
    expect(await examine(url, ['--ca', fileWith(other.cert)], extra)).toMatchObject({ code: 0 })
    const only = ['--only', 'terminate.success.no-content']
    const run = (environment: Record<string, string>) =>
      vijson(['test', '--target', url, '--ca', fileWith(other.cert), ...only], environment)
    expect((await run(extra)).code).toBe(0)
    expect((await run({})).code).toBe(3)
  })

  test('says that the server wants a certificate of the client', async () => {
    const tls = await certificate()
    const url = await serve(mockListener(), { ...tls, requestCert: true, rejectUnauthorized: true, ca: tls.cert })
    const { code, wrong } = await examine(url, ['--ca', fileWith(tls.cert)])
    expect([code, wrong?.text]).toEqual([3, 'the server wants a certificate of the client'])
  })

  test('says that the server speaks old versions of TLS only', async () => {
    const tls = await certificate()
    const old: ServerOptions = { ...tls, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }
    const { wrong } = await examine(await serve(mockListener(), old))
    expect(wrong?.text).toBe('the server speaks only versions or ciphers of TLS that are no longer safe')
  })

  test('says that the port speaks no TLS', async () => {
    const url = (await serve(mockListener())).replace('http:', 'https:')
    expect((await examine(url)).wrong?.text).toBe('the port does not speak TLS')
  })

  test('says that no handshake came', async () => {
    const server = createTcpServer(() => {})
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
    expect((await examine(url)).wrong?.text).toBe('no TLS handshake came within the time limit')
  })

  test('http to another machine needs --allow-plaintext', async () => {
    const { code, lines } = await examine('http://nowhere.invalid')
    expect([code, lines.at(-1)?.step]).toEqual([3, 'name'])
  })
})

describe('vijson doctor, of accounts', () => {
  /** A vCenter whose Login answers with a fault. */
  const refusing = (name: string, faultstring: string): VCenter => ({
    ...createVCenter(),
    login() {
      throw new VimFault({ _typeName: name, faultstring } as VimFault['fault'])
    },
  })

  test.each<[string, string, string, RegExp]>([
    ['a locked account', 'InvalidLogin', 'The account is locked.', /unlock/],
    ['an expired password', 'PasswordExpired', 'The password has expired.', /set a new password/],
    ['an account without a role', 'NoPermission', 'Permission was denied.', /give the account a role/],
    ['a wrong password', 'InvalidLogin', 'Cannot complete login.', /check the user name and the password/],
  ])("tells %s, in the server's own words", async (_, fault, words, todo) => {
    const { code, wrong } = await examine(await serve(mockListener(refusing(fault, words))), [], accounts)
    expect([code, wrong?.step]).toEqual([3, 'account'])
    expect(wrong?.text).toContain(`was refused with the fault ${fault}: "${words.replace(/\.$/, '')}"`)
    expect(wrong?.todo).toMatch(todo)
  })

  test.each<[string, string[], Record<string, string>]>([
    ['a variable', [], { VIJSON_PASSWORD: 'wrong' }],
    ['a command', ['--password-command', 'echo wrong'], {}],
    ['the variables of govc', [], { GOVC_PASSWORD: 'wrong' }],
  ])('sends nobody to another place than the one that gave a wrong password: %s', async (_, args, given) => {
    const url = await serve(mockListener(createVCenter()))
    const { wrong } = await examine(url, args, {
      GOVC_URL: url,
      VIJSON_USERNAME: 'administrator@vsphere.local',
      ...given,
    })
    expect(wrong?.todo).toBe('check the user name and the password; each further attempt may lock the account')
  })

  test('tells a site that takes passwords through its identity provider only', async () => {
    const listener = mockListener()
    const url = await serve((request, response) =>
      request.url?.endsWith('/Login')
        ? response.writeHead(401, { 'www-authenticate': 'Bearer' }).end()
        : listener(request, response),
    )
    expect((await examine(url, [], accounts)).wrong?.todo).toContain('identity provider')
  })

  test('tells an account without the privilege, and logs it off again', async () => {
    const vcenter = createVCenter()
    const url = await serve(mockListener(vcenter))
    const { wrong } = await examine(url, [], {
      VIJSON_USERNAME: principals.limited.userName,
      VIJSON_PASSWORD: principals.limited.password,
    })
    expect([wrong?.text, wrong?.todo]).toEqual([
      'it may not read sessionList (NoPermission)',
      'give it the privilege Sessions.TerminateSession (vSphere Client: Sessions, View and stop sessions)',
    ])
    expect(vcenter.sessions.size).toBe(0)
  })

  test('is content with two accounts, counts the sessions of others, and logs both off again', async () => {
    const vcenter = createVCenter()
    for (let other = 0; other < 3; other += 1)
      vcenter.login(principals.limited.userName, principals.limited.password, { ipAddress: '10.0.0.1', userAgent: 'x' })
    const { code, lines } = await examine(await serve(mockListener(vcenter)), [], { ...accounts, ...limited })
    expect(code).toBe(0)
    expect(
      lines.filter(({ step }) => step === 'sessions' || step === 'second account').map(({ text }) => text),
    ).toEqual([
      '3 other sessions are open, none of this account; disruptive checks are skipped beside them',
      `logged on as ${principals.limited.userName}`,
      'it has no Sessions.TerminateSession, as it should',
    ])
    expect(vcenter.sessions.size).toBe(3)
  })

  test('tells how many of the other sessions are of runs, and what ends them', async () => {
    const vcenter = createVCenter()
    const { userName, password } = principals.controller
    const agents = ['vijson-conformance/0.1.0 (run 0123456789ab; login 1 of a)', 'vijson-conformance/0.1.0', 'x']
    for (const userAgent of agents) vcenter.login(userName, password, { ipAddress: '10.0.0.1', userAgent })
    const { lines } = await examine(await serve(mockListener(vcenter)), [], accounts)
    expect(lines.filter(({ step }) => step === 'sessions').map(({ text }) => text)).toEqual([
      '3 other sessions are open, 3 of this account; disruptive checks are skipped beside them',
      '1 of them is of runs of vijson test: what an interrupted one has left, vijson cleanup ends',
    ])
  })

  test('tells a second account that has the privilege, and one that is the first in another spelling', async () => {
    const [first] = [principals.controller]
    const two: Principal[] = ['a@vsphere.local', 'b@vsphere.local'].map((userName) => ({
      ...first,
      userName,
      privileges: ['System.View', 'Sessions.TerminateSession', 'Sessions.ValidateSession'],
    }))
    const url = await serve(mockListener(createVCenter({ principals: two })))
    const as = (name: string) => ({
      VIJSON_USERNAME: 'a@vsphere.local',
      VIJSON_PASSWORD: first.password,
      VIJSON_LIMITED_USERNAME: name,
      VIJSON_LIMITED_PASSWORD: first.password,
    })
    expect((await examine(url, [], as('b@vsphere.local'))).wrong?.text).toContain('it may read sessionList')
    const printed = await vijson(['doctor', '--target', url], as('b@vsphere.local'))
    expect(printed.stdout).toContain(`\n${url}: a run can begin, but not decide what needs the second account\n`)
    const alias: VCenter = createVCenter({ principals: two })
    const aliased: VCenter = {
      ...alias,
      login: (name, ...rest) => alias.login(name === 'VSPHERE\\a' ? 'a@vsphere.local' : name, ...rest),
    }
    const { wrong } = await examine(await serve(mockListener(aliased)), [], as('VSPHERE\\a'))
    expect(wrong?.text).toBe('both names are of one account, so the run has no second account')
  })
})

/** A server that does not say that it is the mock. */
function otherListener(): RequestListener {
  const app = createApp(createVCenter())
  return getRequestListener(async (request) => {
    const answer = await app.fetch(request)
    return new Response((await answer.text()).replace('"vendor":"vijson-conformance"', '"vendor":"somebody"'), answer)
  })
}

test('vijson doctor uses the built-in accounts of a mock on this machine, as a run does, where none is named', async () => {
  const url = await serve(mockListener())
  const { code, stdout } = await vijson(['doctor', '--target', url])
  expect(code).toBe(0)
  expect(stdout).toContain(
    'ok      account         no credentials are given: the built-in accounts of the mock are used, as a run does\n',
  )
  expect(stdout).toMatch(new RegExp(`\\n${url}: a run can begin\\n$`))
})

test('vijson doctor says it line by line, and ends with what follows', async () => {
  const url = await serve(otherListener())
  expect((await vijson(['doctor', '--target', url])).stdout.split('\n')).toEqual([
    expect.stringMatching(/^ok {6}connection {6}port \d+ is open$/),
    'warn    certificate     none, for the address begins with http: passwords and tokens would be sent unencrypted',
    'ok      api             VI JSON of VI JSON mock 8.0.3, build 0, API 8.0.3.0, SessionManager SessionManager',
    'warn    account         user name or password is missing, so no account was looked at',
    `${url}: it can be reached; give user name and password to look at the account, too`,
    '',
  ])
  // Nobody is asked where there is no terminal.
  for (const environment of [{ VIJSON_USERNAME: 'me' }, { GOVC_USERNAME: 'me' }])
    expect(await vijson(['doctor', '--target', url], environment)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('warn    account         user name or password is missing'),
    })
})

test.each<[string[], string]>([
  [[], 'no target is named: give --target or VIJSON_TARGET the URL of a server'],
  [
    ['--target', 'mock'],
    '--target names mock, which runs within vijson test and is always ready; name a server to look at',
  ],
  [
    ['--target', 'run.har'],
    '--target names a recorded run, which vijson test judges without a server; name a server to look at',
  ],
  [['--target', 'ftp://x'], '--target must be an http or https URL'],
  [['--target', './run.json'], '--target must be an http or https URL'],
])('vijson doctor %j is refused in a sentence of its own', async (args, sentence) => {
  expect(await vijson(['doctor', ...args])).toEqual({ code: 2, stdout: '', stderr: `error: ${sentence}\n` })
})
