import { invalidArgument, notFound } from '../faults.ts'
import { inDomain, type Mutant, terminating } from '../mutant.ts'

export const ownSession: Mutant[] = [
  terminating(
    'ends the caller where its own id is one of several',
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
    'ignores the own id',
    'terminate.current-session.fault',
    (vcenter) => (caller, keys) =>
      vcenter.terminateSessions(
        caller,
        keys.filter((key) => key !== caller.key),
      ),
  ),
  terminating(
    'ignores the own id where it is the only one',
    'terminate.current-session.fault',
    (vcenter) => (caller, keys) => {
      if (keys.length > 1 || keys[0] !== caller.key) vcenter.terminateSessions(caller, keys)
    },
  ),
  terminating(
    'answers the own id with a fault, but ends the caller',
    'terminate.current-session.survives',
    (vcenter) => (caller, keys) => {
      try {
        vcenter.terminateSessions(caller, keys)
      } finally {
        if (keys.includes(caller.key)) vcenter.sessions.delete(caller.key)
      }
    },
  ),
  terminating('answers the own id with NotFound', 'terminate.current-session.fault', (vcenter) => (caller, keys) => {
    for (const key of keys) {
      if (key === caller.key) throw notFound()
      vcenter.terminateSessions(caller, [key])
    }
  }),
  inDomain(
    'refuses every later call of a caller that has listed its own id',
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
    'refuses an id in every later call where a caller has once listed it as its own',
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
    'answers the own id with NotFound where it is listed twice',
    'terminate.current-session.fault',
    (vcenter) => (caller, keys) => {
      if (keys.length === 2 && keys.every((key) => key === caller.key)) throw notFound()
      vcenter.terminateSessions(caller, keys)
    },
  ),
]
