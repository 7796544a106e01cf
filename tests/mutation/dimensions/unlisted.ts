import type { MockSession, VCenter } from '../../../src/mock/index.ts'
import { inDomain, type Mutant } from '../mutant.ts'
import { fault, may } from './helpers/calling.ts'
import { everywhere, killer, tokenHeader, withPast } from './helpers/common.ts'
import { idsOf } from './helpers/wire.ts'

const done = () => new Response(null, { status: 204 })
const all = (vcenter: VCenter) => [...vcenter.sessions.values()]
const isCall = ({ url }: Request) => url.endsWith('/TerminateSession')

/** Defects of single servers that no dimension held when they were written. */
export const unlisted: Mutant[] = [
  everywhere('keeps a refusal for want of the privilege by the body, for everybody', () => {
    const refused = new Set<string>()
    return async (request, next) => {
      if (!isCall(request)) return next(request)
      const body = await request.clone().text()
      if (refused.has(body)) return fault('NoPermission')
      const response = await next(request)
      if ((await response.clone().text()).includes('"NoPermission"')) refused.add(body)
      return response
    }
  }),
  everywhere('keeps a success by the body, also for callers without the privilege', (vcenter) => {
    const carriedOut = new Set<string>()
    return async (request, next) => {
      if (!isCall(request)) return next(request)
      const body = await request.clone().text()
      const caller = vcenter.authenticate(request.headers.get(tokenHeader) ?? '')
      if (carriedOut.has(body) && caller !== undefined && !may(caller)) return done()
      const response = await next(request)
      if (response.status === 204) carriedOut.add(body)
      return response
    }
  }),
  everywhere('shows the tokens of all sessions in sessionList', (vcenter) => async (request, next) => {
    const response = await next(request)
    if (!request.url.endsWith('/sessionList') || response.status !== 200) return response
    const shown = (await response.json()) as { key: string }[]
    return Response.json(shown.map((one) => ({ ...one, cookie: vcenter.sessions.get(one.key)?.token })))
  }),
  everywhere('sends faults as XML where the caller accepts any media type', () => async (request, next) => {
    const response = await next(request)
    const isMeant = isCall(request) && response.status === 500 && request.headers.get('accept') === '*/*'
    return isMeant ? new Response('<fault/>', { status: 500, headers: { 'content-type': 'text/xml' } }) : response
  }),
  everywhere('answers 204 under an unknown release, and ends nothing', () => async (request, next) => {
    return isCall(request) && request.url.includes('/99.0.0.0/') ? done() : next(request)
  }),
  everywhere('needs no privilege by the path of the release before its own', (vcenter) => async (request, next) => {
    const caller = vcenter.authenticate(request.headers.get(tokenHeader) ?? '')
    if (!isCall(request) || !request.url.includes('/8.0.2.0/') || caller === undefined || may(caller))
      return next(request)
    for (const id of idsOf(await request.clone().text()) ?? []) vcenter.sessions.delete(id)
    return done()
  }),
  inDomain('takes a number for the place of a session in sessionList', killer, (vcenter) => ({
    terminateSessions: (caller, keys) =>
      vcenter.terminateSessions(
        caller,
        keys.map((key) => (/^\d{1,3}$/.test(key) ? (all(vcenter)[Number(key)]?.key ?? key) : key)),
      ),
  })),
  withPast('ends a session of the user where another one logs in with its User-Agent', (vcenter, past) => ({
    login(userName, password, origin, caller) {
      const alike = all(vcenter).filter(
        ({ userAgent, key }) => userAgent === origin.userAgent && !past.parents.has(key),
      )
      const session = vcenter.login(userName, password, origin, caller)
      for (const one of alike) if (one.principal === session.principal) vcenter.sessions.delete(one.key)
      return session
    },
  })),
  everywhere('spares two sessions that end each other at once', (vcenter) => {
    const under = new Map<string, string[]>()
    return async (request, next) => {
      const caller: MockSession | undefined = vcenter.authenticate(request.headers.get(tokenHeader) ?? '')
      if (!isCall(request) || caller === undefined) return next(request)
      const ids = idsOf(await request.clone().text()) ?? []
      under.set(caller.key, ids)
      await new Promise((resolve) => setTimeout(resolve, 5))
      const isMutual = ids.some((id) => id !== caller.key && under.get(id)?.includes(caller.key))
      const response = isMutual ? done() : await next(request)
      setTimeout(() => under.delete(caller.key), 5)
      return response
    }
  }),
  everywhere('begins a session under the token that a login sends', () => {
    const tokens = new Map<string, string>()
    const withToken = (headers: Headers, token: string) => {
      const changed = new Headers(headers)
      changed.set(tokenHeader, token)
      return changed
    }
    return async (request, next) => {
      const sent = request.headers.get(tokenHeader)
      if (sent === null) return next(request)
      if (!request.url.endsWith('/Login')) {
        const token = tokens.get(sent)
        return next(
          token === undefined ? request : new Request(request, { headers: withToken(request.headers, token) }),
        )
      }
      const response = await next(request)
      const begun = response.headers.get(tokenHeader)
      if (begun === null) return response
      tokens.set(sent, begun)
      return new Response(response.body, { status: response.status, headers: withToken(response.headers, sent) })
    }
  }),
  withPast('brings a terminated session back where a ticket of it is used', (vcenter, past) => {
    const owners = new Map<string, MockSession>()
    return {
      acquireCloneTicket(caller) {
        const ticket = vcenter.acquireCloneTicket(caller)
        owners.set(ticket, caller)
        return ticket
      },
      cloneSession(ticket, origin) {
        const owner = owners.get(ticket)
        if (owner === undefined || !past.terminated.has(owner.key)) return vcenter.cloneSession(ticket, origin)
        vcenter.sessions.set(owner.key, owner)
        return owner
      },
    }
  }),
  everywhere('ends also what the query of a call names', (vcenter) => async (request, next) => {
    const { pathname, searchParams } = new URL(request.url)
    const named = searchParams.get('sessionId')
    const response = await next(request)
    const isMeant = request.method === 'POST' && pathname.endsWith('/TerminateSession') && response.status === 204
    if (isMeant && named !== null) vcenter.sessions.delete(named)
    return response
  }),
  everywhere('needs no privilege where the body has a _typeName', (vcenter) => async (request, next) => {
    const caller = vcenter.authenticate(request.headers.get(tokenHeader) ?? '')
    if (!isCall(request) || caller === undefined || may(caller)) return next(request)
    const body = await request.clone().text()
    if (!body.includes('_typeName')) return next(request)
    for (const id of idsOf(body) ?? []) vcenter.sessions.delete(id)
    return done()
  }),
  everywhere(
    'drops a call whose connection is to be closed, and answers 204',
    () => async (request, next) =>
      isCall(request) && request.headers.get('connection') === 'close' ? done() : next(request),
  ),
]
