import { isLoopback, type Verdict } from '../../conformance/index.ts'
import { type Headline, headlineOf, outcomeLine } from '../headline.ts'
import type { JsonResult } from '../json.ts'

/** What every matrix begins with. */
export const matrixTitle = 'TerminateSession, target by target'

/** Requirements by runs. */
export interface Matrix {
  columns: MatrixColumn[]
  rows: Row[]
  /** The changes from one run of a target to the next, the latest first. */
  changes: Change[]
  /** Why there are no changes; empty where there are. */
  note: string
}

export interface MatrixColumn {
  /** The name of the target, or of the result. */
  name: string
  host: string
  release: string
  /** When the run was made: `2026-11-28 03:45:12 UTC`. */
  startedAt: string
  /** Whether it is a recorded run that was judged again. */
  isRecorded: boolean
  /** That of the run's headline: a part of the requirements that passes is not `good`. */
  tone: Headline['tone']
  /** The verdict, and how many requirements were tested: `conformant, 60 of 60 tested`. */
  outcome: string
  /** Whether verdicts of its manifest are missing. */
  isIncomplete: boolean
}

interface Row {
  id: string
  level: string
  /** The verdict in each column; undefined where a run did not test it. */
  words: (Verdict | undefined)[]
}

interface Change {
  host: string
  /** Both, where the release changed in between. */
  release: string
  id: string
  from: Verdict
  to: Verdict
  /** When the run was made that shows the change. */
  at: string
}

/** A result and its name: that of its file. */
export interface NamedResult {
  name: string
  result: JsonResult
}

/** Puts results side by side, ordered by target and time. */
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
  return {
    columns: sorted.map(columnOf),
    rows,
    changes: changes.sort((one, other) => other.at.localeCompare(one.at)),
    note: changes.length > 0 ? '' : whyNone(sorted),
  }
}

/** Why no change is shown. */
function whyNone(results: readonly NamedResult[]): string {
  return new Set(results.map(targetOf)).size === results.length
    ? 'nothing was compared over time: no two results are of one target; give the runs of one target the same --name'
    : 'no verdict changed between two runs of a target'
}

/** When a run was made: a recorded run that was judged again is as old as its recording. */
function timeOf({ target, run }: JsonResult): string {
  return target.recordedAt ?? run.startedAt
}

/** A time as ISO 8601 writes it in UTC, for people; anything else as it is. */
function shownTime(time: string): string {
  const [, day, clock] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/.exec(time) ?? []
  return day === undefined || clock === undefined ? time : `${day} ${clock} UTC`
}

/** The identity of a result's target: the name that it was given, or its URL; on this machine, where builds listen at one address one after another, the name of the result. */
function targetOf({ name, result: { target } }: NamedResult): string {
  if (target.name !== undefined) return target.name
  const isLocal = URL.canParse(target.url) && isLoopback(new URL(target.url))
  return isLocal || target.url.endsWith('.invalid') ? name : target.url
}

function orderOf(named: NamedResult): string {
  return [targetOf(named), timeOf(named.result)].join(' ')
}

function columnOf({ name, result }: NamedResult): MatrixColumn {
  const { target, manifest, requirements } = result
  const judged = new Set(requirements.map(({ id }) => id))
  return {
    name: target.name ?? name,
    host: URL.canParse(target.url) ? new URL(target.url).host : target.url,
    release: target.release ?? 'unknown',
    startedAt: shownTime(timeOf(result)),
    isRecorded: target.recordedAt !== undefined,
    tone: headlineOf(result).tone,
    outcome: outcomeLine(result, ''),
    isIncomplete: manifest.some((id) => !judged.has(id)),
  }
}

function wordOf({ requirements }: Pick<JsonResult, 'requirements'>, id: string): Verdict | undefined {
  const requirement = requirements.find((one) => one.id === id)
  return requirement?.verdict
}

/** The differences from the latest earlier run of the same target that tested the requirement. */
function changesIn(named: NamedResult, earlier: readonly NamedResult[]): Change[] {
  const before = earlier.filter((other) => targetOf(other) === targetOf(named))
  const { host: address, release } = columnOf(named)
  const host = named.result.target.name ?? address
  return named.result.requirements.flatMap(({ id }) => {
    const last = before.findLast(({ result }) => wordOf(result, id) !== undefined)
    const [from, to] = [last && wordOf(last.result, id), wordOf(named.result, id)]
    if (last === undefined || from === undefined || to === undefined || from === to) return []
    const old = columnOf(last).release
    return [
      {
        host,
        release: old === release ? release : `${old} → ${release}`,
        id,
        from,
        to,
        at: shownTime(timeOf(named.result)),
      },
    ]
  })
}
