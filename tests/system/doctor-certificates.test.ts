import { X509Certificate } from 'node:crypto'
import type { ServerOptions } from 'node:https'
import { describe, expect, test } from 'vitest'
import { examine, mockListener } from '../support/examine.ts'
import { certificate, day, fileWith, type Made, serve } from '../support/tls-server.ts'

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

test.each<[string, (ca: string) => ServerOptions]>([
  ['that asks for a certificate', (ca) => ({ maxVersion: 'TLSv1.2', requestCert: true, rejectUnauthorized: true, ca })],
  ['without a cipher in common', () => ({ maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' })],
])('a server %s refuses the handshake: doctor names both causes', async (_, options) => {
  // Its key is of an elliptic curve, which the cipher is not for.
  const tls = await certificate()
  const { code, wrong } = await examine(await serve(mockListener(), { ...tls, ...options(tls.cert) }), [
    '--ca',
    fileWith(tls.cert),
  ])
  expect([code, wrong?.step, wrong?.text]).toEqual([
    3,
    'certificate',
    'the server refused the TLS handshake (alert 40): it wants a certificate of the client, or has no version or cipher of TLS in common with this machine',
  ])
  expect(wrong?.todo).toMatch(/--client-cert.*TLS 1\.2 or later/)
})
