import type { MockSession, VCenter } from '../../../src/mock/index.ts'
import { inDomain, type Mutant } from '../mutant.ts'
import { fault } from './helpers/calling.ts'
import { everywhere, killer, tokenHeader, withPast } from './helpers/common.ts'
import { rememberingTickets } from './helpers/tickets.ts'

const all = (vcenter: VCenter) => [...vcenter.sessions.values()]

/** A defect of tokens whose session is over: the session that each proves, if any. */
const dead = (
  defect: string,
  proves: (
    dead: MockSession,
    past: { all: MockSession[]; by: Map<string, string>; out: Set<string> },
    vcenter: VCenter,
  ) => MockSession | undefined,
): Mutant =>
  withPast(defect, (vcenter, past) => ({
    authenticate(token) {
      const session = past.all.find((one) => one.token === token)
      if (session === undefined || vcenter.sessions.has(session.key)) return vcenter.authenticate(token)
      return proves(session, { all: past.all, by: past.terminated, out: past.loggedOut }, vcenter)
    },
  }))

/** A defect of one other member: it serves a token whose session is over. */
const reading = (defect: string, member: string, isMeant: (was: 'terminated' | 'out') => boolean): Mutant =>
  everywhere(defect, (vcenter) => {
    const known = new Map<string, MockSession>()
    return async (request, next) => {
      for (const one of all(vcenter)) known.set(one.token, one)
      const token = request.headers.get(tokenHeader) ?? ''
      const isOut = request.url.endsWith('/Logout')
      const session = known.get(token)
      const isOver = session !== undefined && !vcenter.sessions.has(session.key)
      if (!request.url.endsWith(`/${member}`) || !isOver || !isMeant('terminated')) {
        const response = await next(request)
        if (isOut && !isMeant('out')) known.delete(token)
        return response
      }
      vcenter.sessions.set(session.key, session)
      const response = await next(request)
      vcenter.sessions.delete(session.key)
      return response
    }
  })

/** A defect of one member: the fault by which it refuses a token whose session is over. */
const refusing = (defect: string, name: string, isMeant: (member: string, over: MockSession) => boolean): Mutant =>
  everywhere(defect, (vcenter) => {
    const known = new Map<string, MockSession>()
    return async (request, next) => {
      for (const one of all(vcenter)) known.set(one.token, one)
      const session = known.get(request.headers.get(tokenHeader) ?? '')
      const member = request.url.split('/').at(-1) ?? ''
      const isOver = session !== undefined && !vcenter.sessions.has(session.key)
      return isOver && isMeant(member, session) ? fault(name) : next(request)
    }
  })

const ends = (was: string) => was === 'terminated'

export const deadTokens: Mutant[] = [
  dead('lets a dead token prove another session with the User-Agent of its own', ({ userAgent }, _, vcenter) =>
    all(vcenter).find((one) => one.userAgent === userAgent),
  ),
  dead('still serves the token of a session that logged out', (one, { out }) => (out.has(one.key) ? one : undefined)),
  dead('still serves the token of a terminated clone', (one, { by, all }) =>
    by.has(one.key) && all.indexOf(one) > 3 ? one : undefined,
  ),
  dead('still serves the token of a terminated session for a second', (one, { by }) =>
    by.has(one.key) && Date.now() - one.lastActiveTime.getTime() < 1000 && one.callCount > 0 ? one : undefined,
  ),
  dead('lets a dead token prove the session that terminated it', (one, { by, all }) =>
    all.find(({ key }) => key === by.get(one.key)),
  ),
  dead('lets a dead token prove the newest session', (_, { all }, vcenter) =>
    all.filter(({ key }) => vcenter.sessions.has(key)).at(-1),
  ),
  dead('lets a dead token prove the next session that logged on', (one, { all }, vcenter) => {
    const next = all[all.indexOf(one) + 1]
    return next !== undefined && vcenter.sessions.has(next.key) ? next : undefined
  }),
  dead('lets a dead token prove another session of the same user', (one, { by }, vcenter) => {
    return by.has(one.key)
      ? [...vcenter.sessions.values()].find(({ principal }) => principal === one.principal)
      : undefined
  }),
  ...[
    'sessionList',
    'SessionIsActive',
    'currentSession',
    'AcquireCloneTicket',
    'Logout',
    'Login',
    'TerminateSession',
  ].map((member) => reading(`serves ${member} for the token of a terminated session`, member, ends)),
  inDomain('takes a clone ticket for a token', killer, (vcenter) => {
    const { tickets, acquireCloneTicket } = rememberingTickets(vcenter)
    return {
      acquireCloneTicket,
      authenticate: (token) => vcenter.authenticate(token) ?? tickets.get(token),
    }
  }),
  withPast('serves the token of a session that has ended, where it stands in quotes', (vcenter, { all }) => ({
    authenticate(token) {
      const quoted = /^"(.*)"$/.exec(token ?? '')?.[1]
      return all.find((one) => one.token === quoted) ?? vcenter.authenticate(token)
    },
  })),
  refusing(
    'answers NoPermission for the token of a session without the privilege that has ended',
    'NoPermission',
    (member, { principal }) =>
      member === 'TerminateSession' && !principal.privileges.includes('Sessions.TerminateSession'),
  ),
  refusing(
    'answers InvalidLogin to a login that carries the token of a session that has ended',
    'InvalidLogin',
    (member) => member === 'Login',
  ),
]
