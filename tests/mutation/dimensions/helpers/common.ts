import type { Fetch } from '../../../../src/client/index.ts'
import type { MockSession, VCenter } from '../../../../src/mock/index.ts'
import { mockTarget } from '../../../support/mock-target.ts'
import { createRepeatable } from '../../../support/repeatable.ts'
import { inDomain, type Mutant, onWire } from '../../mutant.ts'

export const killer = 'terminate.success.no-content'
export const tokenHeader = 'vmware-api-session-id'

/** What a mock did so far. */
export interface Past {
  /** The key of the caller that terminated a session, by the session's key. */
  terminated: Map<string, string>
  loggedOut: Set<string>
  /** Every session that was ever begun, in order. */
  all: MockSession[]
  /** The key of the session that a clone was made from, by the clone's key. */
  parents: Map<string, string>
  /** How often a session called TerminateSession before this call, by key. */
  calls: Map<string, number>
  /** The callers whose last TerminateSession failed. */
  failed: Set<string>
}

/** A defect of the domain that depends on what was before. */
export function withPast(defect: string, change: (vcenter: VCenter, past: Past) => Partial<VCenter>): Mutant {
  return inDomain(defect, killer, (vcenter) => {
    const past: Past = {
      terminated: new Map(),
      loggedOut: new Set(),
      all: [],
      parents: new Map(),
      calls: new Map(),
      failed: new Set(),
    }
    const tickets = new Map<string, string>()
    const changed = { ...vcenter, ...change(vcenter, past) }
    return {
      ...changed,
      login(...given) {
        const session = changed.login(...given)
        past.all.push(session)
        return session
      },
      logout(caller) {
        changed.logout(caller)
        past.loggedOut.add(caller.key)
      },
      acquireCloneTicket(caller) {
        const ticket = changed.acquireCloneTicket(caller)
        tickets.set(ticket, caller.key)
        return ticket
      },
      cloneSession(ticket, origin) {
        const session = changed.cloneSession(ticket, origin)
        past.all.push(session)
        past.parents.set(session.key, tickets.get(ticket) ?? '')
        return session
      },
      terminateSessions(caller, keys) {
        const before = [...vcenter.sessions.keys()]
        try {
          changed.terminateSessions(caller, keys)
          past.failed.delete(caller.key)
        } catch (error) {
          past.failed.add(caller.key)
          throw error
        } finally {
          for (const key of before) if (!vcenter.sessions.has(key)) past.terminated.set(key, caller.key)
          past.calls.set(caller.key, (past.calls.get(caller.key) ?? 0) + 1)
        }
      },
    }
  })
}

/** One id of a list, at its turn. */
export interface At {
  vcenter: VCenter
  past: Past
  caller: MockSession
  key: string
  /** The session of the key, where it is logged on. */
  session: MockSession | undefined
  place: number
  keys: readonly string[]
}

/** A defect at single ids: where `step` is true, it dealt with the id itself; elsewhere the server does as it should. */
export function stepping(defect: string, step: (at: At) => boolean): Mutant {
  return withPast(defect, (vcenter, past) => ({
    terminateSessions(caller, keys) {
      for (const [place, key] of keys.entries()) {
        const session = vcenter.sessions.get(key)
        if (!step({ vcenter, past, caller, key, session, place, keys })) vcenter.terminateSessions(caller, [key])
      }
    },
  }))
}

/** A defect that shows where sessions were left alone for so many milliseconds. */
export const whenIdle = (idleMs: number, mutant: Mutant): Mutant => ({ ...mutant, idleMs })

/** A defect that works on another list than the one it was given. */
export function listing(
  defect: string,
  change: (keys: readonly string[], caller: MockSession, vcenter: VCenter, past: Past) => readonly string[],
): Mutant {
  return withPast(defect, (vcenter, past) => ({
    terminateSessions: (caller, keys) => vcenter.terminateSessions(caller, change(keys, caller, vcenter, past)),
  }))
}

/** The same request with another body, and perhaps other headers and another address. */
export function post(request: Request, body: string, headers: Headers = request.headers, url = request.url): Request {
  const kept = new Headers(headers)
  kept.delete('content-length')
  return new Request(url, { method: 'POST', headers: kept, body })
}

/** A defect of every request. */
export function everywhere(
  defect: string,
  change: (vcenter: VCenter) => (request: Request, next: Fetch) => Promise<Response>,
): Mutant {
  return {
    defect,
    killer,
    make() {
      const vcenter = createRepeatable()
      const changed = change(vcenter)
      return mockTarget({ vcenter, around: (next) => (request) => changed(request, next) })
    },
  }
}

/** A defect in the proof of the caller of TerminateSession: `change` gives the token to go by, or undefined for the one given. */
export function proving(
  defect: string,
  change: (token: string | null, vcenter: VCenter, request: Request) => string | undefined,
): Mutant {
  return onWire(defect, killer, async (request, next, vcenter) => {
    const token = change(request.headers.get(tokenHeader), vcenter, request)
    if (token === undefined) return next(request)
    const headers = new Headers(request.headers)
    headers.set(tokenHeader, token)
    return next(post(request, await request.text(), headers))
  })
}
