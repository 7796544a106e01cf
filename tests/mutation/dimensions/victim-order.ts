import { notFound } from '../faults.ts'
import { inDomain, type Mutant } from '../mutant.ts'
import { everywhere, killer, listing, stepping, tokenHeader, withPast } from './helpers/common.ts'
import { along, isOther, isSame, lost } from './helpers/victims.ts'

export const victimOrder: Mutant[] = [
  stepping(
    'cannot end the session that logged on first of all',
    (at) => at.session !== at.caller && at.past.all[0] === at.session,
  ),
  stepping('leaves the session logged on that logged on first of its user', (at) => {
    return isOther(at) && at.past.all.find(({ principal }) => principal === at.session?.principal) === at.session
  }),
  stepping('leaves the newest session logged on where the list has more ids', (at) => {
    return at.keys.length > 1 && isSame(at) && at.past.all.at(-1) === at.session
  }),
  stepping('leaves a session logged on that is older than the caller', (at) => {
    const all = at.past.all
    return isSame(at) && at.session !== undefined && all.indexOf(at.session) < all.indexOf(at.caller)
  }),
  stepping('does not find a session of another user that is older than the caller', (at) => {
    const all = at.past.all
    return lost(isOther(at) && at.session !== undefined && all.indexOf(at.session) < all.indexOf(at.caller))
  }),
  along('ends every session that began in the same millisecond', ({ vcenter, session, caller }) => {
    const all = [...vcenter.sessions.values()].filter(({ principal }) => principal !== caller.principal)
    return all.filter((one) => one.loginTime.getTime() === session?.loginTime.getTime()).map(({ key }) => key)
  }),
  along('ends all sessions of another user with one of them', (at) => {
    const all = isOther(at) ? [...at.vcenter.sessions.values()] : []
    return all.filter(({ principal }) => principal === at.session?.principal).map(({ key }) => key)
  }),
  listing(
    "ends the oldest of a user for any session of that user, where the user is not the caller's",
    (keys, caller, vcenter) => {
      const all = [...vcenter.sessions.values()]
      return keys.map((key) => {
        const user = vcenter.sessions.get(key)?.principal
        return user === undefined || user === caller.principal
          ? key
          : (all.find((one) => one.principal === user)?.key ?? key)
      })
    },
  ),
  stepping('leaves a session of another user logged on that does not stand first', (at) => isOther(at) && at.place > 0),
  stepping('leaves a session logged on that terminated others itself', (at) => isSame(at) && at.past.calls.has(at.key)),
  stepping('leaves a session logged on whose last call was refused', (at) => isSame(at) && at.past.failed.has(at.key)),
  withPast('leaves a session logged on that holds a clone ticket', (vcenter) => {
    const holders = new Set<string>()
    return {
      acquireCloneTicket(caller) {
        holders.add(caller.key)
        return vcenter.acquireCloneTicket(caller)
      },
      terminateSessions: (caller, keys) =>
        vcenter.terminateSessions(
          caller,
          keys.filter((key) => key === caller.key || !holders.has(key)),
        ),
    }
  }),
  inDomain('does not find a session whose user name was given in another case', killer, (vcenter) => {
    const odd = new Set<string>()
    return {
      login(userName, ...rest) {
        const session = vcenter.login(userName, ...rest)
        if (userName !== session.principal.userName) odd.add(session.key)
        return session
      },
      terminateSessions(caller, keys) {
        for (const key of keys) {
          if (odd.has(key) && key !== caller.key) throw notFound()
          vcenter.terminateSessions(caller, [key])
        }
      },
    }
  }),
  everywhere('lets a session live on that has a request under way when it is terminated', (vcenter) => {
    const busy = new Map<string, number>()
    return async (request, next) => {
      const token = request.headers.get(tokenHeader) ?? ''
      busy.set(token, (busy.get(token) ?? 0) + 1)
      const held = new Map(
        [...vcenter.sessions].filter(([, one]) => one.token !== token && (busy.get(one.token) ?? 0) > 0),
      )
      await new Promise((resolve) => setTimeout(resolve, 2))
      const response = await next(request)
      busy.set(token, (busy.get(token) ?? 1) - 1)
      const isTermination = request.url.endsWith('/TerminateSession')
      if (isTermination)
        for (const [key, session] of held) if (!vcenter.sessions.has(key)) vcenter.sessions.set(key, session)
      return response
    }
  }),
]
