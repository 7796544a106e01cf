/** The thumbprints of a certificate, as Node writes them; undefined where a connection has shown none. */
interface Thumbprints {
  /** SHA-1. */
  fingerprint?: string | undefined
  /** SHA-256. */
  fingerprint256?: string | undefined
}

const digitsOf = (text: string) => text.replaceAll(/[:\s]/g, '').toUpperCase()

/** Whether a text is a thumbprint: 64 hexadecimal digits for SHA-256, or 40 for SHA-1, which govc writes; with or without colons. */
export function isThumbprint(text: string): boolean {
  return /^([0-9A-F]{64}|[0-9A-F]{40})$/.test(digitsOf(text))
}

/** Whether a thumbprint is that of a certificate. */
export function isThumbprintOf(thumbprint: string, { fingerprint, fingerprint256 }: Thumbprints): boolean {
  const digits = digitsOf(thumbprint)
  return digits !== '' && digits === digitsOf((digits.length === 40 ? fingerprint : fingerprint256) ?? '')
}
