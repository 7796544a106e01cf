import type { RequirementResult, Verdict } from '../conformance/index.ts'
import type { JsonResult } from './json.ts'
import { verdictWords } from './wording.ts'

type Judged = Pick<RequirementResult, 'id' | 'verdict' | 'finding'>

/** A requirement whose verdict is another one than before. */
interface Changed {
  id: string
  from: Verdict
  to: Verdict
  /** What was seen, where the requirement is not met now. */
  seen?: string
}

/** What differs between two results. */
export interface Difference {
  /** The later ones are less than the earlier ones: a requirement that was met is not, or was tested is not. */
  worse: Changed[]
  better: Changed[]
  /** The ids that only the newer result has, and those that only the older one has. */
  added: Judged[]
  gone: string[]
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
  const difference: Difference = {
    worse: [],
    better: [],
    added: [],
    gone: [...before.keys()].filter((id) => !now.has(id)),
  }
  for (const requirement of newer.requirements) {
    const { id, verdict, finding } = requirement
    const from = before.get(id)
    if (from === undefined) {
      difference.added.push(requirement)
      continue
    }
    if (ranks[from] === ranks[verdict]) continue
    const seen = finding === undefined ? {} : { seen: finding.seen ?? finding.message }
    const isWorse = ranks[verdict] > ranks[from]
    difference[isWorse ? 'worse' : 'better'].push({ id, from, to: verdict, ...(isWorse ? seen : {}) })
  }
  return difference
}

/** A new requirement that is not met is worse than none. */
export function isWorse({ worse, added }: Difference): boolean {
  return worse.length > 0 || added.some(({ verdict }) => ranks[verdict] > ranks.unreached)
}

/** The difference in lines: what is worse first, with what was seen. */
export function differenceLines(difference: Difference): string[] {
  const { worse, better, added, gone } = difference
  const changed = ({ id, from, to, seen }: Changed) => [
    `  ${id}: ${verdictWords[from]} → ${verdictWords[to]}`,
    ...(seen === undefined ? [] : [`    ${seen}`]),
  ]
  const section = (title: string, lines: string[]) => (lines.length === 0 ? [] : [`${title}:`, ...lines])
  return [
    ...section('worse', worse.flatMap(changed)),
    ...section('better', better.flatMap(changed)),
    ...section(
      'new',
      added.map(({ id, verdict }) => `  ${id}: ${verdictWords[verdict]}`),
    ),
    ...section(
      'gone',
      gone.map((id) => `  ${id}`),
    ),
    `${worse.length} worse, ${better.length} better, ${added.length} new, ${gone.length} gone`,
  ]
}
