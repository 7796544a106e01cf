import type { MockSession, VCenter } from '../../../src/mock/index.ts'
import { goOn } from '../misbehaviours.ts'
import { type Mutant, terminating } from '../mutant.ts'

const failing = (vcenter: VCenter, caller: MockSession, keys: readonly string[]) =>
  keys.findIndex((key, place) => key === caller.key || !vcenter.sessions.has(key) || keys.indexOf(key) < place)

export const abort: Mutant[] = [
  terminating(
    'continues after an id that fails in lists of more than ten',
    'terminate.sequence.suffix-untouched',
    (vcenter) => (caller, keys) =>
      keys.length > 10 ? goOn(vcenter, caller, keys) : vcenter.terminateSessions(caller, keys),
  ),
  terminating(
    'continues after an id that fails',
    'terminate.sequence.suffix-untouched',
    (vcenter) => (caller, keys) => goOn(vcenter, caller, keys),
  ),
  terminating(
    'continues after an unknown id, not after its own id',
    'terminate.sequence.suffix-untouched',
    (vcenter) => (caller, keys) =>
      keys.includes(caller.key) ? vcenter.terminateSessions(caller, keys) : goOn(vcenter, caller, keys),
  ),
  terminating(
    'continues after its own id, not after an unknown one',
    'terminate.sequence.suffix-untouched',
    (vcenter) => (caller, keys) =>
      keys.includes(caller.key) ? goOn(vcenter, caller, keys) : vcenter.terminateSessions(caller, keys),
  ),
  terminating(
    'continues after an id that fails in lists of more than five',
    'terminate.sequence.suffix-untouched',
    (vcenter) => (caller, keys) =>
      keys.length > 5 ? goOn(vcenter, caller, keys) : vcenter.terminateSessions(caller, keys),
  ),
  terminating(
    'continues where the first id is the one that fails',
    'terminate.sequence.suffix-untouched',
    (vcenter) => (caller, keys) =>
      failing(vcenter, caller, keys) === 0 ? goOn(vcenter, caller, keys) : vcenter.terminateSessions(caller, keys),
  ),
  terminating(
    'ends one session too many after an unknown id',
    'terminate.sequence.suffix-untouched',
    (vcenter) => (caller, keys) => {
      const place = failing(vcenter, caller, keys)
      try {
        vcenter.terminateSessions(caller, keys)
      } catch (error) {
        vcenter.sessions.delete(keys[place + 1] ?? '')
        throw error
      }
    },
  ),
  terminating(
    'also ends the last session of the list after an id that fails',
    'terminate.sequence.suffix-untouched',
    (vcenter) => (caller, keys) => {
      try {
        vcenter.terminateSessions(caller, keys)
      } catch (error) {
        const last = keys.at(-1) ?? ''
        if (last !== caller.key) vcenter.sessions.delete(last)
        throw error
      }
    },
  ),
  terminating(
    'does not end the session right before the id that fails',
    'terminate.sequence.prefix-terminated',
    (vcenter) => (caller, keys) => {
      const place = failing(vcenter, caller, keys)
      if (place > 0) vcenter.terminateSessions(caller, [...keys.slice(0, place - 1), keys[place] ?? ''])
      else vcenter.terminateSessions(caller, keys)
    },
  ),
  terminating(
    'continues after an id that is listed twice',
    'terminate.sequence.duplicate-id',
    (vcenter) => (caller, keys) => {
      const hasTwice = new Set(keys).size < keys.length
      return hasTwice ? goOn(vcenter, caller, keys) : vcenter.terminateSessions(caller, keys)
    },
  ),
  terminating(
    'ends the rest of a list with the next successful call of the same caller',
    'terminate.sequence.suffix-untouched',
    (vcenter) => {
      const left = new Map<string, string[]>()
      return (caller, keys) => {
        try {
          vcenter.terminateSessions(caller, keys)
        } catch (error) {
          left.set(caller.key, keys.slice(failing(vcenter, caller, keys) + 1))
          throw error
        }
        for (const key of left.get(caller.key) ?? []) if (key !== caller.key) vcenter.sessions.delete(key)
      }
    },
  ),
]
