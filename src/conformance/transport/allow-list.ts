import { jsonOf } from '../../client/json.ts'
import type { PlainRequest } from '../../client/message.ts'
import { type ServiceAddress, tokenHeader } from '../../client/service.ts'
import type { PathParts } from '../dimensions/addresses.ts'

/** What a request is, by its exact method, URL and body. Everything that is not known is refused. */
export type RequestKind =
  | { kind: 'harmless' }
  /** Changes nothing of any other session, but acts as one. */
  | { kind: 'as-session'; token: string }
  /** Asks for a ticket to clone a session; changes nothing of it. */
  | { kind: 'clone-ticket'; token: string }
  | { kind: 'logout'; token: string }
  | { kind: 'terminate'; token: string; ids: string[] }
  | { kind: 'refused' }

export function classify(request: PlainRequest, address: ServiceAddress): RequestKind {
  const { method, url, headers, body } = request
  const token = headers.get(tokenHeader)
  const isJson = headers.get('content-type') === 'application/json'
  const operation = `${method} ${url}`
  const isByToken = operation === `POST ${memberUrl(address, 'LoginByToken')}`
  const isAllowed = (name: string) => allowedHeaders.includes(name) || (isByToken && name === 'authorization')
  if (![...headers.keys()].every(isAllowed)) return { kind: 'refused' }
  switch (operation) {
    case `GET ${memberUrl(address, 'sessionList')}`:
    case `GET ${memberUrl(address, 'currentSession')}`:
      return body === undefined ? { kind: 'harmless' } : { kind: 'refused' }
    case `POST ${memberUrl(address, 'Login')}`:
      if (!isJson || !logins.some((members) => isCanonical(body, members))) return { kind: 'refused' }
      return token === null ? { kind: 'harmless' } : { kind: 'as-session', token }
    case `POST ${memberUrl(address, 'LoginByToken')}`:
      return token === null && isJson && body === '{}' ? { kind: 'harmless' } : { kind: 'refused' }
    case `POST ${memberUrl(address, 'CloneSession')}`:
      return token === null && isJson && isCanonical(body, ['cloneTicket']) ? { kind: 'harmless' } : { kind: 'refused' }
    case `POST ${memberUrl(address, 'AcquireCloneTicket')}`:
      return token !== null && body === undefined ? { kind: 'clone-ticket', token } : { kind: 'refused' }
    case `POST ${memberUrl(address, 'SessionIsActive')}`:
      return token !== null && isJson && isCanonical(body, ['sessionID', 'userName'])
        ? { kind: 'as-session', token }
        : { kind: 'refused' }
    case `POST ${memberUrl(address, 'Logout')}`:
      return token !== null && body === undefined ? { kind: 'logout', token } : { kind: 'refused' }
    case `POST ${memberUrl(address, 'TerminateSession')}`: {
      const ids = isJson ? canonicalIds(body) : undefined
      return token === null || ids === undefined ? { kind: 'refused' } : { kind: 'terminate', token, ids }
    }
    default:
      return { kind: 'refused' }
  }
}

/** A login may ask for a language. */
const logins = [
  ['userName', 'password'],
  ['userName', 'password', 'locale'],
]

/** Any other might mean another caller, method or path to a server or a gateway: Cookie, X-HTTP-Method-Override, X-Original-URL. */
const allowedHeaders = ['content-type', 'user-agent', tokenHeader]

/** The one spelling of the URL of a member of the SessionManager: compared as a text, so that no other spelling of it passes. */
function memberUrl({ url, release, sessionManager }: ServiceAddress, member: string): string {
  return urlOf(url, { release, type: 'SessionManager', moId: sessionManager, method: member })
}

/** The URL of a member of any object. */
export function urlOf(url: string, { release, type, moId, method }: PathParts): string {
  return `${url}/sdk/vim25/${[release, type, moId, method].map(encodeURIComponent).join('/')}`
}

/** Whether a body is the JSON that JSON.stringify writes of an object with exactly these members: no member twice, no other spelling. */
function isCanonical(body: string | undefined, members: readonly string[]): boolean {
  const value = jsonOf(body ?? '')
  if (typeof value !== 'object' || value === null || JSON.stringify(value) !== body) return false
  return JSON.stringify(Object.keys(value)) === JSON.stringify(members)
}

function canonicalIds(body: string | undefined): string[] | undefined {
  if (body === undefined || !isCanonical(body, ['sessionId'])) return undefined
  const { sessionId } = jsonOf(body) as { sessionId: unknown } // isCanonical has seen the member.
  const isListOfIds = Array.isArray(sessionId) && sessionId.length > 0
  return isListOfIds && sessionId.every((id): id is string => typeof id === 'string') ? sessionId : undefined
}
