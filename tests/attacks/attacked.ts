import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Fetch } from '../../src/client/index.ts'
import type { Target } from '../../src/conformance/index.ts'
import {
  builtInPrincipals,
  createApp,
  createVCenter,
  type MockSession,
  type Principal,
  type VCenter,
} from '../../src/mock/index.ts'
import { principals } from '../support/principals.ts'

/** A request as it came over the socket: its path is not normalized. */
export interface Received {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

/** What a hostile server does with a request; it may ask the mock. */
export type Behaviour = (request: Request, mock: Fetch, received: Received) => Promise<Response>

/** Sessions of other users, opened over HTTP before the run begins. */
interface Others {
  /** Under the User-Agent of another client. */
  named: MockSession
  /** Under an empty User-Agent. */
  unnamed: MockSession
}

/** A server under attack: the mock behind a front that may be hostile, on a real socket. */
export interface Attacked {
  target: Target & { url: string }
  vcenter: VCenter
  others: Others
  received: Received[]
  /** Lets the front behave otherwise from now on. */
  behave(behaviour: Behaviour): void
  /** Opens another session of others over HTTP. */
  openOther(userAgent: string, principal?: Principal): Promise<MockSession>
  /** The sessions of others that have ended, as the mock says. */
  ended(): MockSession[]
  close(): void
}

const loginPath = '/sdk/vim25/8.0.3.0/SessionManager/SessionManager/Login'
export const tokenHeader = 'vmware-api-session-id'

/** An account that the run does not have. */
export const otherAccount: Principal = { ...principals.controller, userName: 'somebody-else@vsphere.local' }

/** @param ofOthers the account of the other users: by default the run's own, which is the harder case. */
export async function startAttacked(ofOthers: Principal = principals.controller): Promise<Attacked> {
  const vcenter = createVCenter({ principals: [...builtInPrincipals, otherAccount] })
  const app = createApp(vcenter)
  const mock: Fetch = async (request) => app.fetch(request)
  const received: Received[] = []
  const others: MockSession[] = []
  let behaviour: Behaviour = (request) => mock(request)
  const server = createServer(async (incoming, outgoing) => {
    const { method = '', url: path = '', headers } = incoming
    const body = await text(incoming)
    const one = { method, path, headers, body }
    received.push(one)
    const request = new Request(new URL(path, url), {
      method,
      headers: new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      body: method === 'GET' || method === 'HEAD' ? null : body,
    })
    // A front that fails answers nothing: the run has to survive that, too.
    const answer = await behaviour(request, mock, one).catch(() => undefined)
    if (answer === undefined) incoming.socket.destroy()
    else
      outgoing.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function openOther(userAgent: string, { userName, password } = ofOthers): Promise<MockSession> {
    const answer = await mockLogin(url, { userName, password }, userAgent)
    const session = vcenter.sessions.get(answer)
    if (session === undefined) throw new Error('the mock has not begun the session of another user')
    others.push(session)
    return session
  }

  const named = await openOther('another client/1.0')
  const unnamed = await openOther('')
  received.length = 0
  return {
    target: { ...principals, url },
    vcenter,
    others: { named, unnamed },
    received,
    behave: (given) => {
      behaviour = given
    },
    openOther,
    ended: () => others.filter((other) => vcenter.sessions.get(other.key) !== other),
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Logs in as any client does. @returns the key. */
async function mockLogin(url: string, credentials: object, userAgent: string): Promise<string> {
  const headers = { 'content-type': 'application/json', 'user-agent': userAgent }
  const answer = await fetch(url + loginPath, { method: 'POST', headers, body: JSON.stringify(credentials) })
  const { key } = (await answer.json()) as { key: string } // The mock's own answer.
  return key
}

/** The member that a request is for. */
export const memberOf = (request: Request) => new URL(request.url).pathname.split('/').at(-1) ?? ''
