import { invalidArgument, notFound } from '../faults.ts'
import { inDomain, type Mutant, terminating } from '../mutant.ts'

export const ownSession: Mutant[] = [
  terminating(
    'ends the caller where its own id stands among others',
    'terminate.sequence.suffix-untouched',
    (vcenter) => (caller, keys) => {
      try {
        vcenter.terminateSessions(caller, keys)
      } finally {
        if (keys.length > 1 && keys.includes(caller.key)) vcenter.sessions.delete(caller.key)
      }
    },
  ),
  terminating('lets a session end itself', 'terminate.current-session.fault', (vcenter) => (_, keys) => {
    for (const key of keys) if (!vcenter.sessions.delete(key)) throw notFound()
  }),
  terminating(
    'passes over the own id',
    'terminate.current-session.fault',
    (vcenter) => (caller, keys) =>
      vcenter.terminateSessions(
        caller,
        keys.filter((key) => key !== caller.key),
      ),
  ),
  terminating(
    'passes over the own id where it stands alone',
    'terminate.current-session.fault',
    (vcenter) => (caller, keys) => {
      if (keys.length > 1 || keys[0] !== caller.key) vcenter.terminateSessions(caller, keys)
    },
  ),
  terminating(
    'faults at the own id, and ends it',
    'terminate.current-session.survives',
    (vcenter) => (caller, keys) => {
      try {
        vcenter.terminateSessions(caller, keys)
      } finally {
        if (keys.includes(caller.key)) vcenter.sessions.delete(caller.key)
      }
    },
  ),
  terminating('takes the own id for an unknown one', 'terminate.current-session.fault', (vcenter) => (caller, keys) => {
    for (const key of keys) {
      if (key === caller.key) throw notFound()
      vcenter.terminateSessions(caller, [key])
    }
  }),
  inDomain(
    'lets a caller that listed its own id live on, and call no more',
    'terminate.current-session.survives',
    (vcenter) => {
      const barred = new Set<string>()
      return {
        terminateSessions(caller, keys) {
          if (barred.has(caller.key)) throw notFound()
          if (keys.includes(caller.key)) barred.add(caller.key)
          vcenter.terminateSessions(caller, keys)
        },
      }
    },
  ),
  terminating(
    'refuses an id to everybody that was once its caller’s own',
    'terminate.current-session.fault',
    (vcenter) => {
      const refused = new Set<string>()
      return (caller, keys) => {
        if (keys.includes(caller.key)) refused.add(caller.key)
        if (keys.some((key) => refused.has(key))) throw invalidArgument()
        vcenter.terminateSessions(caller, keys)
      }
    },
  ),
  terminating(
    'does not know the own id where it stands twice',
    'terminate.current-session.fault',
    (vcenter) => (caller, keys) => {
      if (keys.length === 2 && keys.every((key) => key === caller.key)) throw notFound()
      vcenter.terminateSessions(caller, keys)
    },
  ),
]
