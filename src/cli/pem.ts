import { createPrivateKey, X509Certificate } from 'node:crypto'
import { UsageError } from './usage.ts'

const begin = '-----BEGIN CERTIFICATE-----'

/** The certificates that begin in a text in PEM, each to its end, or to the beginning of the next. */
function certificatesIn(text: string): string[] {
  return text
    .split(begin)
    .slice(1)
    .map((rest) => `${begin}${rest.replace(/(-----END CERTIFICATE-----)[\s\S]*/, '$1')}\n`)
}

/** Reads each certificate of a file. @param file what it is, in messages. @throws UsageError where there is none, or one of them is damaged. */
export function requireCertificates(text: string, file: string): void {
  const found = certificatesIn(text)
  if (found.length === 0) throw new UsageError(`${file} ${withoutPem(text, file)}`)
  for (const [index, pem] of found.entries())
    try {
      new X509Certificate(pem)
    } catch (error) {
      const which = found.length === 1 ? 'the certificate' : `certificate ${index + 1}`
      throw new UsageError(`${which} in ${file} is truncated or damaged; copy the file again`, { cause: error })
    }
}

/** What a file is that has no certificate in PEM, and what to do with it. It is told by its first bytes, which are read as a text. */
function withoutPem(text: string, file: string): string {
  if (text.startsWith('PK\u0003\u0004'))
    return 'is a zip archive; unpack it, and give the file in it that ends in .0 (of a vCenter: certs/lin/*.0)'
  // A sequence in DER (0x30), whose length (from 0x80) is no UTF-8.
  if (!text.startsWith('0\ufffd')) return `contains no PEM certificate; give a file with a line ${begin}`
  return /\.(p12|pfx)$/i.test(file)
    ? 'is PKCS #12, not PEM; convert it: openssl pkcs12 -in FILE -nodes -out client.pem'
    : 'is DER, not PEM; convert it: openssl x509 -inform der -in FILE -out ca.pem'
}

/** Reads the private key in a file. @param file what it is, in messages. @throws UsageError where there is none, or it cannot be used. */
export function requirePrivateKey(text: string, file: string): void {
  if (!/-----BEGIN ([A-Z]+ )?PRIVATE KEY-----/.test(text))
    throw new UsageError(`${file} contains no private key in PEM; add it, from its line -----BEGIN PRIVATE KEY-----`)
  try {
    createPrivateKey(text)
  } catch (error) {
    const isEncrypted = /-----BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/.test(text)
    throw new UsageError(
      isEncrypted
        ? `the private key in ${file} is encrypted; give it without a passphrase, in a file that only you can read`
        : `the private key in ${file} is truncated or damaged; copy the file again`,
      { cause: error },
    )
  }
}

/** Requires that a private key is that of the first certificate, as TLS does. @param text as `requireCertificates` accepts it. @throws UsageError. */
export function requirePair(text: string, key: string, file: string): void {
  const [own] = certificatesIn(text)
  if (own !== undefined && !new X509Certificate(own).checkPrivateKey(createPrivateKey(key)))
    throw new UsageError(
      `the private key is not that of the first certificate in ${file}; give the two that belong together`,
    )
}

/** Whether one of the certificates of a text has a fingerprint. @param text as `requireCertificates` accepts it. */
export function hasCertificate(text: string, fingerprint256: string): boolean {
  return certificatesIn(text).some((pem) => new X509Certificate(pem).fingerprint256 === fingerprint256)
}
