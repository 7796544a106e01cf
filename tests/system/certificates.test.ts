import { createPrivateKey, X509Certificate } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { describe, expect, test } from 'vitest'
import { createApp, createVCenter } from '../../src/mock/index.ts'
import { certificate, fileWith, serve } from '../support/tls-server.ts'
import { vijson } from '../support/vijson.ts'

const only = ['--only', 'terminate.success.no-content']
const listener = () => getRequestListener(createApp(createVCenter()).fetch)

/** Runs one requirement against a target. */
const judge = (url: string, args: string[], environment: Record<string, string> = {}) =>
  vijson(['test', '--target', url, ...only, ...args], environment)

describe('--thumbprint', () => {
  test.each<[string, (of: X509Certificate) => string]>([
    ['with colons', ({ fingerprint256 }) => fingerprint256],
    ['without colons, in small letters', ({ fingerprint256 }) => fingerprint256.replaceAll(':', '').toLowerCase()],
    ['as doctor shows it', ({ fingerprint256 }) => `SHA256:${fingerprint256}`],
    ['as openssl shows it', ({ fingerprint256 }) => `sha256 Fingerprint=${fingerprint256}`],
  ])('accepts the certificate that it is of: %s', async (_, write) => {
    const tls = await certificate({ names: [{ type: 2, value: 'other.example' }] })
    const url = await serve(listener(), tls)
    const thumbprint = write(new X509Certificate(tls.cert))
    expect(await judge(url, ['--thumbprint', thumbprint])).toMatchObject({ code: 0 })
    expect(await judge(url, [], { VIJSON_THUMBPRINT: thumbprint })).toMatchObject({ code: 0 })
    expect((await vijson(['doctor', '--target', url, '--thumbprint', thumbprint])).stdout).toContain(
      'it has the thumbprint that is asked for',
    )
  })

  test('refuses every other certificate before a password is sent, also one that is trusted', async () => {
    const [tls, other] = [await certificate(), await certificate()]
    const requests: string[] = []
    const url = await serve((request, response) => {
      requests.push(request.url ?? '')
      response.end()
    }, tls)
    const [right, wrong] = [new X509Certificate(tls.cert), new X509Certificate(other.cert)]
    const ended = await judge(url, ['--thumbprint', wrong.fingerprint256], { NODE_EXTRA_CA_CERTS: fileWith(tls.cert) })
    expect(ended.code).toBe(3)
    expect(ended.stderr).toMatch(/^not ok {2}certificate {5}it has another thumbprint than the one that is asked for\n/)
    expect(ended.stderr).toContain(`SHA-256 ${right.fingerprint256}`)
    expect(requests).toEqual([])
    expect((await vijson(['doctor', '--target', url, '--thumbprint', wrong.fingerprint256])).stdout).toContain(
      'it has another thumbprint than the one that is asked for',
    )
  })

  test('is taken from GOVC_TLS_KNOWN_HOSTS for the host of the target, SHA-1 as govc writes it', async () => {
    const tls = await certificate()
    const url = await serve(listener(), tls)
    const { host } = new URL(url)
    const { fingerprint, fingerprint256 } = new X509Certificate(tls.cert)
    for (const line of [`${host} ${fingerprint}`, `127.0.0.1 ${fingerprint256}`]) {
      const known = fileWith(`other.example AA:BB\r\n${line}\n`)
      expect((await judge(url, [], { GOVC_TLS_KNOWN_HOSTS: known })).code).toBe(0)
    }
    expect((await judge(url, [], { GOVC_TLS_KNOWN_HOSTS: fileWith(`other.example ${fingerprint}\n`) })).code).toBe(3)
    const { code, stderr } = await judge(url, [], { GOVC_TLS_KNOWN_HOSTS: fileWith(`${new URL(url).host}\n`) })
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^error: the line of \S+ in \S+ \(GOVC_TLS_KNOWN_HOSTS\) has no thumbprint/),
    ])
  })
})

