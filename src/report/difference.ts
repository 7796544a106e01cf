import {
  type Finding,
  type Level,
  requirements as ledger,
  type RequirementResult,
  type Verdict,
} from '../conformance/index.ts'
import type { JsonResult } from './json.ts'
import { plural, verdictWords } from './wording.ts'

type Judged = Pick<RequirementResult, 'id' | 'verdict' | 'finding'>

/** A requirement whose verdict is another one than before. */
interface Changed {
  id: string
  level: Level
  from: Verdict
  to: Verdict
  /** Where the requirement is not met now: in which case, what was expected, and what was seen. */
  lines: string[]
}

/** What differs between two results. */
export interface Difference {
  /** Requirements that are not met now, or less so. */
  worse: Changed[]
  better: Changed[]
  /** Requirements that were tested and are not now, which says nothing of the target. */
  untested: Changed[]
  /** Requirements that only the newer result has. */
  added: Judged[]
  /** The ids that only the older one has, though the newer one was to have every requirement. */
  gone: string[]
  /** How many requirements were selected in the older run alone. */
  notSelected: number
}

/** The verdicts, the best first. What was not tested is worse than what was met, and better than what was not. */
const ranks: Record<Verdict, number> = {
  pass: 0,
  recorded: 0,
  deviated: 1,
  unsupported: 2,
  unreached: 2,
  warn: 3,
  fail: 4,
  error: 4,
}

/** Compares two results, requirement by requirement, in the order of the newer one. */
export function differenceOf(older: JsonResult, newer: JsonResult): Difference {
  const before = new Map(older.requirements.map(({ id, verdict }) => [id, verdict]))
  const now = new Set(newer.requirements.map(({ id }) => id))
  const missing = [...before.keys()].filter((id) => !now.has(id))
  const difference: Difference = {
    worse: [],
    better: [],
    untested: [],
    added: [],
    gone: missing.filter((id) => !isKnown(id)),
    notSelected: missing.filter(isKnown).length,
  }
  for (const requirement of newer.requirements) {
    const { id, level, verdict, finding } = requirement
    const from = before.get(id)
    if (from === undefined) {
      difference.added.push(requirement)
      continue
    }
    if (ranks[from] === ranks[verdict]) continue
    const isWorse = ranks[verdict] > ranks[from]
    const section = ranks[verdict] === ranks.unreached ? 'untested' : isWorse ? 'worse' : 'better'
    difference[section].push({ id, level, from, to: verdict, lines: section === 'better' ? [] : linesOf(finding) })
  }
  return difference
}

/** A requirement of this version, which a run has but where others were selected. */
function isKnown(id: string): boolean {
  return ledger.some((requirement) => requirement.id === id)
}

function linesOf(finding: Finding | undefined): string[] {
  if (finding === undefined) return []
  const { expected, seen, where = [], message } = finding
  return [
    ...(where.length === 0 ? [] : [`where: ${where.join(': ')}`]),
    ...(expected === undefined ? [] : [`expected: ${expected}`]),
    `seen: ${seen ?? message}`,
  ]
}

/** A new requirement that is not met is worse than none. */
export function isWorse({ worse, added }: Difference): boolean {
  return worse.length > 0 || added.some(({ verdict }) => ranks[verdict] > ranks.unreached)
}

/** Whether a `must` that was decided is not decided now: then nothing says that the newer one is not worse. */
export function isUndecidedNow({ untested }: Difference): boolean {
  return untested.some(({ level, from, to }) => level === 'must' && to === 'unreached' && from !== 'unsupported')
}

/** The difference in lines: what is worse first, with what was expected and seen. */
export function differenceLines(difference: Difference): string[] {
  const { worse, better, untested, added, gone, notSelected } = difference
  const shown = new Map<string, string>()
  const changed = ({ id, from, to, lines }: Changed) => {
    const same = shown.get(lines.join('\n'))
    if (lines.length > 0 && same === undefined) shown.set(lines.join('\n'), id)
    return [
      `  ${id}: ${verdictWords[from]} → ${verdictWords[to]}`,
      ...(same === undefined ? lines.map((line) => `    ${line}`) : [`    (as for ${same})`]),
    ]
  }
  const section = (title: string, lines: string[]) => (lines.length === 0 ? [] : [`${title}:`, ...lines])
  return [
    ...section('worse', worse.flatMap(changed)),
    ...section('better', better.flatMap(changed)),
    ...section('not tested now', untested.flatMap(changed)),
    ...section(
      'new',
      added.map(({ id, verdict }) => `  ${id}: ${verdictWords[verdict]}`),
    ),
    ...section(
      'gone',
      gone.map((id) => `  ${id}`),
    ),
    ...(notSelected > 0 ? [`${plural(notSelected, 'requirement')} of the old run not selected in the new one`] : []),
    `${worse.length} worse, ${better.length} better, ${untested.length} not tested now, ${added.length} new, ${gone.length} gone`,
  ]
}
