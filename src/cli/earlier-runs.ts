import type { Leftovers, RecordedLogin } from '../conformance/index.ts'
import { plural } from '../report/wording.ts'
import { govcCommand, leftOpen } from './left-open.ts'
import { type EarlierRun, settleRun } from './recorded-runs.ts'

/** A run in words: `the run 0123456789ab of 2026-01-31 14:05 UTC`. */
export function describeRun({ run, startedAt }: Pick<EarlierRun, 'run' | 'startedAt'>): string {
  const at = Date.parse(startedAt)
  const time = Number.isNaN(at) ? 'an unknown time' : `${new Date(at).toISOString().slice(0, -8).replace('T', ' ')} UTC`
  return `the run ${run} of ${time}`
}

/** The part of what was found that is about one run. */
function ofRun({ logins }: EarlierRun, { found, left, unproved, unknown }: Leftovers): Leftovers {
  const isOwn = ({ tag }: { tag: string }) => logins.some((login) => login.tag === tag)
  const pick = <One extends { tag: string }>(list: readonly One[]) => list.filter(isOwn)
  return { found: pick(found), left: pick(left), unproved: pick(unproved), unknown: pick(unknown) }
}

/** What became of the sessions of earlier runs. */
export interface Settled {
  /** Tell it. */
  lines: string[]
  /** The runs that have sessions left. */
  left: EarlierRun[]
}

/** Writes down what became of the sessions of earlier runs. */
export function settleRuns(runs: readonly EarlierRun[], leftovers: Leftovers): Settled {
  const settled = runs.map((run) => {
    const own = ofRun(run, leftovers)
    const logins = settleRun(run, own)
    return { run: { ...run, logins }, lines: [`${describeRun(run)}: ${outcome(own)}`, ...notes(own)] }
  })
  const left = settled.map(({ run }) => run).filter(({ logins }) => logins.length > 0)
  const isUnproved = ({ tag }: RecordedLogin) => leftovers.unproved.some((one) => one.tag === tag)
  const endable = left.flatMap(({ logins }) => logins).filter((login) => !isUnproved(login))
  return {
    lines: [...settled.flatMap(({ lines }) => lines), ...leftOpen(endable, runs[0]?.target ?? '', 'cleanup')],
    left,
  }
}

/** How many different reasons are told. */
const maxReasons = 3

function outcome({ found, left }: Leftovers): string {
  const ended = found.length - left.length
  if (found.length === 0) return 'none of its sessions is open any more, as far as can be proved'
  const reasons = [...new Set(left.flatMap(({ reason }) => reason ?? []))]
  return `${plural(ended, 'session')} ended${left.length > 0 ? `, ${left.length} could not be ended: ${reasons.slice(0, maxReasons).join('; ')}` : ''}`
}

function notes({ unproved, unknown }: Leftovers): string[] {
  const command = govcCommand(unproved)
  return [
    ...(unproved.length > 0
      ? [
          `  ${plural(unproved.length, 'session')} with a recorded key or User-Agent left alone, because the other one is missing: it may be somebody else's. Look at it in the list of sessions before you end it${command === undefined ? '' : `: ${command}`}`,
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

/** The line about a file that has the name of a record and is none, as after a full disk. */
export function toldUnreadable(file: string): string {
  return `${file}: no readable record of a run, whose sessions may still be open; look for the User-Agent vijson-conformance in the list of sessions, end them, and remove the file`
}

/** The lines that say how many sessions of earlier runs are still open: this run counts them among those of others. */
export function stillOpen(runs: readonly EarlierRun[]): string[] {
  return runs.map(
    (run) =>
      `${plural(run.logins.length, 'session')} of ${describeRun(run)} ${run.logins.length === 1 ? 'is' : 'are'} still open, and counted as sessions of others; end them with: vijson cleanup --target ${run.target}`,
  )
}
