import { X509Certificate } from 'node:crypto'
import { getRequestListener } from '@hono/node-server'
import { describe, expect, test } from 'vitest'
import { createApp, createVCenter } from '../../src/mock/index.ts'
import { closedPort } from '../support/http-server.ts'
import { principals } from '../support/principals.ts'
import { proxy } from '../support/proxy-server.ts'
import { drip, rawServer } from '../support/raw-server.ts'
import { certificate, fileWith, serve } from '../support/tls-server.ts'
import { vijson } from '../support/vijson.ts'

// A name that only the proxy can look up: what arrives has come through it.
const host = 'vcenter.example'
const accounts = {
  VIJSON_USERNAME: principals.controller.userName,
  VIJSON_PASSWORD: principals.controller.password,
}

/** A mock with a certificate for the name, and whether its sessions are all ended. */
async function target() {
  const tls = await certificate({ names: [{ type: 2, value: host }] })
  const vcenter = createVCenter()
  return { url: await serve(getRequestListener(createApp(vcenter).fetch), tls), certificate: tls.cert, vcenter }
}

const judge = (args: string[], environment: Record<string, string>) =>
  vijson(['test', '--target', `https://${host}`, '--only', 'terminate.success.no-content', '--idle', '0', ...args], {
    ...accounts,
    ...environment,
  })

const noProxies = { HTTPS_PROXY: '', https_proxy: '', NO_PROXY: '', no_proxy: '', ALL_PROXY: '', all_proxy: '' }

const anyCertificate = 'warning: any certificate is accepted (--insecure): passwords go to whoever answers\n'

