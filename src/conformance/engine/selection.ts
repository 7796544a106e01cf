import { type RequirementId, requirements } from '../../../generated/requirements.ts'
import { checks } from '../checks/index.ts'
import type { Check } from '../context/check.ts'
import { ConfigurationError } from '../errors/configuration-error.ts'
import type { Level, Selection, Source } from '../types.ts'

/** A requirement and the check that decides it. */
export interface Selected {
  id: RequirementId
  level: Level
  statement: string
  source: Source
  check: Check
}

/** The check that others may build on: where it passes, they open their sessions as clones. */
const clones: RequirementId = 'terminate.success.clones'

export function isClonesCheck({ id }: Pick<Selected, 'id'>): boolean {
  return id === clones
}

/**
 * The check of clones, where it was not selected but others have more cases with sessions that are clones: what a whole run has found has to be found again by
 * the check alone.
 */
export function prerequisiteOf(selected: readonly Selected[]): readonly Selected[] {
  const isNeeded = selected.some(({ check }) => check.hasMoreWithClones) && !selected.some(isClonesCheck)
  return isNeeded ? select({ only: [clones] }) : []
}

const levels: readonly Level[] = ['must', 'should', 'observed']

/** Whether a requirement is tested where a level was asked for: those of that level are, and of the stricter ones. */
export function isOfLevel(requirement: Pick<Selected, 'level'>, level: Level): boolean {
  return levels.indexOf(requirement.level) <= levels.indexOf(level)
}

/**
 * The requirements of a selection, in the order of the ledger.
 *
 * @throws ConfigurationError for an unknown id, and for a selection without any requirement.
 */
export function select({ only, level = 'observed' }: Selection): Selected[] {
  if (only?.length === 0) throw new ConfigurationError('only names no requirement')
  const unknown = only?.find((id) => !requirements.some((requirement) => requirement.id === id))
  if (unknown !== undefined)
    throw new ConfigurationError(`unknown requirement ${unknown}; \`vijson list\` shows all requirements`)
  const selected = requirements
    .filter((requirement) => only === undefined || only.includes(requirement.id))
    .filter((requirement) => isOfLevel(requirement, level))
    .map((requirement) => ({ ...requirement, check: checkOf(requirement.id) }))
  if (selected.length === 0)
    throw new ConfigurationError(`none of the requirements named is of level ${level} or above`)
  return selected
}

function checkOf(id: RequirementId): Check {
  const check = checks.find((candidate) => candidate.id === id)
  if (check === undefined) throw new Error(`no check decides ${id}`)
  return check
}
