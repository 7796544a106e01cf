import { type Connection, type ConnectOptions, connectOver } from './connect.ts'
import { openWebFetch, sendsUserAgent } from './web-fetch.ts'

export * from './common.ts'

/** The client for browsers, Bun and Deno: as on Node, with web APIs alone, and without the options `tls`, `connections` and `proxy`. */
export async function connect(options: ConnectOptions): Promise<Connection> {
  return connectOver(options, { openFetch: openWebFetch, sendsUserAgent: sendsUserAgent() })
}
