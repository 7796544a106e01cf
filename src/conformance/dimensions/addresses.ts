import type { RequirementId } from '../../../generated/requirements.ts'

/** The parts of the path of TerminateSession that may be written otherwise. */
export interface PathParts {
  release: string
  type: string
  moId: string
  method: string
}

/** How a call is addressed, where not as usual. */
export interface Address {
  check: RequirementId
  change?(parts: PathParts): Partial<PathParts>
  /** Writes the same path otherwise, as far as a lenient server is concerned. */
  spell?(path: string): string
  /** Headers by which some gateways take a request for another one. */
  headers?: Readonly<Record<string, string>>
}

const otherCase = (text: string) => (text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase())

const otherMoIds = [
  'ServiceInstance',
  'sessionManager',
  'SESSIONMANAGER',
  'session-manager',
  'ha-sessionmgr',
  'SessionManager:SessionManager',
  'group-d1',
  '0',
  '*',
]
const otherTypes = [
  'sessionmanager',
  'sessionManager',
  'SESSIONMANAGER',
  'SessionManagers',
  'vim.SessionManager',
  'vim25.SessionManager',
  'ManagedObject',
  'ManagedEntity',
  'ServiceInstance',
  'Folder',
  'UserSession',
  '*',
]
const otherMethods = [
  'terminatesession',
  'terminateSession',
  'TERMINATESESSION',
  'TerminateSessions',
  'TerminateSession_Task',
  'TerminateSessionRequestType',
  'SessionManager.TerminateSession',
  'terminate',
  'Terminate',
  'TerminateSession ',
  'TerminateSession.',
  'TerminateSession.json',
  'TerminateSession;all',
]

/**
 * The same operation, as a filter before the server might not know it. With the privilege, it may be carried out or not; a caller who may not end
 * sessions must not do so by any of them.
 */
const asAnotherRequest = Object.fromEntries(
  Object.entries<Pick<Address, 'spell' | 'headers'>>({
    'a slash behind the path': { spell: (path) => `${path}/` },
    'two slashes behind the path': { spell: (path) => `${path}//` },
    'a double slash in the path': { spell: (path) => path.replace('/SessionManager/', '//SessionManager/') },
    'two slashes before the path': { spell: (path) => `/${path}` },
    'an escaped letter in the path': { spell: (path) => path.replace('TerminateSession', '%54erminateSession') },
    'a semicolon in the path': { spell: (path) => path.replace('TerminateSession', ';a=b/TerminateSession') },
    'a query behind the path': { spell: (path) => `${path}?a=b` },
    'an empty query behind the path': { spell: (path) => `${path}?` },
    'X-HTTP-Method-Override: GET': { headers: { 'x-http-method-override': 'GET' } },
    'X-Original-URL of sessionList': {
      headers: { 'x-original-url': '/sdk/vim25/8.0.1.0/SessionManager/SessionManager/sessionList' },
    },
    'X-Forwarded-For: 127.0.0.1': { headers: { 'x-forwarded-for': '127.0.0.1' } },
  }).map(([name, how]): [string, Address] => [name, { check: 'terminate.privilege.required', ...how }]),
)

/** Addresses with another part in place of the usual one. */
function inPlaceOf(part: keyof PathParts, check: RequirementId, values: readonly string[]): Record<string, Address> {
  return Object.fromEntries(values.map((value) => [`${part} ${value}`, { check, change: () => ({ [part]: value }) }]))
}

/** Paths that differ in one part from that of the SessionManager's TerminateSession under the release of the run. */
export const addresses: Readonly<Record<string, Address>> = {
  'an unknown moId': { check: 'terminate.path.unknown-moid', change: ({ moId }) => ({ moId: `${moId}-unknown` }) },
  'the moId in the other letter case': {
    check: 'terminate.path.unknown-moid',
    change: ({ moId }) => ({ moId: otherCase(moId) }),
  },
  'the moId without its last character': {
    check: 'terminate.path.unknown-moid',
    change: ({ moId }) => ({ moId: moId.slice(0, -1) || `${moId}0` }),
  },
  'a blank after the moId': { check: 'terminate.path.unknown-moid', change: ({ moId }) => ({ moId: `${moId} ` }) },
  ...inPlaceOf('moId', 'terminate.path.unknown-moid', otherMoIds),
  ...inPlaceOf('type', 'terminate.path.type-and-method', otherTypes),
  ...inPlaceOf('method', 'terminate.path.type-and-method', otherMethods),
  'the service instance': {
    check: 'terminate.path.type-and-method',
    change: () => ({ type: 'ServiceInstance', moId: 'ServiceInstance' }),
  },
  ...asAnotherRequest,
  'an unknown release': { check: 'terminate.path.unknown-release', change: () => ({ release: '99.0.0.0' }) },
}

/** The names of the addresses that a requirement judges, without one that is the usual address where the SessionManager has this moId. */
export function addressesOf(check: RequirementId, moId: string): string[] {
  const usual: PathParts = { release: '', type: 'SessionManager', moId, method: 'TerminateSession' }
  const isOther = ({ change }: Address) =>
    change === undefined ||
    Object.entries(change(usual)).some(([name, value]) => value !== usual[name as keyof PathParts]) // The names of PathParts.
  return Object.entries(addresses).flatMap(([name, address]) =>
    address.check === check && isOther(address) ? [name] : [],
  )
}
