import type { MockSession, VCenter } from '../../../src/mock/index.ts'
import { serving } from '../dimensions/helpers/calling.ts'
import { notAuthenticated } from '../faults.ts'
import { answering, inDomain, type Mutant, onWire } from '../mutant.ts'

const header = 'vmware-api-session-id'

/** A session with every privilege that is not logged on. */
function unlisted(vcenter: VCenter): MockSession {
  const [first] = vcenter.sessions.values()
  if (first === undefined) throw notAuthenticated()
  return { ...first, key: 'no-session' }
}

/** Ends the sessions that a request lists, whoever the caller is. */
async function carryOut(request: Request, vcenter: VCenter): Promise<void> {
  const { sessionId } = JSON.parse(await request.clone().text()) as { sessionId: string[] }
  for (const key of sessionId) vcenter.sessions.delete(key)
}

const isAnonymous = (request: Request) => !request.headers.has(header)
const hasInvalidToken = (request: Request, vcenter: VCenter) =>
  !isAnonymous(request) && ![...vcenter.sessions.values()].some(({ token }) => token === request.headers.get(header))

const refusedButDone = (
  defect: string,
  killer: Mutant['killer'],
  isAffected: (request: Request, vcenter: VCenter) => boolean,
) =>
  onWire(defect, killer, async (request, next, vcenter) => {
    if (isAffected(request, vcenter)) await carryOut(request, vcenter)
    return next(request)
  })

const answeringInvalidToken = (defect: string, killer: Mutant['killer'], answer: () => Response): Mutant =>
  answering(defect, killer, async (response) =>
    response.status === 500 && (await response.clone().text()).includes('"NotAuthenticated"') ? answer() : response,
  )

export const authority: Mutant[] = [
  inDomain('accepts the key of a session as its token', 'terminate.authentication.anonymous', (vcenter) => ({
    authenticate: (token) => vcenter.authenticate(token) ?? vcenter.sessions.get(token),
  })),
  inDomain('accepts calls without a valid token', 'terminate.authentication.anonymous', (vcenter) => ({
    authorize: (caller, privilege) => (caller === undefined ? unlisted(vcenter) : vcenter.authorize(caller, privilege)),
  })),
  inDomain('accepts the token of an ended session', 'terminate.authentication.dead-token', (vcenter) => {
    const known = new Map<string, MockSession>()
    return {
      login(...credentials) {
        const session = vcenter.login(...credentials)
        known.set(session.token, session)
        return session
      },
      // Only in calls: currentSession answers as it should.
      authorize(caller, privilege) {
        if (caller !== undefined) return vcenter.authorize(caller, privilege)
        const [first] = known.values()
        if (first === undefined) throw notAuthenticated()
        return first
      },
    }
  }),
  // sessionList asks for the privilege: an account that may read it may have it.
  { ...serving('does not require the privilege', () => true), killer: 'terminate.privilege.required' },
  inDomain(
    'accepts the tokens of terminated sessions, not those of logged-out ones',
    'terminate.authentication.dead-token',
    (vcenter) => {
      const remembered = new Map<string, MockSession>()
      return {
        terminateSessions(caller, keys) {
          for (const session of keys.flatMap((key) => vcenter.sessions.get(key) ?? []))
            remembered.set(session.token, session)
          vcenter.terminateSessions(caller, keys)
        },
        authenticate: (token) => vcenter.authenticate(token) ?? remembered.get(token),
      }
    },
  ),
  onWire(
    'carries out a call with an unknown token',
    'terminate.authentication.anonymous',
    async (request, next, vcenter) => {
      if (isAnonymous(request) || !hasInvalidToken(request, vcenter)) return next(request)
      // Tokens of the mock are hex digits, so one with dashes is unknown.
      if (request.headers.get(header)?.includes('-')) await carryOut(request, vcenter)
      return next(request)
    },
  ),
  onWire(
    "does not require the privilege for sessions of the caller's own user",
    'terminate.privilege.required',
    async (request, next, vcenter) => {
      const caller = [...vcenter.sessions.values()].find(({ token }) => token === request.headers.get(header))
      const { sessionId } = JSON.parse((await request.clone().text()) || '{}') as { sessionId?: string[] }
      const [only] = Array.isArray(sessionId) && sessionId.length === 1 ? sessionId : []
      const victim = vcenter.sessions.get(only ?? '')
      if (
        caller?.principal.userName.startsWith('readonly') &&
        victim !== undefined &&
        victim.principal === caller.principal
      )
        await carryOut(request, vcenter)
      return next(request)
    },
  ),
  refusedButDone(
    'refuses a call without a token, but carries it out',
    'terminate.authentication.anonymous',
    isAnonymous,
  ),
  refusedButDone(
    'refuses a call with an invalid token, but carries it out',
    'terminate.authentication.dead-token',
    hasInvalidToken,
  ),
  refusedButDone(
    'refuses a call without the privilege, but carries it out',
    'terminate.privilege.required',
    (request, vcenter) =>
      [...vcenter.sessions.values()].some(
        ({ token, principal }) => token === request.headers.get(header) && principal.userName.startsWith('readonly'),
      ),
  ),
  answering('answers a missing privilege with NotAuthenticated', 'terminate.privilege.fault', async (response) =>
    (await response.clone().text()).includes('"NoPermission"')
      ? Response.json({ _typeName: 'NotAuthenticated' }, { status: 500 })
      : response,
  ),
  answering('answers a missing privilege with 403', 'terminate.privilege.fault', async (response) =>
    (await response.clone().text()).includes('"NoPermission"') ? new Response('', { status: 403 }) : response,
  ),
  answeringInvalidToken(
    'answers an invalid token with 401 before 9.1',
    'terminate.authentication.fault',
    () => new Response('', { status: 401 }),
  ),
  answeringInvalidToken('answers an invalid token with NoPermission', 'terminate.authentication.fault', () =>
    Response.json({ _typeName: 'NoPermission' }, { status: 500 }),
  ),
  answeringInvalidToken(
    'answers an invalid token with a redirect to a login page',
    'terminate.authentication.fault',
    () => new Response(null, { status: 302, headers: { location: '/login' } }),
  ),
  onWire(
    'answers a call without a token with SystemError',
    'terminate.authentication.anonymous-fault',
    async (request, next) =>
      isAnonymous(request)
        ? Response.json({ _typeName: 'SystemError', reason: 'none' }, { status: 500 })
        : next(request),
  ),
  inDomain('accepts a token without its last character', 'terminate.authentication.anonymous', (vcenter) => ({
    authenticate: (token) =>
      vcenter.authenticate(token) ??
      [...vcenter.sessions.values()].find((session) => session.token.slice(0, -1) === token),
  })),
  inDomain(
    'accepts the token of an ended session that had ended others',
    'terminate.authentication.dead-token',
    (vcenter) => {
      const known = new Map<string, MockSession>()
      let caller: string | undefined
      return {
        authenticate(token) {
          caller = token
          return vcenter.authenticate(token)
        },
        // Only in calls: currentSession answers as it should.
        authorize(session, privilege) {
          const remembered = privilege === 'Sessions.TerminateSession' ? known.get(caller ?? '') : undefined
          return vcenter.authorize(session ?? remembered, privilege)
        },
        terminateSessions(session, keys) {
          vcenter.terminateSessions(session, keys)
          known.set(session.token, session)
        },
        logout(session) {
          known.delete(session.token)
          vcenter.logout(session)
        },
      }
    },
  ),
]
