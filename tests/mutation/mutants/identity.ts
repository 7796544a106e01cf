import type { VCenter } from '../../../src/mock/index.ts'
import { invalidArgument } from '../faults.ts'
import { inDomain, type Mutant, terminating } from '../mutant.ts'

/** Another way of finding the session that an id means. */
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

/** Remembers which sessions were ended, and answers as if it ended them again. */
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
  resolving('takes an id in any case', 'terminate.identity.exact', (vcenter, id) =>
    keyWhere(vcenter, (key) => key.toLowerCase() === id.toLowerCase()),
  ),
  resolving('takes an id with blanks around it', 'terminate.identity.exact', (_, id) => id.trim()),
  resolving('takes an id with a blank after it', 'terminate.identity.exact', (_, id) => id.trimEnd()),
  resolving('takes the beginning of an id', 'terminate.identity.exact', (vcenter, id) =>
    keyWhere(vcenter, (key) => id.length > 8 && key.startsWith(id)),
  ),
  resolving('takes the end of an id', 'terminate.identity.exact', (vcenter, id) =>
    keyWhere(vcenter, (key) => id.length > 8 && key.endsWith(id)),
  ),
  resolving('stops reading an id at a NUL', 'terminate.identity.exact', (_, id) => id.split('\0')[0]),
  resolving('passes over a dash at the end of an id', 'terminate.identity.exact', (_, id) => id.replace(/-$/, '')),
  terminating(
    'answers InvalidArgument for an id that does not look like one',
    'terminate.not-found.fault',
    (vcenter) => (caller, keys) => {
      if (keys.some((key) => key.includes(':'))) throw invalidArgument()
      vcenter.terminateSessions(caller, keys)
    },
  ),
  resolving(
    'takes a token for an id',
    'terminate.identity.token-is-no-id',
    (vcenter, id) => [...vcenter.sessions.values()].find(({ token }) => token === id)?.key,
  ),
  remembering('answers 204 for a session that it has ended before', 'terminated'),
  remembering('answers 204 for a session that has logged out', 'logged out'),
  terminating(
    'folds ids that are listed twice into one',
    'terminate.sequence.duplicate-id',
    (vcenter) => (caller, keys) => vcenter.terminateSessions(caller, [...new Set(keys)]),
  ),
  terminating(
    'passes over an id that is unknown',
    'terminate.not-found.fault',
    (vcenter) => (caller, keys) =>
      vcenter.terminateSessions(
        caller,
        keys.filter((key) => vcenter.sessions.has(key)),
      ),
  ),
  terminating(
    'passes over an id that is unknown where it stands alone',
    'terminate.not-found.fault',
    (vcenter) => (caller, keys) => {
      const [only = ''] = keys
      if (keys.length > 1 || vcenter.sessions.has(only)) vcenter.terminateSessions(caller, keys)
    },
  ),
  resolving('takes what every object has for the id of a session', 'terminate.not-found.fault', (vcenter, id) =>
    id in {} ? keyWhere(vcenter, () => true) : undefined,
  ),
  terminating(
    'passes over ids of more than 255 characters',
    'terminate.not-found.fault',
    (vcenter) => (caller, ids) =>
      vcenter.terminateSessions(
        caller,
        ids.filter((id) => id.length <= 255),
      ),
  ),
  resolving('takes an underscore for any character', 'terminate.identity.exact', (vcenter, id) =>
    keyWhere(
      vcenter,
      (key) => key.length === id.length && [...id].every((sign, at) => sign === '_' || sign === key[at]),
    ),
  ),
  terminating(
    'takes an id that names several for a list',
    'terminate.identity.exact',
    (vcenter) => (caller, ids) =>
      vcenter.terminateSessions(
        caller,
        ids.flatMap((id) => id.split(',')),
      ),
  ),
  resolving('takes a key in braces', 'terminate.identity.exact', (vcenter, id) =>
    keyWhere(vcenter, (key) => id === `{${key}}`),
  ),
]
