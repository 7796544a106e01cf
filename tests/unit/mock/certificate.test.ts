import { createPrivateKey, X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeCertificate } from '../../../src/mock/certificate.ts'

test.each<[host: string, names: string]>([
  ['127.0.0.1', 'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1'],
  ['10.0.0.1', 'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, IP Address:10.0.0.1'],
  ['vcenter.example', 'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, DNS:vcenter.example'],
])('makeCertificate names this machine and the host %s', async (host, names) => {
  const { certificate } = await makeCertificate(host)
  expect(new X509Certificate(certificate).subjectAltName).toBe(names)
})

test('makeCertificate makes a certificate with its own key, valid for a day', async () => {
  const { key, certificate } = await makeCertificate('localhost')
  const x509 = new X509Certificate(certificate)
  expect(x509.checkPrivateKey(createPrivateKey(key))).toBe(true)
  const hoursLeft = (Date.parse(x509.validTo) - Date.now()) / (60 * 60 * 1000)
  expect(hoursLeft).toBeGreaterThan(23)
  expect(hoursLeft).toBeLessThanOrEqual(24)
})
