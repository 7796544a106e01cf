import { isUnmet, type RequirementResult } from '../conformance/index.ts'
import { themeOf } from './wording.ts'

/** The requirements that are not met for the same cause, as far as can be seen: the same answer; or the same state of a session, within one theme. */
export interface SameCause {
  /** The cause, in words that hold for all of them. */
  words: string
  first: RequirementResult
  others: readonly RequirementResult[]
}

/** The requirements that are not met, those of one cause together, in the order of the first of each. */
export function byCause(requirements: readonly RequirementResult[]): SameCause[] {
  const groups = new Map<string, SameCause & { others: RequirementResult[] }>()
  for (const requirement of requirements.filter(isUnmet)) {
    const words = wordsOf(requirement)
    const code = requirement.finding?.code
    // That a session lives or has ended can have many causes.
    const theme = code === 'not-ended' || code === 'wrongly-ended' ? themeOf(requirement) : ''
    const key = `${code} ${theme} ${words}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { words, first: requirement, others: [] })
    else group.others.push(requirement)
  }
  return [...groups.values()]
}

/** A finding without what differs from one requirement to the next: the labels of sessions, and what was read afterwards. */
function wordsOf({ finding, id }: RequirementResult): string {
  const { expected, seen, message } = finding ?? { message: id }
  if (expected === undefined || seen === undefined) return message
  const general = (text: string) =>
    text.replace(/; (afterwards,?|the same holds) .*$/s, '').replaceAll(/session \d+/g, 'a session')
  return `expected: ${general(expected)}; seen: ${general(seen)}`
}
