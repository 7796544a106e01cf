import { asksForTls, globalFetch, type OpenFetch } from './transport.ts'

/** In browsers, Bun and Deno: the global `fetch`. Certificates are the platform's affair. */
export const openWebFetch: OpenFetch = async ({ tls = {}, connections, proxy }) => {
  if (asksForTls(tls))
    throw new TypeError(
      'the options under tls need Node: here the platform decides which certificates are trusted. Make it trust the certificate (Bun and Node: NODE_EXTRA_CA_CERTS; Deno: DENO_CERT; browsers: the store of the system), or pass a fetch of your own',
    )
  if (connections !== undefined)
    throw new TypeError('the option connections needs Node: here the platform decides how many are open')
  if (proxy !== undefined)
    throw new TypeError('the option proxy needs Node: here the platform decides how a server is reached')
  return globalFetch
}

/** Browsers send a User-Agent of their own, and would ask a server of another origin whether another one may be sent. */
export const sendsUserAgent = () => 'Bun' in globalThis || 'Deno' in globalThis
