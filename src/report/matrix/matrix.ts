import type { WrittenResult } from '../json.ts'
import { asFarAs, wordFor } from '../words.ts'

/** Requirements by runs. */
export interface Matrix {
  columns: Column[]
  rows: Row[]
  /** What changed between one run of a target and the next, the latest first. */
  changes: Change[]
}

export interface Column {
  host: string
  release: string
  /** When the target was asked. */
  startedAt: string
  /** Whether what was recorded then was judged again. */
  isRecorded: boolean
  /** With how far it goes. */
  verdict: string
  /** Whether it holds fewer verdicts than it should. */
  isPartial: boolean
}

export interface Row {
  id: string
  level: string
  /** A word for each column; none where a run was not about it. */
  words: (string | undefined)[]
}

export interface Change {
  host: string
  /** Or two, where the target came to another one in between. */
  release: string
  id: string
  from: string
  to: string
  /** When the run began that shows it. */
  at: string
}

/** Puts results side by side: by target, and by time. */
export function matrixOf(results: readonly WrittenResult[]): Matrix {
  const sorted = [...results].sort((one, other) => orderOf(one).localeCompare(orderOf(other)))
  const ids = [...new Set(sorted.flatMap(({ requirements }) => requirements.map(({ id }) => id)))]
  const rows = ids.map((id) => ({
    id,
    level: sorted.flatMap(({ requirements }) => requirements).find((one) => one.id === id)?.level ?? '',
    words: sorted.map((result) => wordOf(result, id)),
  }))
  const changes = sorted.flatMap((result, index) => changesIn(result, sorted.slice(0, index)))
  return { columns: sorted.map(columnOf), rows, changes: changes.sort((one, other) => other.at.localeCompare(one.at)) }
}

/** When the target did what a result tells of: a recorded run that was judged again is as old as it is. */
function timeOf({ target, run }: WrittenResult): string {
  return target.recordedAt ?? run.startedAt
}

function orderOf(result: WrittenResult): string {
  return [result.target.url, timeOf(result)].join(' ')
}

function columnOf(result: WrittenResult): Column {
  const { target, verdict, manifest, requirements } = result
  const judged = new Set(requirements.map(({ id }) => id))
  return {
    host: URL.canParse(target.url) ? new URL(target.url).host : target.url,
    release: target.release ?? 'unknown',
    startedAt: timeOf(result),
    isRecorded: target.recordedAt !== undefined,
    verdict: `${verdict}${asFarAs(result)}`,
    isPartial: manifest.some((id) => !judged.has(id)),
  }
}

function wordOf({ requirements }: Pick<WrittenResult, 'requirements'>, id: string): string | undefined {
  const requirement = requirements.find((one) => one.id === id)
  return requirement && wordFor(requirement)
}

/** What is otherwise than in the latest run before of the same target that was about it. */
function changesIn(result: WrittenResult, earlier: readonly WrittenResult[]): Change[] {
  const before = earlier.filter(({ target }) => target.url === result.target.url)
  const { host, release } = columnOf(result)
  return result.requirements.flatMap(({ id }) => {
    const last = before.findLast((one) => wordOf(one, id) !== undefined)
    const [from, to] = [last && wordOf(last, id), wordOf(result, id)]
    if (last === undefined || from === undefined || to === undefined || from === to) return []
    const old = columnOf(last).release
    return [{ host, release: old === release ? release : `${old} → ${release}`, id, from, to, at: timeOf(result) }]
  })
}
