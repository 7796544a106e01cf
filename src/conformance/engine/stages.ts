import { isClonesCheck, type Selected } from './selection.ts'

/** Requirements in the order in which their checks run. */
export interface Stages {
  /** One after the other, before all others; that of clones is the last. */
  first: readonly Selected[]
  /** At once, the long ones first where all fit. */
  sideBySide: readonly Selected[]
  last: readonly Selected[]
  /** One after the other, when the sessions of all others are closed: what a defective server does in answer to one must not be put down to another. */
  disruptive: readonly Selected[]
}

/** Divides the requirements into stages, but for those that are final: they follow the stages of all levels. @param isLimited not all may fit: none but the check of clones comes before the others. */
export function stagesOf(selected: readonly Selected[], isLimited: boolean): Stages {
  const clones = selected.filter(isClonesCheck)
  const others = selected.filter((one) => !isClonesCheck(one) && !one.check.final)
  const early = others.filter(({ check }) => check.early)
  const last = others.filter(({ check }) => check.last)
  const sideBySide = others.filter(({ check: { early, last, disruptive } }) => !early && !last && !disruptive)
  return {
    first: isLimited ? clones : [...early, ...clones],
    sideBySide: isLimited ? sideBySide : longFirst(sideBySide),
    last: isLimited ? [...early, ...last] : last,
    disruptive: others.filter(({ check }) => check.disruptive),
  }
}

function longFirst(selected: readonly Selected[]): Selected[] {
  return [...selected.filter(({ check }) => check.long), ...selected.filter(({ check }) => !check.long)]
}

/** The requirements of each level, the strictest first. */
export function byLevel(selected: readonly Selected[]): Selected[][] {
  return (['must', 'should', 'observed'] as const)
    .map((level) => selected.filter((one) => one.level === level))
    .filter((group) => group.length > 0)
}
