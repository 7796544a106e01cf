import { isThumbprint } from '../client/thumbprint.ts'
import { UsageError } from './usage.ts'

/** What tools write before a thumbprint: `SHA256:`, `sha256 Fingerprint=` (openssl), `SHA-256 Fingerprint: ` (browsers). */
const label = /^\s*sha-?(?:1|256)(?:\s+(?:fingerprint|thumbprint))?\s*[:=\s]\s*/i

/** The thumbprint of a certificate as tools write it, in 64 hexadecimal digits. @param source what it is, in messages: `--thumbprint`. @throws UsageError where it is none of SHA-256. */
export function sha256Thumbprint(text: string, source: string): string {
  const digits = digitsOf(text)
  if (digits.length === 64) return digits
  throw new UsageError(
    digits.length === 40
      ? `${source} is that of SHA-1, which can be forged; give that of SHA-256 (vijson doctor shows it)`
      : `${source} must be that of SHA-256, 64 hexadecimal digits, with or without colons (vijson doctor shows it)`,
  )
}

/** The same, also of SHA-1, which govc writes into its files. */
export function anyThumbprint(text: string, source: string): string {
  const digits = digitsOf(text)
  return digits.length === 40 ? digits : sha256Thumbprint(text, source)
}

/** The digits of a thumbprint, without its label; empty where it is none. */
function digitsOf(text: string): string {
  const digits = text
    .replace(label, '')
    .replaceAll(/[:\-\s]/g, '')
    .toUpperCase()
  return isThumbprint(digits) ? digits : ''
}
