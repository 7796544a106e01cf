import { X509Certificate } from 'node:crypto'
import type { ServerOptions } from 'node:https'
import { describe, expect, test } from 'vitest'
import { accounts, examine, mockListener } from '../support/examine.ts'
import { rawServer } from '../support/raw-server.ts'
import { certificate, day, fileWith, type Made, serve } from '../support/tls-server.ts'
import { vijson } from '../support/vijson.ts'

const ago = (days: number) => new Date(Date.now() - days * day)

const dates: [Partial<Made>, RegExp | undefined][] = [
  [{}, undefined],
  [{ from: ago(3), until: ago(1) }, /it has expired, on /],
  [{ from: ago(-1), until: ago(-3) }, /it is valid only from /],
]
const names: [Partial<Made>, RegExp | undefined][] = [
  [{}, undefined],
  [{ names: [{ type: 2, value: 'other.example' }] }, /it is for other\.example, and not for 127\.0\.0\.1/],
  [{ names: [] }, /it has no subject alternative name/],
]
const issuers = ['itself, trusted', 'itself', 'a CA that is trusted', 'a CA'] as const
const cases = issuers.flatMap((by) =>
  dates.flatMap(([date, ofDate]) =>
    names.map(([name, ofName]) => ({ by, made: { ...date, ...name }, texts: [ofDate, ofName] })),
  ),
)

describe('doctor tells all that is wrong with a certificate at once', () => {
  test.each(cases)('issued by $by: $texts', async ({ by, made, texts }) => {
    const ca = by.startsWith('a CA') ? await certificate({ commonName: 'the CA' }) : undefined
    const tls = await certificate({ ...made, ...(ca === undefined ? {} : { issuer: ca }) })
    const trusted = by.includes('trusted') ? ['--ca', fileWith((ca ?? tls).cert)] : []
    const url = await serve(mockListener(), tls)
    const { code, wrong } = await examine(url, trusted)
    const expected = [
      ...(trusted.length === 0 ? [/it is not trusted/] : []),
      ...texts.filter((text) => text !== undefined),
    ]
    expect(code).toBe(expected.length === 0 ? 0 : 3)
    expect((wrong?.text ?? '').split('; ').filter(Boolean)).toEqual(expected.map((text) => expect.stringMatching(text)))
    if (expected.length < 2) return
    const thumbprint = `SHA256:${new X509Certificate(tls.cert).fingerprint256}`
    expect(wrong?.todo).toMatch(
      new RegExp(`; or, if the thumbprint is right, accept this very certificate with --thumbprint ${thumbprint}$`),
    )
    expect((await examine(url, ['--thumbprint', thumbprint])).code).toBe(0)
  })
})

describe('a certificate without a subject alternative name', () => {
  test('whose common name is the host is taken by a run, and doctor warns of it', async () => {
    const tls = await certificate({ names: [], commonName: 'localhost' })
    const url = (await serve(mockListener(), tls)).replace('127.0.0.1', 'localhost')
    const trusted = ['--ca', fileWith(tls.cert)]
    const { code, lines } = await examine(url, trusted)
    expect(code).toBe(0)
    expect(lines.find(({ step }) => step === 'certificate')).toMatchObject({
      ok: true,
      warning: true,
      text: 'it is trusted; it has no subject alternative name: Node takes its common name, and govc and browsers do not',
      todo: 'replace it by one with the name of the server',
    })
    expect((await vijson(['test', '--target', url, '--only', 'no-content', ...trusted])).code).toBe(0)
  })

  test('whose common name is another is not taken, by doctor and by a run', async () => {
    const tls = await certificate({ names: [], commonName: 'other.example' })
    const url = (await serve(mockListener(), tls)).replace('127.0.0.1', 'localhost')
    const trusted = ['--ca', fileWith(tls.cert)]
    expect((await examine(url, trusted)).wrong?.text).toBe('it has no subject alternative name')
    const ended = await vijson(['test', '--target', url, '--only', 'no-content', ...trusted])
    expect(ended.code).toBe(3)
    expect(ended.stderr).toMatch(/^not ok {2}certificate {5}it has no subject alternative name\n/)
  })
})

test('doctor shows for whom a sound certificate is, and folds many names', async () => {
  const names = Array.from({ length: 12 }, (_, index) => ({ type: 2 as const, value: `vc${index}.example` }))
  const tls = await certificate({ names: [{ type: 7, ip: '127.0.0.1' }, ...names] })
  const { lines } = await examine(await serve(mockListener(), tls), ['--ca', fileWith(tls.cert)])
  expect(lines.find(({ step }) => step === 'certificate')?.detail).toMatch(
    /^for 127\.0\.0\.1, vc0\.example, .*vc6\.example and 5 more, issued by a test, until .*, SHA-256 [0-9A-F:]{95}, TLSv1\.[23]$/,
  )
})

