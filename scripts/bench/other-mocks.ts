import { startServer } from '../../src/mock/index.ts'
import { build, hasGo, startListening } from '../../tests/interop/go.ts'
import { CannotCompare, install, versions } from '../compare/install.ts'
import { listening } from '../compare/listening.ts'
import { start } from '../compare/processes.ts'
import { type Row, rates } from './row.ts'

const user = { userName: 'administrator@vsphere.local', password: 'VMware1!' }
const path = '/sdk/vim25/8.0.3.0/SessionManager/SessionManager/TerminateSession'
const unknownId = '52000000-0000-0000-0000-000000000000'

/** A task that sends the same request each time. @throws Error where another status comes back. */
function posting(url: string, headers: Record<string, string>, body: string, expected: number) {
  return async () => {
    const answer = await fetch(url, { method: 'POST', headers, body })
    await answer.arrayBuffer()
    if (answer.status !== expected) throw new Error(`${url} answered with status ${answer.status}`)
  }
}

async function withMock(measure: (task: () => Promise<void>) => Promise<Row>): Promise<Row> {
  const mock = await startServer()
  const { token } = mock.vcenter.login(user.userName, user.password, { ipAddress: '127.0.0.1', userAgent: 'bench' })
  const headers = { 'vmware-api-session-id': token, 'content-type': 'application/json' }
  const row = await measure(posting(`${mock.url}${path}`, headers, JSON.stringify({ sessionId: [unknownId] }), 500))
  await mock.close()
  return row
}

const row = (beside: string, [ours, other]: [number, number], goal: number, why: string): Row => ({
  what: 'TerminateSession of an unknown id, of the mock over HTTP',
  measured: `${Math.round(ours)} calls/s`,
  beside: `${beside}, ${Math.round(other)} calls/s`,
  ratio: other / ours,
  goal,
  why,
})

/** Prism, which answers from the document alone. It is installed where it is not there yet. */
async function prism(): Promise<Row> {
  const program = install().prism
  return withMock(async (ours) => {
    const args = [program, 'mock', 'generated/openapi-3.0.json', '--port', '0']
    const server = start(process.execPath, args)
    try {
      const headers = { 'vmware-api-session-id': 'a token', 'content-type': 'application/json' }
      const body = JSON.stringify({ sessionId: [unknownId] })
      const task = posting(`${await listening(server)}${path}`, headers, body, 204)
      const why =
        'one call follows the other by fetch, which takes a third of the time of a call of the mock, and both are servers of Node'
      return row(`Prism ${versions.prism}`, await rates({ ours, task }), 0.1, why)
    } finally {
      server.stop()
      await server.ended
    }
  })
}

/** The SOAP interface of govmomi's simulator, which decides by its sessions, too. */
async function simulator(): Promise<Row> {
  const server = await startListening(await build('vcsim'), ['-soap'])
  try {
    const send = (operation: string) =>
      `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body>${operation}</Body></Envelope>`
    const self = '<_this type="SessionManager">SessionManager</_this>'
    const login = `<Login xmlns="urn:vim25">${self}<userName>${user.userName}</userName><password>${user.password}</password></Login>`
    const xml = { 'content-type': 'text/xml; charset=utf-8', soapaction: 'urn:vim25/8.0.3.0' }
    const answer = await fetch(server.url, { method: 'POST', headers: xml, body: send(login) })
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    const call = `<TerminateSession xmlns="urn:vim25">${self}<sessionId>${unknownId}</sessionId></TerminateSession>`
    const task = posting(server.url, { ...xml, cookie }, send(call), 500)
    const why =
      'the simulator is a program of Go, and a server of Node takes longer for a request than that for an answer'
    return await withMock(async (ours) => row("SOAP of govmomi's simulator", await rates({ ours, task }), 0.5, why))
  } finally {
    await server.stop()
  }
}

/** The mock beside what else could serve the operation: as far as that can be installed here, with a sentence for what cannot. */
export async function otherMocks(): Promise<{ rows: Row[]; missing: string[] }> {
  const rows: Row[] = []
  const missing: string[] = []
  try {
    rows.push(await prism())
  } catch (error) {
    if (!(error instanceof CannotCompare)) throw error
    missing.push(`Not measured beside Prism: ${error.message}.`)
  }
  if (hasGo()) rows.push(await simulator())
  else missing.push("Not measured beside govmomi's simulator: Go is not installed.")
  return { rows, missing }
}
