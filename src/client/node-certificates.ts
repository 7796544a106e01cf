/**
 * The certificates that Node trusts, for a list of one's own, which would leave them out: its roots, and those of NODE_EXTRA_CA_CERTS. A file that cannot be read is
 * left out, as Node does, which warns of it.
 */
export async function nodeCertificates(): Promise<string[]> {
  // Loaded here: in a bundle, an import of the file would load them with the client.
  const [{ readFile }, { rootCertificates }] = await Promise.all([import('node:fs/promises'), import('node:tls')])
  const file = process.env.NODE_EXTRA_CA_CERTS
  const extra = file === undefined || file === '' ? '' : await readFile(file, 'utf8').catch(() => '')
  return extra === '' ? [...rootCertificates] : [...rootCertificates, extra]
}
