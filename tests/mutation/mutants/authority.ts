import type { Session, VCenter } from '../../../src/mock/index.ts'
import { notAuthenticated } from '../faults.ts'
import { answering, inDomain, type Mutant, onWire } from '../mutant.ts'

const header = 'vmware-api-session-id'

/** Somebody who may do everything and is not logged on. */
function nobody(vcenter: VCenter): Session {
  const [first] = vcenter.sessions.values()
  if (first === undefined) throw notAuthenticated()
  return { ...first, key: 'nobody' }
}

/** Ends what a request lists, whoever sends it. */
async function carryOut(request: Request, vcenter: VCenter): Promise<void> {
  const { sessionId } = JSON.parse(await request.clone().text()) as { sessionId: string[] }
  for (const key of sessionId) vcenter.sessions.delete(key)
}

const isAnonymous = (request: Request) => !request.headers.has(header)
const hasDeadToken = (request: Request, vcenter: VCenter) =>
  !isAnonymous(request) && ![...vcenter.sessions.values()].some(({ token }) => token === request.headers.get(header))

const refused = (defect: string, killer: Mutant['killer'], isMeant: (request: Request, vcenter: VCenter) => boolean) =>
  onWire(defect, killer, async (request, next, vcenter) => {
    if (isMeant(request, vcenter)) await carryOut(request, vcenter)
    return next(request)
  })

const challenged = (defect: string, killer: Mutant['killer'], answer: () => Response): Mutant =>
  answering(defect, killer, async (response) =>
    response.status === 500 && (await response.clone().text()).includes('"NotAuthenticated"') ? answer() : response,
  )

export const authority: Mutant[] = [
  inDomain('takes the key of a session for its token', 'terminate.authentication.anonymous', (vcenter) => ({
    authenticate: (token) => vcenter.authenticate(token) ?? vcenter.sessions.get(token),
  })),
  inDomain('lets anybody end sessions, logged on or not', 'terminate.authentication.anonymous', (vcenter) => ({
    authorize: (caller, privilege) => (caller === undefined ? nobody(vcenter) : vcenter.authorize(caller, privilege)),
  })),
  inDomain('takes the token of an ended session', 'terminate.authentication.dead-token', (vcenter) => {
    const known = new Map<string, Session>()
    return {
      login(...given) {
        const session = vcenter.login(...given)
        known.set(session.token, session)
        return session
      },
      // Only for calls: whoever asks for the current session is told the truth.
      authorize(caller, privilege) {
        if (caller !== undefined) return vcenter.authorize(caller, privilege)
        const [someone] = known.values()
        if (someone === undefined) throw notAuthenticated()
        return someone
      },
    }
  }),
  inDomain('lets sessions be ended without the privilege', 'terminate.privilege.required', (vcenter) => ({
    authorize: (caller, privilege) =>
      vcenter.authorize(caller, privilege === 'Sessions.TerminateSession' ? 'System.View' : privilege),
  })),
  inDomain(
    'knows the tokens of terminated sessions, if not of logged-out ones',
    'terminate.authentication.dead-token',
    (vcenter) => {
      const remembered = new Map<string, Session>()
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
    "takes a token that nobody has for everybody's",
    'terminate.authentication.anonymous',
    async (request, next, vcenter) => {
      if (isAnonymous(request) || !hasDeadToken(request, vcenter)) return next(request)
      // Tokens of the mock are hex digits; what has dashes was never one.
      if (request.headers.get(header)?.includes('-')) await carryOut(request, vcenter)
      return next(request)
    },
  ),
  onWire(
    'lets a caller without the privilege end sessions of its own user',
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
  refused('refuses a call without a token, and carries it out', 'terminate.authentication.anonymous', isAnonymous),
  refused('refuses a call with a dead token, and carries it out', 'terminate.authentication.dead-token', hasDeadToken),
  refused(
    'refuses a call without the privilege, and carries it out',
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
  challenged(
    'answers a dead token with 401 before 9.1',
    'terminate.authentication.fault',
    () => new Response('', { status: 401 }),
  ),
  challenged('answers a dead token with NoPermission', 'terminate.authentication.fault', () =>
    Response.json({ _typeName: 'NoPermission' }, { status: 500 }),
  ),
  challenged(
    'answers a dead token with a page to log in',
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
  inDomain('takes a token that lacks its end', 'terminate.authentication.anonymous', (vcenter) => ({
    authenticate: (token) =>
      vcenter.authenticate(token) ??
      [...vcenter.sessions.values()].find((session) => session.token.slice(0, -1) === token),
  })),
  inDomain(
    'takes the token of an ended session that has ended others',
    'terminate.authentication.dead-token',
    (vcenter) => {
      const known = new Map<string, Session>()
      let caller: string | undefined
      return {
        authenticate(token) {
          caller = token
          return vcenter.authenticate(token)
        },
        // Only for calls: whoever asks for the current session is told the truth.
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
