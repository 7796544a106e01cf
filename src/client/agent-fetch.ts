import { asksForTls, globalFetch, type OpenFetch } from './transport.ts'

/** On Node: the global `fetch`, over an agent of undici where certificates or connections are asked for. */
export const openAgentFetch: OpenFetch = async ({ tls = {}, connections }) => {
  const isPlain = !asksForTls(tls)
  if (isPlain && connections === undefined) return globalFetch
  // Loaded here: most clients need neither.
  const [{ Agent, buildConnector }, { tlsConnector }] = await Promise.all([
    importUndici(),
    import('./tls-connector.ts'),
  ])
  const dispatcher = new Agent({
    ...(connections === undefined ? {} : { connections }),
    ...(isPlain ? {} : { connect: await tlsConnector(tls, buildConnector) }),
  })
  // Typed as an object: the global fetch accepts a dispatcher of this undici, but its types name the undici that Node bundles.
  const init: object = { dispatcher }
  return (request, options) => globalThis.fetch(request, { ...options, ...init })
}

/** Where the client alone is installed, undici need not be. */
async function importUndici(): Promise<typeof import('undici')> {
  return import('undici').catch((cause: unknown) => {
    throw new TypeError(
      'the options tls and connections need the package undici; install it with: npm install undici@7',
      { cause },
    )
  })
}
