import { openAgentFetch } from './agent-fetch.ts'
import { type Connection, type ConnectOptions, connectOver } from './connect.ts'

export * from './common.ts'

/**
 * Connects to a vCenter: negotiates a release and finds the SessionManager. Sends no credentials.
 *
 * @throws TypeError where `url` is invalid, or an option needs Node; TargetUnreachable or BrokenAnswer where no complete answer came; UnexpectedAnswer where the server does not speak VI JSON.
 *
 * @example
 * const { login } = await connect({ url: 'https://vcenter.example' })
 * await using session = await login({ userName: 'administrator@vsphere.local', password })
 * const outcome = await session.terminateSessions([key])
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  return connectOver(options, { openFetch: openAgentFetch, sendsUserAgent: true })
}
