import { isAccepted } from '../../src/mock/releases.ts'
import { lostConnection } from '../support/lost-connection.ts'
import { type Control, setUp } from './control.ts'
import { empty, faultAnswer, html, pathOf, refusing } from './lawful-answers.ts'

const members: Record<string, readonly string[]> = {
  SessionManager: [
    'Login',
    'Logout',
    'TerminateSession',
    'SessionIsActive',
    'AcquireCloneTicket',
    'CloneSession',
    'sessionList',
    'currentSession',
  ],
  ServiceInstance: ['content', 'RetrieveServiceContent'],
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** The parts of a path after /sdk/vim25. */
const partsOf = (request: Request) => /^\/sdk\/vim25\/(.*)$/.exec(pathOf(request))?.[1]?.split('/').map(decoded)

/** Whether a path under /sdk/vim25 has no type, no object and no member that the server knows. */
function isUnknownPath(request: Request): boolean {
  const parts = partsOf(request)
  if (parts === undefined) return false
  const [, type = '', , member = ''] = parts
  const known = Object.hasOwn(members, type) ? members[type] : undefined
  return parts.length !== 4 || known === undefined || !known.includes(member)
}

const paths = (oddity: string, answer: (request: Request) => Response): Control =>
  refusing(oddity, (request) => (isUnknownPath(request) ? answer(request) : undefined))

const releases = (oddity: string, answer: () => Response, served = '8.0.3.0'): Control =>
  refusing(
    oddity,
    (request) => {
      const parts = partsOf(request)
      return parts !== undefined && !isAccepted(parts[0] ?? '', served) ? answer() : undefined
    },
    { release: served },
  )

const soapFault = () =>
  new Response(
    '<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">' +
      '<soapenv:Body><soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring>Unsupported version URI' +
      '</faultstring></soapenv:Fault></soapenv:Body></soapenv:Envelope>',
    { status: 500, headers: { 'content-type': 'text/xml; charset=utf-8' } },
  )

/** The releases of VI JSON up to 8.0.3.0. */
const existing = ['8.0.1.0', '8.0.2.0', '8.0.3.0']

/** Lawful oddities in how paths that it does not know are refused. */
export const refusedPaths: Control[] = [
  refusing('a gateway drops the connection of paths with a double slash, or one at the end', (request) => {
    if (!/\/\/|\/$/.test(pathOf(request))) return undefined
    throw lostConnection()
  }),
  paths('it answers every unknown type and method with 404 and HTML', () => html(404, 'Not Found')),
  paths('it answers every unknown type and method with an empty 404', () => empty(404)),
  paths('it answers every unknown type and method with 400', () => faultAnswer('InvalidRequest', {}, 400)),
  paths('it answers every unknown type and method with InvalidRequest', () =>
    faultAnswer('InvalidRequest', { faultstring: 'Invalid URI' }),
  ),
  paths('it answers an unknown type with InvalidType, an unknown method with MethodNotFound', (request) => {
    const [, type = '', moId = '', method = ''] = partsOf(request) ?? []
    const receiver = { _typeName: 'ManagedObjectReference', type, value: moId }
    return Object.hasOwn(members, type)
      ? faultAnswer('MethodNotFound', { receiver, method })
      : faultAnswer('InvalidType', { argument: type })
  }),
  releases('it answers an unknown release with an empty 500', () => empty(500)),
  releases('it answers an unknown release with 500 and a fault of SOAP', soapFault),
  releases('it answers an unknown release with 400 and HTML', () => html(400, 'Bad Request')),
  releases('it answers an unknown release with an empty 404', () => empty(404)),
  releases('it answers an unknown release with NotSupported', () => faultAnswer('NotSupported')),
  releases('it is of 9.0.0.0 and answers an unknown release with 404 and HTML', () => html(404, 'None'), '9.0.0.0'),
  refusing('it accepts only the releases that exist', (request) => {
    const parts = partsOf(request)
    return parts === undefined || existing.includes(parts[0] ?? '')
      ? undefined
      : faultAnswer('InvalidRequest', { faultstring: 'Unknown release' })
  }),
  setUp('its SessionManager has a number as its moId', { sessionManager: '4711' }),
]
