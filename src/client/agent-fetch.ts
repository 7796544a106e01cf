import { asksForTls, defaultTimeoutMs, globalFetch, type OpenFetch } from './transport.ts'

/** On Node: the global `fetch`, over an agent of undici where certificates, connections or a proxy are asked for. */
export const openAgentFetch: OpenFetch = async ({ tls = {}, connections, proxy, timeoutMs = defaultTimeoutMs }) => {
  const isPlain = !asksForTls(tls)
  if (isPlain && connections === undefined && proxy === undefined) return globalFetch
  // Loaded here: most clients need neither.
  const [{ Agent, buildConnector }, { tlsConnector }] = await Promise.all([
    importUndici(),
    import('./tls-connector.ts'),
  ])
  let connect = isPlain ? {} : await tlsConnector(tls, buildConnector)
  if (proxy !== undefined) {
    const { through } = await import('./proxy-tunnel.ts')
    connect = through(new URL(proxy), typeof connect === 'function' ? connect : buildConnector(connect), {
      timeoutMs,
      ca: tls.ca,
    })
  }
  const dispatcher = new Agent({ ...(connections === undefined ? {} : { connections }), connect })
  // Typed as an object: the global fetch accepts a dispatcher of this undici, but its types name the undici that Node bundles.
  const init: object = { dispatcher }
  return (url, options) => globalThis.fetch(url, { ...options, ...init })
}

/** Where the client alone is installed, undici need not be. */
async function importUndici(): Promise<typeof import('undici')> {
  return import('undici').catch((cause: unknown) => {
    throw new TypeError(
      'the options tls, connections and proxy need the package undici; install it with: npm install undici@7',
      { cause },
    )
  })
}
