import type { Session, VCenter } from '../../../src/mock/index.ts'
import { invalidArgument, notFound } from '../faults.ts'
import { tokenLivesOn } from '../misbehaviours.ts'
import { inDomain, type Mutant, terminating } from '../mutant.ts'

/** Ends what is listed, and then sessions that are not. */
const takingAlong = (
  defect: string,
  others: (vcenter: VCenter, caller: Session, listed: Session[]) => Session[],
): Mutant =>
  terminating(defect, 'terminate.success.bystanders-untouched', (vcenter) => (caller, keys) => {
    const listed = keys.flatMap((key) => vcenter.sessions.get(key) ?? [])
    const also = others(vcenter, caller, listed)
    vcenter.terminateSessions(caller, keys)
    for (const { key } of also) vcenter.sessions.delete(key)
  })

const all = (vcenter: VCenter) => [...vcenter.sessions.values()]

/** Answers an empty list by ending sessions. */
const emptyListEnds = (defect: string, doomed: (session: Session, caller: Session) => boolean): Mutant =>
  terminating(defect, 'terminate.empty-list.no-effect', (vcenter) => (caller, keys) => {
    if (keys.length > 0) return vcenter.terminateSessions(caller, keys)
    for (const session of all(vcenter)) if (doomed(session, caller)) vcenter.sessions.delete(session.key)
  })

/** Answers, and ends the sessions only at the second sessionList after that. */
function late(defect: string): Mutant {
  return inDomain(defect, 'terminate.success.all-listed', (vcenter) => {
    const doomed = new Map<string, { looks: number }>()
    return {
      authorize(caller, privilege) {
        if (privilege === 'Sessions.TerminateSession') {
          for (const [key, seen] of doomed) {
            seen.looks += 1
            if (seen.looks > 1) vcenter.sessions.delete(key)
          }
        }
        return vcenter.authorize(caller, privilege)
      },
      terminateSessions(caller, keys) {
        for (const key of keys) {
          if (key === caller.key) throw invalidArgument()
          if (!vcenter.sessions.has(key)) throw notFound()
        }
        for (const key of keys) doomed.set(key, { looks: 0 })
      },
    }
  })
}

export const effect: Mutant[] = [
  terminating('ends nothing and answers 204', 'terminate.success.all-listed', () => () => {}),
  late('ends the sessions only when they have been looked at once'),
  inDomain('ends the session, while its token lives on', 'terminate.success.all-listed', tokenLivesOn),
  inDomain('ends the token, while the session stays listed', 'terminate.success.all-listed', (vcenter) => {
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
  }),
  takingAlong("takes the user's other sessions along, but for the caller", (vcenter, caller, listed) =>
    all(vcenter).filter(
      ({ key, principal }) => key !== caller.key && listed.some((one) => one.principal === principal),
    ),
  ),
  takingAlong('takes the youngest other session along', (vcenter, caller, listed) => {
    const others = all(vcenter).filter((session) => session !== caller && !listed.includes(session))
    return others.slice(-1)
  }),
  takingAlong('takes the sessions of other users along', (vcenter, caller) =>
    all(vcenter).filter(({ principal }) => principal !== caller.principal),
  ),
  takingAlong('takes everybody along, but for the caller', (vcenter, caller) =>
    all(vcenter).filter((session) => session !== caller),
  ),
  takingAlong('takes the caller along', (_, caller) => [caller]),
  takingAlong(
    "takes the other sessions of a victim's user along, where that is another user",
    (vcenter, caller, listed) =>
      all(vcenter).filter(
        ({ principal }) => principal !== caller.principal && listed.some((one) => one.principal === principal),
      ),
  ),
  takingAlong(
    'takes the youngest other session along where those of two users are listed',
    (vcenter, caller, listed) => {
      const isOfTwo = new Set(listed.map(({ principal }) => principal)).size > 1
      return isOfTwo
        ? all(vcenter)
            .filter((session) => session !== caller && !listed.includes(session))
            .slice(-1)
        : []
    },
  ),
  emptyListEnds(
    'takes an empty list for the sessions of other users',
    (session, caller) => session.principal !== caller.principal,
  ),
  emptyListEnds('takes an empty list for everybody', () => true),
  emptyListEnds('takes an empty list for everybody else', (session, caller) => session !== caller),
  emptyListEnds(
    'takes an empty list for the other sessions of the caller',
    (session, caller) => session !== caller && session.principal === caller.principal,
  ),
  inDomain('answers Logout without ending the session', 'terminate.current-session.logout-instead', () => ({
    logout() {},
  })),
]