describe('a certificate of the client', () => {
  test('is shown to a server that asks for one', async () => {
    const [tls, client] = [await certificate(), await certificate()]
    const url = await serve(listener(), { ...tls, requestCert: true, rejectUnauthorized: true, ca: client.cert })
    const trusting = ['--ca', fileWith(tls.cert)]
    const both = fileWith(`${client.cert}\n${client.key}`)
    expect((await judge(url, trusting)).code).toBe(3)
    expect(await judge(url, [...trusting, '--client-cert', both])).toMatchObject({ code: 0 })
    expect(await judge(url, trusting, { VIJSON_CLIENT_CERT: both })).toMatchObject({ code: 0 })
    const govc = { GOVC_CERTIFICATE: fileWith(client.cert), GOVC_PRIVATE_KEY: fileWith(client.key) }
    expect(await judge(url, trusting, govc)).toMatchObject({ code: 0 })
    expect((await vijson(['doctor', '--target', url, ...trusting, '--client-cert', both])).code).toBe(0)
  })

  test.each<[string, string[], Record<string, string>, string]>([
    [
      'without a key',
      ['--client-cert', 'tests/support/ca.pem'],
      {},
      'client certificate tests/support/ca.pem contains no private key in PEM; add it, from its line -----BEGIN PRIVATE KEY-----',
    ],
    [
      'that is no certificate',
      ['--client-cert', 'package.json'],
      {},
      'client certificate package.json contains no PEM certificate; give a file with a line -----BEGIN CERTIFICATE-----',
    ],
    [
      'of which one file is missing',
      [],
      { GOVC_CERTIFICATE: 'tests/support/ca.pem' },
      'give both GOVC_CERTIFICATE and GOVC_PRIVATE_KEY, or neither; one is missing',
    ],
  ])('%s is refused in a sentence', async (_, args, environment, sentence) => {
    expect(await judge('https://127.0.0.1:9', args, environment)).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: ${sentence}\n`,
    })
  })
})

test('a key that is not that of the certificate is refused before anything is sent', async () => {
  const [own, other] = [await certificate(), await certificate()]
  const both = fileWith(`${own.cert}\n${other.key}`)
  const sentence =
    /^error: the private key is not that of the first certificate in client certificate .*; give the two that belong together\n$/
  for (const args of [['test'], ['test', '--dry-run'], ['doctor']])
    for (const [flags, environment] of [
      [['--client-cert', both], {}],
      [[], { VIJSON_CLIENT_CERT: both }],
      [[], { GOVC_CERTIFICATE: fileWith(own.cert), GOVC_PRIVATE_KEY: fileWith(other.key) }],
    ] as const) {
      const given = { VIJSON_USERNAME: 'user', VIJSON_PASSWORD: 'secret', ...environment }
      const { code, stderr } = await vijson([...args, '--target', 'https://127.0.0.1:9', ...flags], given)
      expect([code, stderr]).toEqual([2, expect.stringMatching(sentence)])
    }
})

describe('a CA file', () => {
  test('may stand in a list with an empty place, as scripts leave one', async () => {
    const tls = await certificate()
    const url = await serve(listener(), tls)
    expect((await judge(url, [], { VIJSON_CA: `${fileWith(tls.cert)}${delimiter}` })).code).toBe(0)
  })

  const ca = () => certificate({ commonName: 'the right CA' })
  const leafOf = (issuer: Awaited<ReturnType<typeof ca>>) => certificate({ commonName: 'a leaf', issuer })
  const doctor = async (url: string, file: string) => {
    const { code, stdout } = await vijson(['doctor', '--target', url, '--ca', file])
    return { code, stdout }
  }

  test('with the issuer is enough', async () => {
    const issuer = await ca()
    expect((await doctor(await serve(listener(), await leafOf(issuer)), fileWith(issuer.cert))).code).toBe(0)
  })

  test.each<[string, (leaf: string, other: string) => string, RegExp]>([
    ['with another CA', (_, other) => other, /the CA file has no certificate of its issuer, the right CA\n/],
    [
      'with the certificate of the server alone',
      (leaf) => leaf,
      /the CA file has the certificate of the server, and not that of its issuer, the right CA\n/,
    ],
    [
      'with that and another CA',
      (leaf, other) => `${other}\n${leaf}`,
      /the CA file has the certificate of the server, and not that of its issuer, the right CA\n/,
    ],
  ])('%s lacks the issuer, which is named', async (_, write, sentence) => {
    const [leaf, other] = [await leafOf(await ca()), await certificate()]
    const { code, stdout } = await doctor(await serve(listener(), leaf), fileWith(write(leaf.cert, other.cert)))
    expect([code, stdout]).toEqual([3, expect.stringMatching(sentence)])
    const { fingerprint256 } = new X509Certificate(leaf.cert)
    expect(stdout).toContain(`accept this very certificate with --thumbprint SHA256:${fingerprint256}\n`)
  })

  test.each<[string, (pem: string) => string, string]>([
    ['cut in the middle', (pem) => pem.slice(0, pem.length / 2), 'the certificate in CA file'],
    ['without its end', (pem) => pem.replace('-----END CERTIFICATE-----', ''), 'the certificate in CA file'],
    ['with a letter of another alphabet', (pem) => pem.replace(/\n(.{20})./, '\n$1é'), 'the certificate in CA file'],
    ['behind a good one', (pem) => `${pem}\n${pem.slice(0, 100)}`, 'certificate 2 in CA file'],
    ['before a good one', (pem) => `${pem.slice(0, 100)}\n${pem}`, 'certificate 1 in CA file'],
  ])('with a certificate %s is refused', async (_, damage, sentence) => {
    const file = fileWith(damage((await certificate()).cert))
    expect(await judge('https://127.0.0.1:9', ['--ca', file])).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: ${sentence} ${file} is truncated or damaged; copy the file again\n`,
    })
  })

  test.each<[string, string, Buffer, RegExp]>([
    [
      '--ca',
      'download.zip',
      Buffer.from('PK\u0003\u0004\u0014\u0000'),
      /is a zip archive; unpack it, and give the file in it that ends in \.0/,
    ],
    ['--ca', 'ca.cer', Buffer.from([0x30, 0x82, 0x03, 0x1f]), /is DER, not PEM; convert it: openssl x509 -inform der /],
    [
      '--client-cert',
      'client.p12',
      Buffer.from([0x30, 0x82, 0x03, 0x1f]),
      /is PKCS #12, not PEM; convert it: openssl pkcs12 /,
    ],
    [
      '--client-cert',
      'client.der',
      Buffer.from([0x30, 0x82, 0x03, 0x1f]),
      /is DER, not PEM; convert it: openssl x509 -inform der /,
    ],
    [
      '--ca',
      'empty.pem',
      Buffer.of(),
      /contains no PEM certificate; give a file with a line -----BEGIN CERTIFICATE-----$/,
    ],
  ])('%s %s is refused, with what to do', async (option, name, bytes, sentence) => {
    const file = join(dirname(fileWith('')), name)
    writeFileSync(file, bytes)
    const { code, stderr } = await judge('https://127.0.0.1:9', [option, file])
    expect([code, stderr.trim()]).toEqual([2, expect.stringMatching(sentence)])
    expect(stderr).toContain(file)
  })

  test('of the client with a damaged or encrypted key is refused', async () => {
    const { key, cert } = await certificate()
    const encrypted = createPrivateKey(key)
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret0' })
      .toString()
    for (const [text, sentence] of [
      [`${cert}\n${key.slice(0, key.length / 2)}`, 'is truncated or damaged; copy the file again'],
      [`${cert}\n${encrypted}`, 'is encrypted; give it without a passphrase, in a file that only you can read'],
    ] as const) {
      const file = fileWith(text)
      expect(await judge('https://127.0.0.1:9', ['--client-cert', file])).toEqual({
        code: 2,
        stdout: '',
        stderr: `error: the private key in client certificate ${file} ${sentence}\n`,
      })
    }
  })
})

test.each<[string, string[], string]>([
  [
    'a thumbprint of SHA-1',
    ['--thumbprint', `SHA1:${'AA:'.repeat(19)}AA`],
    '--thumbprint is that of SHA-1, which can be forged; give that of SHA-256',
  ],
  ['a thumbprint that is none', ['--thumbprint', 'AA:BB'], '--thumbprint must be that of SHA-256'],
  [
    'a thumbprint and --insecure',
    ['--thumbprint', 'AA', '-k'],
    'give only one of --insecure and --thumbprint: each says which certificate is trusted',
  ],
  ['a thumbprint and a CA', ['--thumbprint', 'AA', '--ca', 'x'], 'give only one of --ca and --thumbprint'],
])('%s: exit 2', async (_, args, sentence) => {
  const ended = await judge('https://127.0.0.1:9', args)
  expect([ended.code, ended.stdout]).toEqual([2, ''])
  expect(ended.stderr).toContain(sentence)
})
