import { isUnmet, type RequirementResult } from '../conformance/index.ts'
import { judgedCall } from './judged-call.ts'

/** The requirements that are not met for the same cause, as far as can be seen: the same answer, or the same state of a session after answers of one kind. */
export interface SameCause {
  /** The cause, in words that hold for all of them. */
  words: string
  /** The one that shows it best: of the strictest level, by the shortest list, among the fewest requests. */
  first: RequirementResult
  others: readonly RequirementResult[]
}

/** The requirements that are not met, those of one cause together, in the order in which the causes were first seen. */
export function byCause(requirements: readonly RequirementResult[]): SameCause[] {
  const groups = new Map<string, { words: string; members: RequirementResult[] }>()
  for (const requirement of requirements.filter(isUnmet)) {
    const words = wordsOf(requirement)
    const { code, answer = '' } = requirement.finding ?? {}
    // Whether a call succeeded tells what is not ended from what is left over where a call stops.
    const key = [code, answer.slice(0, 1), words].join(' ')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { words, members: [requirement] })
    else group.members.push(requirement)
  }
  return [...groups.values()].flatMap(({ words, members }) => {
    const [first, ...others] = byClarity(members)
    return first === undefined ? [] : [{ words, first, others }]
  })
}

const levels: readonly RequirementResult['level'][] = ['must', 'should', 'observed']

/** The strictest level first; within a level the shortest list, and then the check that sent the fewest requests. */
function byClarity(members: readonly RequirementResult[]): RequirementResult[] {
  const rankOf = (one: RequirementResult) => [
    levels.indexOf(one.level),
    judgedCall(one)?.ids.length ?? Number.MAX_SAFE_INTEGER,
    one.exchanges.length,
  ]
  return members
    .map((one) => ({ one, rank: rankOf(one) }))
    .sort((a, b) => a.rank.map((value, index) => value - (b.rank[index] ?? 0)).find((by) => by !== 0) ?? 0)
    .map(({ one }) => one)
}

/** A finding without what differs from one requirement to the next: the labels of sessions, and what was read afterwards. */
function wordsOf({ finding, id }: RequirementResult): string {
  const { expected, seen, message } = finding ?? { message: id }
  if (expected === undefined || seen === undefined) return message
  const general = (text: string) =>
    text.replace(/; (afterwards,?|the same holds) .*$/s, '').replaceAll(/session \d+/g, 'a session')
  return `expected: ${general(expected)}; seen: ${general(seen)}`
}
