import { type Mutant, onWire } from '../mutant.ts'
import { fault, may, refusing, serving } from './helpers/calling.ts'
import { everywhere, killer, post, proving, stepping, withPast } from './helpers/common.ts'
import { lost } from './helpers/victims.ts'
import { idsOf } from './helpers/wire.ts'

const isOfBrowser = (userAgent: string | undefined) => userAgent?.startsWith('Mozilla/') === true

/** A defect of sessions whose login had the user name in another form than the directory has it. */
const ofLogins = (
  defect: string,
  is: (given: string, userName: string) => boolean,
  what: 'lost' | 'kept' | 'refused',
): Mutant =>
  withPast(defect, (vcenter) => {
    const marked = new Set<string>()
    return {
      login(userName, ...given) {
        const session = vcenter.login(userName, ...given)
        if (is(userName, session.principal.userName)) marked.add(session.key)
        return session
      },
      terminateSessions(caller, keys) {
        if (what === 'refused') {
          const principal = { ...caller.principal, privileges: [] }
          return vcenter.terminateSessions(marked.has(caller.key) ? { ...caller, principal } : caller, keys)
        }
        const left = keys.map((key) => (marked.has(key) ? `no ${key}` : key))
        return vcenter.terminateSessions(caller, what === 'lost' ? left : keys.filter((key) => !marked.has(key)))
      },
    }
  })

const isDomainFirst = (given: string) => given.includes('\\')
const isInOtherCase = (given: string, userName: string) =>
  given !== userName && given.toLowerCase() === userName.toLowerCase()

/** A defect that takes a request for TerminateSession which a filter for privileges before it takes for another one. */
const pastFilter = (defect: string, is: (path: string, request: Request) => boolean): Mutant =>
  everywhere(defect, (vcenter) => async (request, next) => {
    const { origin, pathname } = new URL(request.url)
    const caller = [...vcenter.sessions.values()].find(
      ({ token }) => token === request.headers.get('vmware-api-session-id'),
    )
    if (caller === undefined || may(caller) || !is(pathname, request)) return next(request)
    const ids = idsOf(await request.clone().text()) ?? []
    for (const id of ids) vcenter.sessions.delete(id)
    const there = `${origin}/sdk/vim25/8.0.3.0/SessionManager/SessionManager/TerminateSession`
    return next(post(request, JSON.stringify({ sessionId: ids }), request.headers, there))
  })

export const unusualClients: Mutant[] = [
  stepping('leaves a session logged on that a browser has begun', ({ session }) => isOfBrowser(session?.userAgent)),
  stepping('does not find a session that a browser has begun', ({ session }) => lost(isOfBrowser(session?.userAgent))),
  refusing('refuses callers that are browsers', ({ caller }) => isOfBrowser(caller.userAgent)),
  onWire('answers browsers with a page in place of a fault', killer, async (request, next) => {
    const response = await next(request)
    return response.status === 500 && isOfBrowser(request.headers.get('user-agent') ?? '')
      ? new Response('<html>Error</html>', { status: 500, headers: { 'content-type': 'text/html' } })
      : response
  }),
  ofLogins('does not find a session that was begun by the domain and the user name', isDomainFirst, 'lost'),
  ofLogins('leaves a session logged on that was begun by the domain and the user name', isDomainFirst, 'kept'),
  ofLogins('does not find a session that was begun by the user name in capitals', isInOtherCase, 'lost'),
  ofLogins('leaves a session logged on that was begun by the user name in capitals', isInOtherCase, 'kept'),
  pastFilter('needs no privilege where a slash stands behind the path', (path) => path.endsWith('/TerminateSession/')),
  pastFilter('needs no privilege where the path has a double slash', (path) =>
    /\/\/SessionManager\/.*TerminateSession$/.test(path),
  ),
  pastFilter('needs no privilege where the path has an escaped letter', (path) => path.endsWith('/%54erminateSession')),
  serving(
    'needs no privilege where X-HTTP-Method-Override says GET',
    ({ request }) => request.headers.get('x-http-method-override') === 'GET',
  ),
  serving(
    'needs no privilege for a request that was forwarded for this machine',
    ({ request }) => request.headers.get('x-forwarded-for') === '127.0.0.1',
  ),
  proving('takes a key as a bearer token', (given, vcenter, { headers }) => {
    if (given !== null) return undefined
    const key = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1]
    return vcenter.sessions.get(key ?? '')?.token
  }),
  everywhere('brings ended sessions back where a caller without the privilege asks for the list', (vcenter) => {
    const all = new Map<string, typeof vcenter.sessions extends Map<string, infer One> ? One : never>()
    return async (request, next) => {
      for (const [key, session] of vcenter.sessions) all.set(key, session)
      const response = await next(request)
      if (request.url.endsWith('/sessionList') && response.status === 500) {
        for (const [key, session] of all) vcenter.sessions.set(key, session)
      }
      return response
    }
  }),
  everywhere('does nothing in the call that follows an empty list of its caller', () => {
    const empty = new Set<string | null>()
    return async (request, next) => {
      if (!request.url.endsWith('/TerminateSession')) return next(request)
      const token = request.headers.get('vmware-api-session-id')
      if (empty.delete(token)) return new Response(null, { status: 204 })
      if (idsOf(await request.clone().text())?.length === 0) empty.add(token)
      return next(request)
    }
  }),
  everywhere('says that a session is active which a call had ended before it failed', (vcenter) => {
    const ended = new Set<string>()
    return async (request, next) => {
      if (request.url.endsWith('/SessionIsActive')) {
        const asked: unknown = JSON.parse(await request.clone().text())
        return ended.has(String(Reflect.get(Object(asked), 'sessionID'))) ? Response.json(true) : next(request)
      }
      const before = new Set(vcenter.sessions.keys())
      const response = await next(request)
      if (request.url.endsWith('/TerminateSession') && response.status === 500)
        for (const key of before) if (!vcenter.sessions.has(key)) ended.add(key)
      return response
    }
  }),
  onWire(
    'tells the token of another session where it refuses for want of the privilege',
    killer,
    async (request, next, vcenter) => {
      const response = await next(request)
      if (!(await response.clone().text()).includes('"NoPermission"')) return response
      const other = [...vcenter.sessions.values()].find(may)
      const body = {
        ...Object(await response.json()),
        faultCause: { _typeName: 'MethodFault', faultstring: other?.token },
      }
      return Response.json(body, { status: 500 })
    },
  ),
  onWire('ends the sessions before an element that is no string', killer, async (request, next, vcenter) => {
    const { sessionId }: { sessionId?: unknown } = JSON.parse((await request.clone().text()) || '{}')
    if (!Array.isArray(sessionId) || sessionId.every((id) => typeof id === 'string')) return next(request)
    for (const id of sessionId.slice(
      0,
      sessionId.findIndex((one) => typeof one !== 'string'),
    ))
      vcenter.sessions.delete(id)
    return fault('InvalidRequest')
  }),
]
