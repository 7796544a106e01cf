import { isUnmet, type RequirementResult } from '../conformance/index.ts'
import { judgedCall } from './judged-call.ts'

/** The requirements that are not met for the same cause, as far as can be seen: the same answer, or the same state of a session after answers of one kind. */
export interface SameCause {
  /** The cause, in words that hold for all of them. */
  words: string
  /** The one that shows it best: of the strictest level, named by those that it keeps from being decided, by the shortest list, in the shortest check. */
  first: RequirementResult
  others: readonly RequirementResult[]
  /** Those that are not decided, because one of these is not met. */
  undecided: readonly RequirementResult[]
}

/**
 * The requirements that are not met, those of one cause together. The causes of the strictest level come first, and of those the ones that explain the most:
 * whoever reads the list begins at its top.
 *
 * @param requirements all those of a run.
 */
export function byCause(requirements: readonly RequirementResult[]): SameCause[] {
  const groups = new Map<string, { words: string; members: RequirementResult[] }>()
  for (const requirement of requirements.filter(isUnmet)) {
    const words = wordsOf(requirement)
    const key = `${requirement.finding?.code} ${words}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { words, members: [requirement] })
    else group.members.push(requirement)
  }
  const undecidedBy = (one: RequirementResult) =>
    requirements.filter(({ verdict, finding }) => verdict === 'unreached' && finding?.judgedBy === one.id)
  const causes = [...groups.values()].flatMap(({ words, members }) => {
    const [first, ...others] = ranked(members, (one) => [
      levels.indexOf(one.level),
      -undecidedBy(one).length,
      judgedCall(one)?.ids.length ?? Number.MAX_SAFE_INTEGER,
      one.traces.reduce((events, trace) => events + trace.events.length, 0),
    ])
    return first === undefined ? [] : [{ words, first, others, undecided: members.flatMap(undecidedBy) }]
  })
  return ranked(causes, ({ first, others, undecided }) => [
    levels.indexOf(first.level),
    -others.length - undecided.length,
  ])
}

const levels: readonly RequirementResult['level'][] = ['must', 'should', 'observed']

/** The members in the order of their ranks: the lower first, by the first number that differs. */
function ranked<Member>(members: readonly Member[], rankOf: (member: Member) => number[]): Member[] {
  return members
    .map((member) => ({ member, rank: rankOf(member) }))
    .sort((a, b) => a.rank.map((value, index) => value - (b.rank[index] ?? 0)).find((by) => by !== 0) ?? 0)
    .map(({ member }) => member)
}

/**
 * A finding without what differs from one requirement to the next: the labels of sessions, and what was read afterwards. Whether the call succeeded tells
 * what is not ended from what is left over where a call stops.
 */
function wordsOf({ finding, id }: RequirementResult): string {
  const { expected, seen, message, answer } = finding ?? { message: id }
  if (expected === undefined || seen === undefined) return message
  const general = (text: string) =>
    text.replace(/; (afterwards,?|the same holds) .*$/s, '').replaceAll(/session \d+/g, 'a session')
  const after = answer === undefined ? '' : `; after a ${answer.startsWith('2') ? 'success' : 'failure'}`
  return `expected: ${general(expected)}; seen: ${general(seen)}${after}`
}
