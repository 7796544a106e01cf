import type { WrittenResult } from '../json.ts'
import { wordFor } from '../words.ts'

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
  startedAt: string
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
  return { columns: sorted.map(columnOf), rows, changes: changesIn(sorted, ids) }
}

function orderOf({ target, run }: WrittenResult): string {
  return [target.url, run.startedAt].join(' ')
}

function columnOf({ target, run, verdict, manifest, requirements }: WrittenResult): Column {
  const judged = new Set(requirements.map(({ id }) => id))
  return {
    host: new URL(target.url).host,
    release: target.release ?? 'unknown',
    startedAt: run.startedAt,
    verdict,
    isPartial: manifest.some((id) => !judged.has(id)),
  }
}

function wordOf({ requirements }: WrittenResult, id: string): string | undefined {
  const requirement = requirements.find((one) => one.id === id)
  return requirement && wordFor(requirement)
}

function changesIn(sorted: readonly WrittenResult[], ids: readonly string[]): Change[] {
  const changes = sorted.flatMap((result, index) => {
    const before = sorted[index - 1]
    if (before?.target.url !== result.target.url) return []
    const [{ release: old }, { host, release }] = [columnOf(before), columnOf(result)]
    return ids.flatMap((id) => {
      const [from, to] = [wordOf(before, id), wordOf(result, id)]
      if (from === undefined || to === undefined || from === to) return []
      return [
        { host, release: old === release ? release : `${old} → ${release}`, id, from, to, at: result.run.startedAt },
      ]
    })
  })
  return changes.sort((one, other) => other.at.localeCompare(one.at))
}
