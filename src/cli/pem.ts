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
  if (found.length === 0) throw new UsageError(`${file} contains no PEM certificate`)
  for (const [index, pem] of found.entries())
    try {
      new X509Certificate(pem)
    } catch (error) {
      const which = found.length === 1 ? 'the certificate' : `certificate ${index + 1}`
      throw new UsageError(`${which} in ${file} is truncated or damaged; copy the file again`, { cause: error })
    }
}

/** Reads the private key in a file. @param file what it is, in messages. @throws UsageError where there is none, or it cannot be used. */
export function requirePrivateKey(text: string, file: string): void {
  if (!/-----BEGIN ([A-Z]+ )?PRIVATE KEY-----/.test(text))
    throw new UsageError(`${file} contains no private key in PEM`)
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

/** Whether one of the certificates of a text has a fingerprint. @param text as `requireCertificates` accepts it. */
export function hasCertificate(text: string, fingerprint256: string): boolean {
  return certificatesIn(text).some((pem) => new X509Certificate(pem).fingerprint256 === fingerprint256)
}