describe('a target behind a proxy', () => {
  test('is judged through a tunnel that any success has opened, where its certificate has the thumbprint', async () => {
    const { url, certificate: cert } = await target()
    const { url: by } = await proxy(() => ({ leadsTo: url, says: '201 Made' }))
    const thumbprint = new X509Certificate(cert).fingerprint256
    expect((await judge(['--thumbprint', thumbprint, '--proxy', by], noProxies)).code).toBe(0)
  })

  test.each<[string, (cert: string) => string[]]>([
    ['whose certificate is trusted', (cert) => ['--ca', fileWith(cert)]],
    ['whose certificate has the thumbprint', (cert) => ['--thumbprint', new X509Certificate(cert).fingerprint256]],
    ['whose certificate may be any', () => ['--insecure']],
  ])('%s is judged, and every connection goes through the proxy', async (_, trust) => {
    const { url, certificate: cert, vcenter } = await target()
    const { url: by, asked } = await proxy(() => ({ leadsTo: url }))
    for (const [args, environment] of [
      [['--proxy', by], {}],
      [[], { HTTPS_PROXY: by }],
      [[], { https_proxy: by.replace('http://', '') }],
      [[], { ALL_PROXY: by, NO_PROXY: 'other.example' }],
    ] as const) {
      const { code, stderr } = await judge([...trust(cert), ...args], { ...noProxies, ...environment })
      expect([code, stderr]).toEqual([0, trust(cert).includes('--insecure') ? anyCertificate : ''])
    }
    expect(new Set(asked)).toEqual(new Set([`${host}:443`]))
    expect(vcenter.sessions.size).toBe(0)
  })

  test('is judged through a proxy that speaks TLS, whose CA is that of --ca', async () => {
    const { url, certificate: cert } = await target()
    const tls = await certificate({ commonName: 'a proxy' })
    const { url: by, asked } = await proxy(() => ({ leadsTo: url }), tls)
    const args = ['--ca', fileWith(`${cert}\n${tls.cert}`), '--proxy', by]
    const { code, stderr } = await judge(args, noProxies)
    expect([code, stderr]).toEqual([0, ''])
    const doctor = await vijson(['doctor', '--target', `https://${host}`, ...args], { ...accounts, ...noProxies })
    expect([doctor.code, doctor.stderr]).toEqual([0, ''])
    expect(asked.length).toBeGreaterThan(2)
  })

  test.each(['example', '.example', host, `${host}:443`, '*', `other.test,${host}`])(
    'is reached without it where NO_PROXY is %s',
    async (excluded) => {
      const { url: by, asked } = await proxy(() => ({ status: 502 }))
      const { code, stderr } = await judge([], { ...noProxies, HTTPS_PROXY: by, NO_PROXY: excluded })
      // Names under .example lead nowhere (RFC 2606).
      expect([code, stderr, asked]).toEqual([3, expect.stringContaining('there is no host of the name '), []])
    },
  )

  test.each([`https://${host}`, `"${host}"`, `other.test;${host}`])(
    'is not tried where NO_PROXY has it as %s, which is not read: nothing is sent through the proxy',
    async (excluded) => {
      const { url: by, asked } = await proxy(() => ({ status: 502 }))
      const { code, stderr } = await judge([], { ...noProxies, HTTPS_PROXY: by, NO_PROXY: excluded })
      expect([code, stderr, asked]).toEqual([
        2,
        expect.stringMatching(/^error: NO_PROXY has the target in a form that is not read; write HOST, HOST:PORT, /),
        [],
      ])
    },
  )

  test('is judged through a proxy that asks for credentials, which are printed nowhere', async () => {
    const { url } = await target()
    const expected = `Basic ${Buffer.from('us er:s%cret').toString('base64')}`
    const { url: by } = await proxy((_, given) => (given === expected ? { leadsTo: url } : { status: 407 }))
    const named = by.replace('http://', 'http://us%20er:s%25cret@')
    const { code, stdout, stderr } = await judge(['--insecure'], { ...noProxies, HTTPS_PROXY: named })
    expect([code, stderr]).toEqual([0, anyCertificate])
    const dryRun = await judge(['--dry-run', '--insecure'], { ...noProxies, HTTPS_PROXY: named })
    expect(dryRun.stdout).toContain(`proxy: ${by}\n`)
    for (const text of [stdout, dryRun.stdout]) expect(text).not.toMatch(/s%25cret|s%cret/)
  })

  test.each<[string, () => Promise<string>, RegExp]>([
    [
      'asks for credentials',
      async () => (await proxy(() => ({ status: 407 }))).url,
      /asks for a user name and a password \(407\): write them into its URL/,
    ],
    [
      'refuses the credentials',
      async () => (await proxy(() => ({ status: 407 }))).url.replace('//', '//user:secret@'),
      /refuses the user name and the password in its URL \(407\)/,
    ],
    [
      'forbids the target',
      async () => (await proxy(() => ({ status: 403 }))).url,
      /refuses the connection to the server \(status 403\)/,
    ],
    [
      'cannot reach the target',
      async () => (await proxy(() => ({ status: 502 }))).url,
      /does not reach the server \(status 502\)/,
    ],
    ['does not listen', closedPort, /cannot be reached \(ECONNREFUSED\)/],
    [
      'takes logins by NTLM alone',
      async () => (await proxy(() => ({ status: 407, offers: ['NTLM', 'Negotiate'] }))).url,
      /takes logins only by NTLM, Negotiate \(407\), and only Basic is spoken here/,
    ],
    [
      'takes logins by NTLM or Basic',
      async () => (await proxy(() => ({ status: 407, offers: ['NTLM', 'Basic realm="a, b"'] }))).url,
      /asks for a user name and a password \(407\)/,
    ],
    [
      'speaks TLS where http is named',
      async () => (await serve(() => {}, await certificate())).replace('https:', 'http:'),
      /(does not speak HTTP|closes the connection without an answer).* or write https:\/\/ where it speaks TLS/,
    ],
    [
      'speaks no TLS where https is named',
      async () => (await serve(() => {})).replace('http:', 'https:'),
      /does not speak TLS \(\w+\): write http:\/\/ in its URL/,
    ],
    [
      'has a certificate of a CA of its own',
      async () => serve(() => {}, await certificate()),
      /shows a certificate that is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\): name the file of its CA with --ca \(the option ca\), or in NODE_EXTRA_CA_CERTS/,
    ],
    [
      'speaks something else',
      async () => rawServer((socket) => void socket.write('220 mail.example ESMTP\r\n')),
      /does not speak HTTP \(HPE_\w+\): check its port/,
    ],
    [
      'closes each connection',
      async () => rawServer((socket) => void socket.end()),
      /closes the connection without an answer: check its port/,
    ],
    [
      'never ends its headers',
      async () => rawServer((socket) => drip(socket, 'HTTP/1.1 200 OK\r\n', 'x-a: b\r\n')),
      /did not answer within 700 ms/,
    ],
    ['never answers', async () => rawServer(() => {}), /did not answer within 700 ms/],
  ])('is not judged where the proxy %s: one sentence says so, in doctor too', async (_, open, sentence) => {
    const by = await open()
    for (const command of ['test', 'doctor']) {
      const args = [command, '--target', `https://${host}`, '--proxy', by, '--timeout', '700']
      const ended = await vijson(args, { ...accounts, ...noProxies })
      const said = command === 'test' ? ended.stderr : ended.stdout
      expect(ended.code).toBe(3)
      expect(said).toMatch(sentence)
      expect(said).toContain(`the proxy ${by.replace('user:secret@', '')} `)
      expect(said).not.toContain('secret')
    }
  })

  test('is looked at through the proxy by doctor: the way, the certificate, the API, the account', async () => {
    const { url, certificate: cert } = await target()
    const { url: by, asked } = await proxy(() => ({ leadsTo: url }))
    const ended = await vijson(['doctor', '--json', '--target', `https://${host}`, '--ca', fileWith(cert)], {
      ...accounts,
      ...noProxies,
      HTTPS_PROXY: by,
    })
    const { ok, lines } = JSON.parse(ended.stdout)
    expect([ended.code, ok]).toEqual([0, true])
    expect(lines[0]).toMatchObject({ step: 'connection', text: `the proxy ${by} opens a way to port 443` })
    expect(asked.length).toBeGreaterThan(2)
  })

  test.each(['Pa%ss', '%', 'a%zz', 'a%2', 'a/b', 'a#b', 'a?b'])(
    'is not tried where the password %j for the proxy is not percent-encoded',
    async (password) => {
      const named = `http://jim:${password}@127.0.0.1:1080`
      for (const ended of [
        await judge(['--proxy', named], noProxies),
        await judge([], { ...noProxies, HTTPS_PROXY: named }),
      ])
        expect(ended).toEqual({
          code: 2,
          stdout: '',
          stderr: expect.stringMatching(
            /^error: .*(--proxy|HTTPS_PROXY).* must be http:\/\/USER:PASSWORD@HOST:PORT, or https; percent-encode what is special .*% as %25.*\n$/,
          ),
        })
    },
  )

  test.each([
    ['127.0.0.1:9841', '--proxy'],
    ['localhost:3128', '--proxy'],
    ['garbage', '--proxy'],
    ['garbage', 'HTTPS_PROXY'],
    ['garbage', 'ALL_PROXY'],
  ])('is not tried where the proxy is %s, without http://', async (named, source) => {
    const ended = await judge(source === '--proxy' ? ['--proxy', named] : [], {
      ...noProxies,
      ...(source === '--proxy' ? {} : { [source]: named }),
    })
    expect([ended.code, ended.stderr]).toEqual([
      2,
      expect.stringMatching(/ must be http:\/\/HOST:PORT or https:\/\/HOST:PORT; write http:\/\/ before it\n$/),
    ])
    expect(ended.stderr).not.toContain(named)
  })

  test.each([
    ['socks5://127.0.0.1:1080', '--proxy', 'proxies that speak SOCKS are not supported'],
    ['socks5://user:secret@127.0.0.1:1080', 'HTTPS_PROXY', 'proxies that speak SOCKS are not supported'],
    ['ftp://127.0.0.1', '--proxy', 'no other kind of proxy is supported'],
    ['http://proxy.example/path', '--proxy', 'name one host, a port from 1 to 65535, and no path'],
    ['http://127.0.0.1:70000', 'HTTPS_PROXY', 'name one host, a port from 1 to 65535, and no path'],
    ['http://proxy.example,127.0.0.1:3128', '--proxy', 'name one host, a port from 1 to 65535, and no path'],
    ['"http://127.0.0.1:3128"', '--proxy', 'leave out quotation marks and blanks'],
    ["'http://127.0.0.1:3128'", 'HTTPS_PROXY', 'leave out quotation marks and blanks'],
    ['no url', '--proxy', 'leave out quotation marks and blanks'],
  ])('is not tried where the proxy is %s (%s): %s', async (named, source, why) => {
    const ended = await judge(source === '--proxy' ? ['--proxy', named] : [], {
      ...noProxies,
      ...(source === '--proxy' ? {} : { HTTPS_PROXY: named }),
    })
    expect([ended.code, ended.stderr]).toEqual([
      2,
      expect.stringMatching(
        /^error: .*(--proxy|HTTPS_PROXY).* must be http:\/\/HOST:PORT or https:\/\/HOST:PORT; [^;]*\n$/,
      ),
    ])
    expect(ended.stderr).toContain(`; ${why}\n`)
    expect(ended.stderr).not.toMatch(/secret|127\.0\.0\.1|no url/)
  })
})

test('a target on this machine is reached directly, unless --proxy names one', async () => {
  const vcenter = createVCenter()
  const url = await serve(getRequestListener(createApp(vcenter).fetch))
  const { url: by, asked } = await proxy(() => ({ leadsTo: url }))
  const args = ['test', '--target', url, '--only', 'terminate.success.no-content', '--idle', '0']
  const environment = { ...noProxies, HTTP_PROXY: by, HTTPS_PROXY: by, ALL_PROXY: by }
  expect(await vijson(args, environment)).toMatchObject({ code: 0 })
  expect(asked).toEqual([])
  expect(await vijson([...args, '--proxy', by], environment)).toMatchObject({ code: 0 })
  expect(new Set(asked)).toEqual(new Set([new URL(url).host]))
})
