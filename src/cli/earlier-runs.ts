import type { Leftovers, RecordedLogin } from '../conformance/index.ts'
import { plural } from '../report/wording.ts'
import { leftOpen } from './left-open.ts'
import { type EarlierRun, settleRun } from './recorded-runs.ts'

/** A run in words: `the run 0123456789ab of 2026-01-31`. */
export function describeRun({ run, startedAt }: EarlierRun): string {
  return `the run ${run} of ${startedAt.slice(0, 10).replaceAll(/[^\d-]/g, '?')}`
}

/** The part of what was found that is about one run. */
function ofRun({ logins }: EarlierRun, { found, left, unproved, unknown }: Leftovers): Leftovers {
  const isOwn = ({ tag }: { tag: string }) => logins.some((login) => login.tag === tag)
  const pick = <One extends { tag: string }>(list: readonly One[]) => list.filter(isOwn)
  return { found: pick(found), left: pick(left), unproved: pick(unproved), unknown: pick(unknown) }
}

/** Writes down what became of the sessions of earlier runs. @returns lines that tell it, and whether anything is left. */
export function settleRuns(
  runs: readonly EarlierRun[],
  leftovers: Leftovers,
): { lines: string[]; isAnythingLeft: boolean } {
  const left: RecordedLogin[] = []
  const lines = runs.flatMap((run) => {
    const own = ofRun(run, leftovers)
    left.push(...settleRun(run, own))
    return [`${describeRun(run)}: ${outcome(own)}`, ...notes(own)]
  })
  return { lines: [...lines, ...leftOpen(left, runs[0]?.target ?? '')], isAnythingLeft: left.length > 0 }
}

function outcome({ found, left }: Leftovers): string {
  const ended = found.length - left.length
  if (found.length === 0) return 'none of its sessions is open any more, as far as can be proved'
  return `${plural(ended, 'session')} ended${left.length > 0 ? `, ${left.length} could not be ended` : ''}`
}

function notes({ unproved, unknown }: Leftovers): string[] {
  return [
    ...(unproved.length > 0
      ? [
          `  ${plural(unproved.length, 'session')} with a recorded key or User-Agent left alone, because the other one is missing: it may be somebody else's. Look at it in the list of sessions before you end it`,
        ]
      : []),
    ...(unknown.length > 0
      ? [
          `  ${plural(unknown.length, 'login')} may have left sessions, which nothing tells apart: the target shows no User-Agents`,
        ]
      : []),
  ]
}

/** The line that says that a run has left sessions, and how to end them. */
export function toldRun(run: EarlierRun): string {
  return `${describeRun(run)} left sessions on ${run.target}; end them with: vijson cleanup --target ${run.target}`
}
