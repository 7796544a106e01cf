import { createApp, type MockSession, type VCenter, VimFault } from '../../../src/mock/index.ts'
import { mockTarget } from '../../support/mock-target.ts'
import { createRepeatable } from '../../support/repeatable.ts'
import { invalidArgument, notFound } from '../faults.ts'
import { tokenLivesOn } from '../misbehaviours.ts'
import { inDomain, type Mutant, terminating } from '../mutant.ts'

/** Ends the sessions that are listed, and others besides. */
const endingOthers = (
  defect: string,
  others: (vcenter: VCenter, caller: MockSession, listed: MockSession[]) => MockSession[],
): Mutant =>
  terminating(defect, 'terminate.success.bystanders-untouched', (vcenter) => (caller, keys) => {
    const listed = keys.flatMap((key) => vcenter.sessions.get(key) ?? [])
    const also = others(vcenter, caller, listed)
    vcenter.terminateSessions(caller, keys)
    for (const { key } of also) vcenter.sessions.delete(key)
  })

/** Leaves sessions alive, and changes what sessionList shows of them: those of the list behind an id that fails, or all but the caller. */
const changingOthers = (defect: string, which: 'listed' | 'all', change: (session: MockSession) => void): Mutant =>
  terminating(defect, 'terminate.effect.others-unchanged', (vcenter) => (caller, keys) => {
    const listed = keys.flatMap((key) => vcenter.sessions.get(key) ?? [])
    try {
      vcenter.terminateSessions(caller, keys)
    } finally {
      for (const session of which === 'listed' ? listed : all(vcenter)) if (session !== caller) change(session)
    }
  })

const all = (vcenter: VCenter) => [...vcenter.sessions.values()]

/** Ends what is listed, and changes what sessionList shows of the caller, or of all sessions. */
const changingAfterSuccess = (defect: string, change: (vcenter: VCenter, caller: MockSession) => void): Mutant =>
  terminating(defect, 'terminate.effect.others-unchanged', (vcenter) => (caller, keys) => {
    vcenter.terminateSessions(caller, keys)
    change(vcenter, caller)
  })

/** Answers an empty list by ending sessions that it does not name. */
const emptyListEnds = (defect: string, doomed: (session: MockSession, caller: MockSession) => boolean): Mutant =>
  terminating(defect, 'terminate.empty-list.no-effect', (vcenter) => (caller, keys) => {
    if (keys.length > 0) return vcenter.terminateSessions(caller, keys)
    for (const session of all(vcenter)) if (doomed(session, caller)) vcenter.sessions.delete(session.key)
  })

/** Answers 204, and leaves those sessions alive. */
const leaving = (defect: string, isLeft: (sessions: MockSession[], session: MockSession) => boolean): Mutant =>
  terminating(defect, 'terminate.success.only-session', (vcenter) => (caller, keys) => {
    const isKept = (key: string) => {
      const session = vcenter.sessions.get(key)
      const ofUser = all(vcenter).filter(({ principal }) => principal === session?.principal)
      return session !== undefined && session !== caller && isLeft(ofUser, session)
    }
    for (const key of keys) if (!isKept(key)) vcenter.terminateSessions(caller, [key])
  })

/** Answers at once, and ends the sessions only at the second sessionList after the answer. */
function late(defect: string): Mutant {
  return inDomain(defect, 'terminate.success.all-listed', (vcenter) => {
    const doomed = new Map<string, { reads: number }>()
    return {
      authorize(caller, privilege) {
        if (privilege === 'Sessions.TerminateSession') {
          for (const [key, count] of doomed) {
            count.reads += 1
            if (count.reads > 1) vcenter.sessions.delete(key)
          }
        }
        return vcenter.authorize(caller, privilege)
      },
      terminateSessions(caller, keys) {
        for (const key of keys) {
          if (key === caller.key) throw invalidArgument()
          if (!vcenter.sessions.has(key)) throw notFound()
        }
        for (const key of keys) doomed.set(key, { reads: 0 })
      },
    }
  })
}

