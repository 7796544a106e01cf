import { changedFault } from '../support/changed-fault.ts'
import { answering, type Control, isFault, withStatus } from './control.ts'
import { empty, faultAnswer, pathOf, refusing, tokenHeader, wrapped } from './lawful-answers.ts'

const hasToken = ({ headers }: Request) => headers.has(tokenHeader)
const isLoginWithToken = (request: Request) => pathOf(request).endsWith('/Login') && hasToken(request)
const bearer = { 'www-authenticate': 'Bearer realm="vcenter", error="invalid_token"' }

/** An oddity of 9.1: other answers to a call without a live session. */
const since91 = (oddity: string, answer: (request: Request, response: Response) => Response): Control =>
  answering(
    oddity,
    async (response, request) => ((await isFault(response, 'NotAuthenticated')) ? answer(request, response) : response),
    { release: '9.1.0.0' },
  )

/** An oddity of currentSession where there is no session. */
const withoutSession = (oddity: string, answer: (request: Request, response: Response) => Response): Control =>
  answering(oddity, (response, request) =>
    pathOf(request).endsWith('/currentSession') && response.headers.get('content-length') === '0'
      ? answer(request, response)
      : response,
  )

/** An oddity of 8.0.3: other members in NotAuthenticated. */
const notAuthenticated = (oddity: string, change: (fault: Record<string, unknown>) => unknown): Control =>
  answering(oddity, async (response) =>
    (await isFault(response, 'NotAuthenticated')) ? changedFault(response, change) : response,
  )

/** Lawful oddities in how missing and dead tokens are refused. */
export const authentication: Control[] = [
  since91('it is of 9.1 and answers 401 with a challenge and a fault', () => {
    const fault = { _typeName: 'AuthenticationRequired', authenticate: [], faultstring: 'Log in first.' }
    return Response.json(fault, { status: 401, headers: bearer })
  }),
  since91('it is of 9.1 and answers 401 with several challenges', () =>
    empty(401, { 'www-authenticate': 'Bearer realm="vcenter", Basic realm="vcenter", SIGN realm="x",sts="y"' }),
  ),
  since91('it is of 9.1 and answers a missing token with 401, a dead one with SessionNotFound', (request) =>
    hasToken(request) ? faultAnswer('SessionNotFound', { faultstring: 'No session' }) : empty(401, bearer),
  ),
  since91('it is of 9.1 and answers a missing token with NotAuthenticated, a dead one with 401', (request, response) =>
    hasToken(request) ? empty(401, bearer) : response,
  ),
  since91('it is of 9.1 and answers a missing token with 401, a dead one with 403', (request) =>
    hasToken(request) ? empty(403) : empty(401, bearer),
  ),
  since91('it is of 9.1 and answers a dead token with InvalidToken', (request, response) =>
    hasToken(request) ? faultAnswer('InvalidToken') : response,
  ),
  since91(
    'it is of 9.1 and answers a missing token with AuthenticationRequired, a dead one with SessionNotFound',
    (r) => (hasToken(r) ? faultAnswer('SessionNotFound') : faultAnswer('AuthenticationRequired', { authenticate: [] })),
  ),
  since91('it is of 9.1 and answers a token of another form with 400, a dead one with 401', (request) =>
    /^[0-9a-f]{40}$/.test(request.headers.get(tokenHeader) ?? '0'.repeat(40)) ? empty(401, bearer) : empty(400),
  ),
  answering(
    'it is of 9.1 and answers a dead token with 401 for every call, currentSession too',
    async (response, request) => {
      const isDead =
        (await isFault(response, 'NotAuthenticated')) ||
        (pathOf(request).endsWith('/currentSession') && response.headers.get('content-length') === '0')
      return isDead && hasToken(request) ? withStatus(response, 401, '', bearer) : response
    },
    { release: '9.1.0.0' },
  ),
  withoutSession('its currentSession answers null to a missing token, NotAuthenticated to a dead one', (request) =>
    hasToken(request) ? faultAnswer('NotAuthenticated', { faultstring: 'Not logged on' }) : Response.json(null),
  ),
  withoutSession('its currentSession answers an empty 200 without any header where there is no session', () =>
    empty(200),
  ),
  withoutSession(
    'its currentSession answers an empty 200 to a missing token, null to a dead one',
    (request, response) =>
      hasToken(request) ? new Response('null\n', { headers: { 'content-type': 'application/json' } }) : response,
  ),
  notAuthenticated('its NotAuthenticated names the privilege of the method', (fault) => ({
    ...fault,
    privilegeId: 'Sessions.TerminateSession',
  })),
  notAuthenticated('its NotAuthenticated has no missingPrivileges', ({ missingPrivileges: _, ...fault }) => fault),
  notAuthenticated('its NotAuthenticated is about the root folder', (fault) => ({
    ...fault,
    object: { _typeName: 'ManagedObjectReference', type: 'Folder', value: 'group-d1' },
  })),
  refusing(
    'it, or a gateway before it, answers 401 to a login that carries the token of an ended session',
    (request) => (isLoginWithToken(request) ? empty(401, bearer) : undefined),
  ),
  refusing('it answers NotAuthenticated to a login that carries the token of an ended session', (request) =>
    isLoginWithToken(request) ? faultAnswer('NotAuthenticated') : undefined,
  ),
  wrapped('a gateway before it sends the requests with a token by the User-Agent of its login', (next) => {
    const agents = new Map<string, string>()
    return async (request) => {
      const headers = new Headers(request.headers)
      const agent = agents.get(headers.get(tokenHeader) ?? '')
      if (agent !== undefined) headers.set('user-agent', agent)
      const response = await next(new Request(request, { headers }))
      const begun = response.headers.get(tokenHeader)
      if (begun !== null) agents.set(begun, headers.get('user-agent') ?? '')
      return response
    }
  }),
]