describe('a server that asks for a certificate of the client', () => {
  const wanted = [
    'the server wants a certificate of the client',
    'give one with --client-cert, or use an address that does not ask for it',
  ]
  const versions = ['TLSv1.2', 'TLSv1.3'] as const
  const showing = ({ cert, key }: { cert: string; key: string }) => ['--client-cert', fileWith(`${cert}\n${key}`)]

  test.each(versions)('in the handshake of %s is told from other causes', async (maxVersion) => {
    const tls = await certificate()
    const options: ServerOptions = { ...tls, maxVersion, requestCert: true, rejectUnauthorized: true, ca: tls.cert }
    const url = await serve(mockListener(), options)
    const trusted = ['--ca', fileWith(tls.cert)]
    const { code, wrongs } = await examine(url, trusted)
    expect([code, ...wrongs.map(({ text, todo }) => [text, todo])]).toEqual([3, wanted])
    const ended = await vijson(['test', '--target', url, ...trusted], accounts)
    expect([ended.code, ended.stderr.split('\n')[0]]).toEqual([3, `not ok  certificate     ${wanted[0]}`])
    expect(ended.stderr).not.toMatch(/alert|SSL|ECONNRESET|lost/)
  })

  // In TLS 1.2, that it has asked for one can be read.
  test.each([
    ['TLSv1.2', 'certificate', /^give one with --client-cert that has not expired/],
    ['TLSv1.3', 'api', /^look whether the server trusts the certificate of the client/],
  ] as const)('in %s, and ends the connection over the one that it is shown', async (maxVersion, step, todo) => {
    const [tls, client] = [await certificate(), await certificate()]
    const url = await serve(mockListener(), {
      ...tls,
      maxVersion,
      requestCert: true,
      rejectUnauthorized: true,
      ca: tls.cert,
    })
    const { code, wrongs } = await examine(url, ['--ca', fileWith(tls.cert), ...showing(client)])
    expect([code, ...wrongs.map((wrong) => [wrong.step, wrong.todo])]).toEqual([3, [step, expect.stringMatching(todo)]])
  })

  // RFC 8446, 6.2, but for 41, which is that of SSL 3.
  test.each([
    [41, 'no certificate'],
    [42, 'bad certificate'],
    [43, 'unsupported certificate'],
    [44, 'certificate revoked'],
    [45, 'certificate expired'],
    [46, 'certificate unknown'],
    [48, 'unknown ca'],
    [49, 'access denied'],
    [116, 'certificate required'],
  ])('and answers what it is shown with alert %i (%s)', async (alert, name) => {
    const url = await rawServer((socket) => {
      const [alertRecord, fatal] = [21, 2]
      socket.once('data', () => socket.end(Buffer.from([alertRecord, 3, 3, 0, 2, fatal, alert])))
    })
    const target = url.replace('http:', 'https:')
    expect((await examine(target, showing(await certificate()))).wrong).toMatchObject({
      step: 'certificate',
      text: `the server does not accept the certificate of the client (alert: ${name})`,
      todo: 'give one with --client-cert that has not expired, and is of a CA that the server trusts',
    })
    expect((await examine(target)).wrong).toMatchObject({ step: 'certificate', text: wanted[0], todo: wanted[1] })
  })

  test.each([
    [400, '<html><head><title>400 No required SSL certificate was sent</title></head><body>nginx</body></html>'],
    [400, '<html><head><title>400 The SSL certificate error</title></head><body>nginx</body></html>'],
    [403, '<html><title>403.7 - Forbidden: Client certificate required</title></html>'],
    [496, 'SSL Certificate Required'],
  ])('by a page (%i) is told from other pages: %s', async (status, page) => {
    const url = await serve((_, response) => {
      response.writeHead(status, { 'content-type': 'text/html' })
      response.end(page)
    })
    const { code, wrong } = await examine(url)
    expect([code, wrong?.step, wrong?.text, wrong?.todo]).toEqual([
      3,
      'api',
      expect.stringMatching(/^the server, or a gateway before it, wants a certificate of the client that it trusts/),
      wanted[1],
    ])
  })
})

test('a server without a cipher in common refuses the handshake: doctor names that cause alone', async () => {
  // Its key is of an elliptic curve, which the cipher is not for.
  const tls = await certificate()
  const url = await serve(mockListener(), {
    ...tls,
    maxVersion: 'TLSv1.2',
    ciphers: 'ECDHE-RSA-AES128-GCM-SHA256',
  })
  const { code, wrong } = await examine(url, ['--ca', fileWith(tls.cert)])
  expect([code, wrong?.step, wrong?.text, wrong?.todo]).toEqual([
    3,
    'certificate',
    'the server refused the TLS handshake (alert 40): it has no version or cipher of TLS in common with this machine',
    'enable TLS 1.2 or later on the server, with its usual ciphers',
  ])
})
