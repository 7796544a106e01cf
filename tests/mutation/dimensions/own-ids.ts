import { invalidArgument } from '../faults.ts'
import type { Mutant } from '../mutant.ts'
import { stepping } from './helpers/common.ts'
import { readings } from './helpers/readings.ts'

/** The readings that reach the caller: it compares the id as it is with the own key, and ends what it reads. */
const reaching = Object.entries(readings).filter(([what]) => !what.includes('of a key of more than four'))

/** A defect of an id that is no key: the server ends the caller for it. */
const ending = (
  defect: string,
  is: (id: string, own: { key: string; token: string; user: string }) => boolean,
): Mutant =>
  stepping(defect, ({ vcenter, caller, key }) => {
    if (vcenter.sessions.has(key)) return false
    return is(key, { ...caller, user: caller.principal.userName }) && vcenter.sessions.delete(caller.key)
  })

export const ownIds: Mutant[] = [
  ...reaching.map(([what, is]) =>
    stepping(`takes ${what} for the key of the caller and ends the caller`, (at) => {
      if (at.vcenter.sessions.has(at.key)) return false
      return is(at.key, at.caller, at) && at.vcenter.sessions.delete(at.caller.key)
    }),
  ),
  ...Object.entries(readings)
    .filter((_, place) => place % 9 === 0)
    .map(([what, is]) =>
      stepping(`skips ${what}, where the key is the caller's`, (at) => {
        return !at.vcenter.sessions.has(at.key) && is(at.key, at.caller, at)
      }),
    ),
  ending('takes its own token for the own key and ends the caller', (id, { token }) => id === token),
  ending('takes the empty string for the current session and ends the caller', (id) => id === ''),
  ending('takes "self" or "current" for the current session and ends the caller', (id) =>
    /^(self|current|me|this)$/i.test(id),
  ),
  ending('takes "currentSession" for the current session and ends the caller', (id) => id === 'currentSession'),
  ending('takes the name of its user for the current session and ends the caller', (id, { user }) => id === user),
  ending('takes 0 for the current session and ends the caller', (id) => id === '0'),
  ending('takes "null" for the current session and ends the caller', (id) => id === 'null'),
  ending('takes the nil UUID for the current session and ends the caller', (id) => /^[0-]{36}$/.test(id)),
  ending('takes * for every session and ends the caller with them', (id) => id === '*'),
  ending(
    'takes the moId of the SessionManager for the current session and ends the caller',
    (id) => id === 'SessionManager',
  ),
  stepping('takes the own key in the other letter case for the own one, behind other ids', ({ caller, key, place }) => {
    if (place > 0 && key !== caller.key && key.toLowerCase() === caller.key.toLowerCase()) throw invalidArgument()
    return false
  }),
]
