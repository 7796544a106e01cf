import type { RequirementId } from '../../../src/conformance/index.ts'
import { type Mutant, terminating } from '../mutant.ts'

const cut = (defect: string, killer: RequirementId, kept: (keys: readonly string[]) => readonly string[]) =>
  terminating(defect, killer, (vcenter) => (caller, keys) => vcenter.terminateSessions(caller, kept(keys)))

export const length: Mutant[] = [
  cut('ends the first of the list only', 'terminate.success.all-listed', (keys) => keys.slice(0, 1)),
  cut('ends all but the last of a list', 'terminate.success.all-listed', (keys) =>
    keys.length > 1 ? keys.slice(0, -1) : keys,
  ),
  cut('ends all but the first of a list', 'terminate.success.all-listed', (keys) =>
    keys.length > 1 ? keys.slice(1) : keys,
  ),
  cut('ends ten sessions at most', 'terminate.success.long-list', (keys) => keys.slice(0, 10)),
  cut('ends sixteen sessions at most', 'terminate.success.long-list', (keys) => keys.slice(0, 16)),
  cut('ends 31 sessions at most', 'terminate.success.long-list', (keys) => keys.slice(0, 31)),
  cut('ends nothing where more than twenty are listed', 'terminate.success.long-list', (keys) =>
    keys.length > 20 ? [] : keys,
  ),
  cut('ends nothing, and says nothing, where more than two hundred are listed', 'terminate.not-found.fault', (keys) =>
    keys.length > 200 ? [] : keys,
  ),
]
