import { isIP } from 'node:net'

/** A private key and its self-signed certificate, in PEM. */
export interface Certificate {
  key: string
  certificate: string
}

/** Makes a certificate for this machine and for `host`, valid for a day. */
export async function makeCertificate(host: string): Promise<Certificate> {
  const names = [...new Set(['localhost', '127.0.0.1', '::1', host])]
  // Loaded here: it brings 150 modules, and most mocks speak no TLS.
  const { generate } = await import('selfsigned')
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'vijson mock' }], {
    keyType: 'ec',
    notAfterDate: new Date(Date.now() + 24 * 60 * 60 * 1000),
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: names.map((name) => (isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name })),
      },
    ],
  })
  return { key, certificate: cert }
}
