import { isUnmet, type RequirementResult } from '../conformance/index.ts'

/** The requirements that are not met for the same cause, as far as can be seen: the same answer, or the same state of a session after answers of one kind. */
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
    const { code, answer = '' } = requirement.finding ?? {}
    // Whether a call succeeded tells what is not ended from what is left over where a call stops.
    const key = [code, answer.slice(0, 1), words].join(' ')
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
