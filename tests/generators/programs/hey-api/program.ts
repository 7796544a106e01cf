import { createClient } from './generated/client'
import {
  sessionManagerGetCurrentSession,
  sessionManagerLogin,
  sessionManagerLogout,
  sessionManagerTerminateSession,
} from './generated/sdk.gen'

/** Ends a session with the client that @hey-api/openapi-ts generates, and prints what it read. */
const client = createClient({ baseUrl: process.argv[2] ?? '' })
const path = { release: '8.0.3.0', moId: 'SessionManager' }

async function login() {
  const body = { userName: 'administrator@vsphere.local', password: 'VMware1!' }
  const { data, response } = await sessionManagerLogin({ client, path, body })
  return { key: data?.key ?? '', token: response?.headers.get('vmware-api-session-id') ?? '' }
}

const [own, other] = [await login(), await login()]

async function terminate(...sessionId: string[]): Promise<string> {
  const { error, response } = await sessionManagerTerminateSession({
    client,
    path,
    auth: () => own.token,
    body: { sessionId },
  })
  // It narrows: another name would not compile.
  if (error?._typeName === 'InvalidArgument') return `InvalidArgument of ${error.invalidProperty}`
  return error?._typeName ?? String(response?.status)
}

const ended = await terminate(other.key)
const unknown = await terminate(other.key)
const ofCaller = await terminate(own.key)
const { data } = await sessionManagerGetCurrentSession({ client, path })
await sessionManagerLogout({ client, path, auth: () => own.token })
console.log(JSON.stringify({ ended, unknown, ofCaller, nobody: data ?? null }))
