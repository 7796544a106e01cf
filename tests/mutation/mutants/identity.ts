import type { VCenter } from '../../../src/mock/index.ts'
import { rememberingTickets } from '../dimensions/helpers/tickets.ts'
import { invalidArgument } from '../faults.ts'
import { inDomain, type Mutant, terminating } from '../mutant.ts'

/** Finds the session of an id in another way. */
const resolving = (
  defect: string,
  killer: Mutant['killer'],
  resolve: (vcenter: VCenter, id: string) => string | undefined,
): Mutant =>
  terminating(
    defect,
    killer,
    (vcenter) => (caller, ids) =>
      vcenter.terminateSessions(
        caller,
        ids.map((id) => resolve(vcenter, id) ?? id),
      ),
  )

const keyWhere = (vcenter: VCenter, matches: (key: string) => boolean) => [...vcenter.sessions.keys()].find(matches)

/** Remembers the sessions that have ended, and accepts their ids. */
const remembering = (defect: string, ending: 'terminated' | 'logged out'): Mutant =>
  inDomain(defect, 'terminate.not-found.ended-session', (vcenter) => {
    const ended = new Set<string>()
    return {
      logout(caller) {
        if (ending === 'logged out') ended.add(caller.key)
        vcenter.logout(caller)
      },
      terminateSessions(caller, keys) {
        for (const key of keys) {
          if (ended.has(key)) continue
          vcenter.terminateSessions(caller, [key])
          if (ending === 'terminated') ended.add(key)
        }
      },
    }
  })

export const identity: Mutant[] = [
  resolving('ignores the letter case of an id', 'terminate.identity.exact', (vcenter, id) =>
    keyWhere(vcenter, (key) => key.toLowerCase() === id.toLowerCase()),
  ),
  resolving('ignores blanks around an id', 'terminate.identity.exact', (_, id) => id.trim()),
  resolving('ignores blanks after an id', 'terminate.identity.exact', (_, id) => id.trimEnd()),
  resolving('accepts the beginning of a key as id', 'terminate.identity.patterns', (vcenter, id) =>
    keyWhere(vcenter, (key) => id.length > 8 && key.startsWith(id)),
  ),
  resolving('accepts the end of a key as id', 'terminate.identity.patterns', (vcenter, id) =>
    keyWhere(vcenter, (key) => id.length > 8 && key.endsWith(id)),
  ),
  resolving(
    'ignores the rest of an id after a null character',
    'terminate.identity.exact',
    (_, id) => id.split('\0')[0],
  ),
  resolving('ignores a dash at the end of an id', 'terminate.identity.exact', (_, id) => id.replace(/-$/, '')),
  terminating(
    'answers InvalidArgument to an id that has not the form of a key',
    'terminate.not-found.fault',
    (vcenter) => (caller, keys) => {
      if (keys.some((key) => key.includes(':'))) throw invalidArgument()
      vcenter.terminateSessions(caller, keys)
    },
  ),
  resolving(
    'accepts a token as id',
    'terminate.identity.token-is-no-id',
    (vcenter, id) => [...vcenter.sessions.values()].find(({ token }) => token === id)?.key,
  ),
  inDomain(
    'accepts a clone ticket as id of the session that asked for it',
    'terminate.identity.token-is-no-id',
    (vcenter) => {
      const { tickets, acquireCloneTicket, cloneSession } = rememberingTickets(vcenter)
      return {
        acquireCloneTicket,
        cloneSession,
        terminateSessions: (caller, keys) =>
          vcenter.terminateSessions(
            caller,
            keys.map((key) => tickets.get(key)?.key ?? key),
          ),
      }
    },
  ),
  remembering('answers 204 for a session that was terminated before', 'terminated'),
  remembering('answers 204 for a session that has logged out', 'logged out'),
  terminating(
    'ignores the second of two equal ids',
    'terminate.sequence.duplicate-id',
    (vcenter) => (caller, keys) => vcenter.terminateSessions(caller, [...new Set(keys)]),
  ),
  terminating(
    'ignores unknown ids',
    'terminate.not-found.fault',
    (vcenter) => (caller, keys) =>
      vcenter.terminateSessions(
        caller,
        keys.filter((key) => vcenter.sessions.has(key)),
      ),
  ),
  terminating(
    'ignores an unknown id where it is the only one',
    'terminate.not-found.fault',
    (vcenter) => (caller, keys) => {
      const [only = ''] = keys
      if (keys.length > 1 || vcenter.sessions.has(only)) vcenter.terminateSessions(caller, keys)
    },
  ),
  resolving('accepts the name of a property that every object has as id', 'terminate.not-found.fault', (vcenter, id) =>
    id in {} ? keyWhere(vcenter, () => true) : undefined,
  ),
  terminating(
    'ignores ids of more than 255 characters',
    'terminate.not-found.fault',
    (vcenter) => (caller, ids) =>
      vcenter.terminateSessions(
        caller,
        ids.filter((id) => id.length <= 255),
      ),
  ),
  resolving('accepts an underscore in an id for any character', 'terminate.identity.exact', (vcenter, id) =>
    keyWhere(
      vcenter,
      (key) => key.length === id.length && [...id].every((sign, at) => sign === '_' || sign === key[at]),
    ),
  ),
  terminating(
    'splits an id at commas',
    'terminate.identity.exact',
    (vcenter) => (caller, ids) =>
      vcenter.terminateSessions(
        caller,
        ids.flatMap((id) => id.split(',')),
      ),
  ),
  resolving('accepts a key in braces', 'terminate.identity.exact', (vcenter, id) =>
    keyWhere(vcenter, (key) => id === `{${key}}`),
  ),
]
