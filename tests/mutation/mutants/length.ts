import type { RequirementId } from '../../../src/conformance/index.ts'
import { type Mutant, terminating } from '../mutant.ts'

const cut = (defect: string, killer: RequirementId, kept: (keys: readonly string[]) => readonly string[]) =>
  terminating(defect, killer, (vcenter) => (caller, keys) => vcenter.terminateSessions(caller, kept(keys)))

export const length: Mutant[] = [
  cut('ends only the first session of a list', 'terminate.success.all-listed', (keys) => keys.slice(0, 1)),
  cut('ends all sessions of a list but the last', 'terminate.success.all-listed', (keys) =>
    keys.length > 1 ? keys.slice(0, -1) : keys,
  ),
  cut('ends all sessions of a list but the first', 'terminate.success.all-listed', (keys) =>
    keys.length > 1 ? keys.slice(1) : keys,
  ),
  cut('ends at most 10 sessions', 'terminate.success.long-list', (keys) => keys.slice(0, 10)),
  cut('ends at most 16 sessions', 'terminate.success.long-list', (keys) => keys.slice(0, 16)),
  cut('ends at most 31 sessions', 'terminate.success.long-list', (keys) => keys.slice(0, 31)),
  cut('ends nothing where more than 20 ids are listed', 'terminate.success.long-list', (keys) =>
    keys.length > 20 ? [] : keys,
  ),
  cut('ends at most 50 sessions', 'terminate.success.long-list', (keys) => keys.slice(0, 50)),
  terminating(
    'skips an unknown id behind the 40th',
    'terminate.success.long-list',
    (vcenter) => (caller, keys) =>
      vcenter.terminateSessions(
        caller,
        keys.filter((key, at) => at < 40 || vcenter.sessions.has(key)),
      ),
  ),
  cut('answers 204 and ends nothing where more than 200 ids are listed', 'terminate.not-found.fault', (keys) =>
    keys.length > 200 ? [] : keys,
  ),
]
