import { readFile } from 'node:fs/promises'
import { rootCertificates } from 'node:tls'

/**
 * The certificates that Node trusts, for a list of one's own, which would leave them out: its roots, and those of NODE_EXTRA_CA_CERTS. A file that cannot be read is
 * left out, as Node does, which warns of it.
 */
export async function nodeCertificates(): Promise<string[]> {
  const file = process.env.NODE_EXTRA_CA_CERTS
  const extra = file === undefined || file === '' ? '' : await readFile(file, 'utf8').catch(() => '')
  return extra === '' ? [...rootCertificates] : [...rootCertificates, extra]
}
