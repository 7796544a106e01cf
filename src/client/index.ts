import { openAgentFetch } from './agent-fetch.ts'
import { type Connection, type ConnectOptions, connectOver } from './connect.ts'
import { refuseInvalidTls } from './tls-rules.ts'
import type { OpenFetch } from './transport.ts'

export * from './common.ts'

/**
 * Connects to a vCenter: negotiates a release and finds the SessionManager. Sends no credentials.
 *
 * @throws TypeError where an option is invalid, or needs Node; TargetUnreachable or BrokenAnswer where no complete answer came; UnexpectedAnswer where the server is busy, refuses, redirects, or does not speak VI JSON: its message says which.
 *
 * @example
 * const { login } = await connect({ url: 'https://vcenter.example' })
 * await using session = await login({ userName: 'administrator@vsphere.local', password })
 * const outcome = await session.terminateSessions([key])
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  return connectOver(options, { openFetch: openCheckedFetch, sendsUserAgent: true })
}

const openCheckedFetch: OpenFetch = async (options) => {
  refuseInvalidTls(options.tls ?? {})
  return openAgentFetch(options)
}
