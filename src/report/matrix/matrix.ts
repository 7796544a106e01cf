import { isLoopback } from '../../conformance/index.ts'
import type { JsonResult } from '../json.ts'
import { partialNote, verdictWord } from '../wording.ts'

/** Requirements by runs. */
export interface Matrix {
  columns: Column[]
  rows: Row[]
  /** What changed between one run of a target and the next, the latest first. */
  changes: Change[]
}

export interface Column {
  /** What the result is called. */
  name: string
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

interface Row {
  id: string
  level: string
  /** A word for each column; none where a run was not about it. */
  words: (string | undefined)[]
}

interface Change {
  host: string
  /** Or two, where the target came to another one in between. */
  release: string
  id: string
  from: string
  to: string
  /** When the run began that shows it. */
  at: string
}

/** A result, and what it is called: the name of its file. */
export interface NamedResult {
  name: string
  result: JsonResult
}

/** Puts results side by side: by target, and by time. */
export function matrixOf(results: readonly NamedResult[]): Matrix {
  const sorted = [...results].sort((one, other) => orderOf(one).localeCompare(orderOf(other)))
  const judged = sorted.flatMap(({ result }) => result.requirements)
  const ids = [...new Set(judged.map(({ id }) => id))]
  const rows = ids.map((id) => ({
    id,
    level: judged.find((one) => one.id === id)?.level ?? '',
    words: sorted.map(({ result }) => wordOf(result, id)),
  }))
  const changes = sorted.flatMap((named, index) => changesIn(named, sorted.slice(0, index)))
  return { columns: sorted.map(columnOf), rows, changes: changes.sort((one, other) => other.at.localeCompare(one.at)) }
}

/** When the target did what a result tells of: a recorded run that was judged again is as old as it is. */
function timeOf({ target, run }: JsonResult): string {
  return target.recordedAt ?? run.startedAt
}

/** What two results have to share to be of one target. On this machine, where every build listens at one address after the other, that is their name. */
function targetOf({ name, result: { target } }: NamedResult): string {
  const isHere = URL.canParse(target.url) && isLoopback(new URL(target.url))
  return isHere || target.url.endsWith('.invalid') ? name : target.url
}

function orderOf(named: NamedResult): string {
  return [targetOf(named), timeOf(named.result)].join(' ')
}

function columnOf({ name, result }: NamedResult): Column {
  const { target, verdict, manifest, requirements } = result
  const judged = new Set(requirements.map(({ id }) => id))
  return {
    name,
    host: URL.canParse(target.url) ? new URL(target.url).host : target.url,
    release: target.release ?? 'unknown',
    startedAt: timeOf(result),
    isRecorded: target.recordedAt !== undefined,
    verdict: `${verdict}${partialNote(result)}`,
    isPartial: manifest.some((id) => !judged.has(id)),
  }
}

function wordOf({ requirements }: Pick<JsonResult, 'requirements'>, id: string): string | undefined {
  const requirement = requirements.find((one) => one.id === id)
  return requirement && verdictWord(requirement)
}

/** What is otherwise than in the latest run before of the same target that was about it. */
function changesIn(named: NamedResult, earlier: readonly NamedResult[]): Change[] {
  const before = earlier.filter((other) => targetOf(other) === targetOf(named))
  const { host, release } = columnOf(named)
  return named.result.requirements.flatMap(({ id }) => {
    const last = before.findLast(({ result }) => wordOf(result, id) !== undefined)
    const [from, to] = [last && wordOf(last.result, id), wordOf(named.result, id)]
    if (last === undefined || from === undefined || to === undefined || from === to) return []
    const old = columnOf(last).release
    return [
      { host, release: old === release ? release : `${old} → ${release}`, id, from, to, at: timeOf(named.result) },
    ]
  })
}
