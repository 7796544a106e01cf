import type { RequirementId } from '../../../generated/requirements.ts'
import type { CheckContext } from './check-context.ts'

/** The code that decides one requirement. It returns where the requirement is met and throws VerdictError where it is not. */
export interface Check {
  id: RequirementId
  /**
   * Makes a call that names no session of the run as the server reads it, and that a defective server might answer by ending everybody's sessions.
   * Runs after all others, and only where no other session can be harmed; alone, unless all that are disruptive are met at once.
   */
  disruptive: boolean
  /** Its calls have an odd form: a session of the second account is looked at, too, and must stay alive. */
  odd: boolean
  /** Runs before all others, alone: what the calls of others do would look like a finding of its own. */
  early: boolean
  /** Runs after all that are not disruptive, with sessions that they have left. */
  last: boolean
  /** Runs after all others, also after the disruptive ones, alone: it ends the sessions by which other causes are told apart. */
  final: boolean
  /** Makes many calls one after the other: among those that run side by side, it begins first, so that the run does not wait for it alone at the end. */
  long: boolean
  /** Has more cases where sessions are opened as clones: the check of clones runs before it, also where that was not selected. */
  hasMoreWithClones: boolean
  /** Draws its calls from the seed, so that two runs may find different things. */
  randomized: boolean
  /** Loads what the check needs, before the first check runs. */
  load?: () => Promise<unknown>
  run: (context: CheckContext) => Promise<void>
}

/**
 * A check whose calls name only sessions of the run and invented ids.
 *
 * @example
 * export const duplicateId = check('terminate.sequence.duplicate-id', async ({ open, terminate, expectCall, expectSessions }) => {
 *   const [twice, after] = await open(2)
 *   const call = await terminate([twice, twice, after])
 *   await expectSessions(twice).toBeDead()
 *   await expectSessions(after).toBeAlive()
 *   await expectCall(call).toBeFault('NotFound')
 * })
 */
export function check(
  id: RequirementId,
  run: Check['run'],
  options: Partial<Pick<Check, 'hasMoreWithClones' | 'long'>> = {},
): Check {
  return { ...usual, id, run, ...options }
}

const usual = {
  disruptive: false,
  odd: false,
  early: false,
  last: false,
  final: false,
  long: false,
  hasMoreWithClones: false,
  randomized: false,
}

/** A check whose calls name only sessions of the run and invented ids, but in an odd form. */
export function odd(
  id: RequirementId,
  run: Check['run'],
  options: Partial<Pick<Check, 'hasMoreWithClones'>> = {},
): Check {
  return { ...usual, id, run, odd: true, ...options }
}

/** A disruptive check. */
export function disruptive(id: RequirementId, run: Check['run']): Check {
  return { ...usual, id, run, odd: true, disruptive: true }
}

/** A check that runs early. */
export function early(id: RequirementId, run: Check['run']): Check {
  return { ...usual, id, run, early: true }
}

/** A check that needs many sessions: it runs last, with those that the others have left. */
export function last(id: RequirementId, run: Check['run']): Check {
  return { ...usual, id, run, last: true, hasMoreWithClones: true }
}

/** A check that runs when no other is to follow. */
export function final(id: RequirementId, run: Check['run']): Check {
  return { ...usual, id, run, final: true, hasMoreWithClones: true }
}

/** A check that draws its calls from the seed, one after the other. @param load loads the library that draws them. */
export function randomized(id: RequirementId, load: () => Promise<unknown>, run: Check['run']): Check {
  return { ...usual, id, run, randomized: true, long: true, hasMoreWithClones: true, load }
}