/** Shows the sessions that a call has ended in the next sessionList once more; their tokens are dead. */
const listingOnceMore: Mutant = {
  defect: 'shows an ended session in the next sessionList, while its token is dead',
  killer: 'terminate.effect.listed-at-once',
  make() {
    const vcenter = createRepeatable()
    let ended: MockSession[] = []
    const app = createApp({
      ...vcenter,
      terminateSessions(caller, keys) {
        const before = all(vcenter)
        try {
          vcenter.terminateSessions(caller, keys)
        } finally {
          ended = before.filter((session) => !vcenter.sessions.has(session.key))
        }
      },
      get sessions() {
        const shown = new Map([...ended, ...all(vcenter)].map((session) => [session.key, session]))
        ended = []
        return shown
      },
    })
    return { ...mockTarget({ vcenter }), fetch: async (request) => app.fetch(request) }
  },
}

export const effect: Mutant[] = [
  terminating('answers 204 and ends nothing', 'terminate.success.all-listed', () => () => {}),
  listingOnceMore,
  late('ends the sessions only after sessionList has been read'),
  inDomain(
    'removes the session from sessionList, while its token stays valid',
    'terminate.success.all-listed',
    tokenLivesOn,
  ),
  inDomain(
    'invalidates the token, while the session stays in sessionList',
    'terminate.success.all-listed',
    (vcenter) => {
      const revoked = new Set<string>()
      return {
        authenticate: (token) => (revoked.has(token) ? undefined : vcenter.authenticate(token)),
        terminateSessions(caller, keys) {
          const sessions = keys.flatMap((key) => vcenter.sessions.get(key) ?? [])
          vcenter.terminateSessions(caller, keys)
          for (const session of sessions) {
            revoked.add(session.token)
            vcenter.sessions.set(session.key, session)
          }
        },
      }
    },
  ),
  endingOthers('also ends the other sessions of the same user, except the caller', (vcenter, caller, listed) =>
    all(vcenter).filter(
      ({ key, principal }) => key !== caller.key && listed.some((one) => one.principal === principal),
    ),
  ),
  endingOthers('also ends the youngest other session', (vcenter, caller, listed) => {
    const others = all(vcenter).filter((session) => session !== caller && !listed.includes(session))
    return others.slice(-1)
  }),
  endingOthers('also ends the sessions of other users', (vcenter, caller) =>
    all(vcenter).filter(({ principal }) => principal !== caller.principal),
  ),
  endingOthers('also ends all other sessions, except the caller', (vcenter, caller) =>
    all(vcenter).filter((session) => session !== caller),
  ),
  endingOthers('also ends the caller', (_, caller) => [caller]),
  endingOthers(
    "also ends the other sessions of a victim's user, where that is another user",
    (vcenter, caller, listed) =>
      all(vcenter).filter(
        ({ principal }) => principal !== caller.principal && listed.some((one) => one.principal === principal),
      ),
  ),
  endingOthers(
    'also ends the youngest other session where sessions of two users are listed',
    (vcenter, caller, listed) => {
      const isOfTwo = new Set(listed.map(({ principal }) => principal)).size > 1
      return isOfTwo
        ? all(vcenter)
            .filter((session) => session !== caller && !listed.includes(session))
            .slice(-1)
        : []
    },
  ),
  leaving('leaves the only session of a user logged on', (ofUser) => ofUser.length === 1),
  leaving('leaves the session logged on that a user has begun first', (ofUser, session) => ofUser[0] === session),
  inDomain(
    'takes the privilege from the caller when it ends the only other session of its user',
    'terminate.success.only-session',
    (vcenter) => {
      const barred = new Set<MockSession>()
      return {
        authorize(caller, privilege) {
          if (caller === undefined || !barred.has(caller)) return vcenter.authorize(caller, privilege)
          const principal = { ...caller.principal, privileges: ['System.View'] as const }
          return vcenter.authorize({ ...caller, principal }, privilege)
        },
        terminateSessions(caller, keys) {
          vcenter.terminateSessions(caller, keys)
          if (all(vcenter).filter(({ principal }) => principal === caller.principal).length === 1) barred.add(caller)
        },
      }
    },
  ),
  emptyListEnds(
    'ends the sessions of other users for an empty list',
    (session, caller) => session.principal !== caller.principal,
  ),
  emptyListEnds('ends all sessions for an empty list', () => true),
  emptyListEnds('ends all other sessions for an empty list', (session, caller) => session !== caller),
  emptyListEnds(
    "ends the other sessions of the caller's user for an empty list",
    (session, caller) => session !== caller && session.principal === caller.principal,
  ),
  changingOthers('begins the time of the listed sessions anew that it leaves alive', 'listed', (session) => {
    session.loginTime = new Date()
  }),
  changingOthers('begins the time of all other sessions anew', 'all', (session) => {
    session.loginTime = new Date()
  }),
  changingOthers('forgets when the listed sessions that it leaves alive were used', 'listed', (session) => {
    session.lastActiveTime = new Date(0)
  }),
  changingOthers('counts the calls of the other sessions from zero again', 'all', (session) => {
    session.callCount = 0
  }),
  changingOthers('counts a call as one of the listed sessions that it leaves alive', 'listed', (session) => {
    session.callCount += 1
    session.lastActiveTime = new Date()
  }),
  changingOthers('shows another client for the listed sessions that it leaves alive', 'listed', (session) => {
    session.userAgent = 'unknown'
  }),
  changingAfterSuccess('counts the calls of all sessions from zero again once it has ended some', (vcenter) => {
    for (const session of all(vcenter)) session.callCount = 0
  }),
  changingAfterSuccess('begins the time of the caller anew once it has ended others', (_, caller) => {
    caller.loginTime = new Date()
  }),
  inDomain(
    'takes the sessions behind an id that fails for inactive, and leaves them alive',
    'terminate.effect.session-is-active',
    (vcenter) => {
      const behind = new Set<string>()
      return {
        sessionIsActive: (key, userName) => !behind.has(key) && vcenter.sessionIsActive(key, userName),
        terminateSessions(caller, keys) {
          try {
            vcenter.terminateSessions(caller, keys)
          } catch (error) {
            for (const key of keys) behind.add(key)
            throw error
          }
        },
      }
    },
  ),
  terminating(
    'makes up for an empty list, and ends what its last call has left undone',
    'terminate.empty-list.no-effect',
    (vcenter) => {
      let rest: readonly string[] = []
      return (caller, keys) => {
        const todo = keys.length > 0 ? keys : rest
        for (const [place, key] of todo.entries()) {
          rest = todo.slice(place + 1)
          vcenter.terminateSessions(caller, [key])
        }
      }
    },
  ),
  inDomain(
    'refuses to log on the users of the sessions that it ended',
    'terminate.effect.logins-untouched',
    (vcenter) => {
      const lockedOut = new Set<string>()
      return {
        login(userName, ...given) {
          if (lockedOut.has(userName)) throw new VimFault({ _typeName: 'InvalidLogin', faultstring: 'no' })
          return vcenter.login(userName, ...given)
        },
        terminateSessions(caller, keys) {
          const listed = keys.flatMap((key) => vcenter.sessions.get(key) ?? [])
          vcenter.terminateSessions(caller, keys)
          for (const { principal } of listed) lockedOut.add(principal.userName)
        },
      }
    },
  ),
  inDomain('makes the clone tickets of all sessions invalid', 'terminate.effect.logins-untouched', (vcenter) => {
    let isCalled = false
    return {
      acquireCloneTicket(caller) {
        isCalled = false
        return vcenter.acquireCloneTicket(caller)
      },
      cloneSession(...given) {
        if (isCalled) throw new VimFault({ _typeName: 'InvalidLogin', faultstring: 'no' })
        return vcenter.cloneSession(...given)
      },
      terminateSessions(caller, keys) {
        isCalled = true
        vcenter.terminateSessions(caller, keys)
      },
    }
  }),
  inDomain('answers Logout without ending the session', 'terminate.current-session.logout-instead', () => ({
    logout() {},
  })),
]
