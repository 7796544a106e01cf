import {
  sessionManagerGetCurrentSession,
  sessionManagerLogin,
  sessionManagerLogout,
  sessionManagerTerminateSession,
} from './generated/api'

/** Ends a session with the functions that orval generates, and prints what it read. They call `fetch` with a path. */
const url = process.argv[2] ?? ''
const fetchGlobally = globalThis.fetch
globalThis.fetch = (path, init) => fetchGlobally(`${url}${path}`, init)

const moId = ['8.0.3.0', 'SessionManager'] as const
const as = (token: string) => ({ headers: { 'vmware-api-session-id': token } })

async function login() {
  const { data, headers, status } = await sessionManagerLogin(...moId, {
    userName: 'administrator@vsphere.local',
    password: 'VMware1!',
  })
  if (status !== 200) throw new Error(data._typeName)
  return { key: data.key, token: headers.get('vmware-api-session-id') ?? '' }
}

const [own, other] = [await login(), await login()]

async function terminate(...sessionId: string[]): Promise<string> {
  const answer = await sessionManagerTerminateSession(...moId, { sessionId }, as(own.token))
  if (answer.status === 204) return '204'
  // It narrows: another name would not compile.
  if (answer.data._typeName === 'InvalidArgument') return `InvalidArgument of ${answer.data.invalidProperty}`
  return answer.data._typeName
}

const ended = await terminate(other.key)
const unknown = await terminate(other.key)
const ofCaller = await terminate(own.key)
const { data } = await sessionManagerGetCurrentSession(...moId)
await sessionManagerLogout(...moId, as(own.token))
console.log(JSON.stringify({ ended, unknown, ofCaller, nobody: data ?? null }))
