import { randomUUID } from 'node:crypto'
import type { MockSession } from '../../../src/mock/index.ts'
import { VimFault } from '../../../src/mock/index.ts'
import { invalidArgument, notFound } from '../faults.ts'
import { inDomain, type Mutant } from '../mutant.ts'
import { killer, withPast } from './helpers/common.ts'
import { rememberingTickets } from './helpers/tickets.ts'

const badLogin = () => new VimFault({ _typeName: 'InvalidLogin', faultstring: 'no' })

/** A defect that remembers the user or the client of an ended session at later logins. */
const login = (
  defect: string,
  isRefused: (user: string, ended: Map<string, number>, agent: string) => boolean,
): Mutant =>
  withPast(defect, (vcenter) => {
    const ended = new Map<string, number>()
    return {
      login(userName, password, origin, caller) {
        if (isRefused(userName.toLowerCase(), ended, origin.userAgent)) throw badLogin()
        return vcenter.login(userName, password, origin, caller)
      },
      terminateSessions(caller, keys) {
        for (const key of keys) {
          const victim = vcenter.sessions.get(key)
          vcenter.terminateSessions(caller, [key])
          if (victim !== undefined) ended.set(victim.principal.userName.toLowerCase(), Date.now())
        }
      },
    }
  })

/** A defect that locks out a user by how many of that user's sessions one call has ended. */
const locking = (defect: string, isLocking: (count: number) => boolean): Mutant =>
  withPast(defect, (vcenter) => {
    const locked = new Set<string>()
    return {
      login(userName, password, origin, caller) {
        if (locked.has(userName.toLowerCase())) throw badLogin()
        return vcenter.login(userName, password, origin, caller)
      },
      terminateSessions(caller, keys) {
        const counts = new Map<string, number>()
        for (const key of keys) {
          const name = vcenter.sessions.get(key)?.principal.userName.toLowerCase()
          vcenter.terminateSessions(caller, [key])
          if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1)
        }
        for (const [name, count] of counts) if (isLocking(count)) locked.add(name)
      },
    }
  })

/** A defect that gives the next session something of one that was ended. */
const reusing = (defect: string, how: 'key' | 'token', is: (old: MockSession, next: MockSession) => boolean): Mutant =>
  withPast(defect, (vcenter) => {
    const free: MockSession[] = []
    const reuse = (session: MockSession) => {
      const place = free.findIndex((old) => is(old, session))
      const [old] = place === -1 ? [] : free.splice(place, 1)
      if (old === undefined) return session
      vcenter.sessions.delete(session.key)
      session[how] = old[how]
      vcenter.sessions.set(session.key, session)
      return session
    }
    return {
      login: (...given) => reuse(vcenter.login(...given)),
      cloneSession: (...given) => reuse(vcenter.cloneSession(...given)),
      terminateSessions(caller, keys) {
        for (const key of keys) {
          const victim = vcenter.sessions.get(key)
          vcenter.terminateSessions(caller, [key])
          if (victim !== undefined) free.push(victim)
        }
      },
    }
  })

export const aftermath: Mutant[] = [
  login(
    'refuses to log on the user of a terminated session for a second',
    (user, ended) => Date.now() - (ended.get(user) ?? 0) < 1000,
  ),
  locking('refuses to log on a user of whom one call has ended three sessions', (count) => count === 3),
  locking('refuses to log on a user of whom one call has ended more than one session', (count) => count > 1),
  login('refuses to log on the users of terminated sessions', (user, ended) => ended.has(user)),
  login('refuses the first login of a user after a session of that user was terminated', (user, ended) =>
    ended.delete(user),
  ),
  login('refuses logins for 50 ms after a session was terminated', (_, ended) =>
    [...ended.values()].some((time) => Date.now() - time < 50),
  ),
  reusing(
    'gives the next session of a user the key of a terminated one',
    'key',
    (old, next) => old.principal === next.principal,
  ),
  reusing(
    'gives the next session the key of a terminated one of another user',
    'key',
    (old, next) => old.principal !== next.principal,
  ),
  reusing(
    'gives the next session of a user the token of a terminated one',
    'token',
    (old, next) => old.principal === next.principal,
  ),
  reusing(
    'gives the next session the token of a terminated one of another user',
    'token',
    (old, next) => old.principal !== next.principal,
  ),
  withPast('refuses CloneSession where the last TerminateSession of any caller failed', (vcenter, past) => ({
    cloneSession(ticket, origin) {
      if (past.failed.size > 0) throw badLogin()
      return vcenter.cloneSession(ticket, origin)
    },
  })),
  withPast('drops the clone tickets of the caller where its call fails', (vcenter) => {
    const { tickets, acquireCloneTicket } = rememberingTickets(vcenter)
    return {
      acquireCloneTicket,
      cloneSession(ticket, origin) {
        if (!tickets.has(ticket)) throw badLogin()
        return vcenter.cloneSession(ticket, origin)
      },
      terminateSessions(caller, keys) {
        try {
          vcenter.terminateSessions(caller, keys)
        } catch (error) {
          for (const [ticket, { key }] of tickets) if (key === caller.key) tickets.delete(ticket)
          throw error
        }
      },
    }
  }),
  inDomain('gives the sessions behind a failing id a new key', killer, (vcenter) => ({
    terminateSessions(caller, keys) {
      for (const [place, key] of keys.entries())
        try {
          vcenter.terminateSessions(caller, [key])
        } catch (error) {
          for (const behind of keys.slice(place + 1)) {
            const session = vcenter.sessions.get(behind)
            if (session === undefined || session === caller) continue
            vcenter.sessions.delete(behind)
            session.key = randomUUID()
            vcenter.sessions.set(session.key, session)
          }
          throw error
        }
    },
  })),
  inDomain('counts a terminated session: it refuses to end more than fifty in its life', killer, (vcenter) => {
    let count = 0
    return {
      terminateSessions(caller, keys) {
        for (const key of keys) {
          if (count >= 50) throw invalidArgument()
          vcenter.terminateSessions(caller, [key])
          count += 1
        }
      },
    }
  }),
  inDomain('knows only the sessions that were in the list when a call read it last', killer, (vcenter) => {
    let known: Set<string> | undefined
    class Read extends Map<string, MockSession> {
      override values() {
        known = new Set(vcenter.sessions.keys())
        return vcenter.sessions.values()
      }
    }
    return {
      sessions: new Read(),
      terminateSessions(caller, keys) {
        for (const key of keys) {
          if (known !== undefined && key !== caller.key && !known.has(key)) throw notFound()
          vcenter.terminateSessions(caller, [key])
        }
      },
    }
  }),
  withPast('refuses the next login of a user whose last session was terminated', (vcenter) => {
    const refused = new Set<string>()
    return {
      login(userName, ...given) {
        if (refused.delete(userName)) throw badLogin()
        return vcenter.login(userName, ...given)
      },
      terminateSessions(caller, keys) {
        for (const key of keys) {
          const user = vcenter.sessions.get(key)?.principal
          vcenter.terminateSessions(caller, [key])
          const isLast = ![...vcenter.sessions.values()].some(({ principal }) => principal === user)
          if (user !== undefined && isLast) refused.add(user.userName)
        }
      },
    }
  }),
]
