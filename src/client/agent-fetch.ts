import { globalFetch, type OpenFetch } from './transport.ts'

/** On Node: the global `fetch`, over an agent of undici where certificates or connections are asked for. */
export const openAgentFetch: OpenFetch = async ({ tls = {}, connections }) => {
  const isPlain = tls.ca === undefined && tls.insecure !== true
  if (isPlain && connections === undefined) return globalFetch
  const [{ Agent }, { rootCertificates }] = await Promise.all([importUndici(), import('node:tls')])
  const dispatcher = new Agent({
    ...(connections === undefined ? {} : { connections }),
    ...(isPlain
      ? {}
      : { connect: tls.insecure ? { rejectUnauthorized: false } : { ca: [...rootCertificates, tls.ca ?? ''] } }),
  })
  // Typed as an object: the global fetch accepts a dispatcher of this undici, but its types name the undici that Node bundles.
  const init: object = { dispatcher }
  return (request, options) => globalThis.fetch(request, { ...options, ...init })
}

/** Where the client alone is installed, undici need not be. */
async function importUndici(): Promise<typeof import('undici')> {
  return import('undici').catch((cause: unknown) => {
    throw new TypeError(
      'the options tls.ca, tls.insecure and connections need the package undici; install it with: npm install undici@7',
      { cause },
    )
  })
}
