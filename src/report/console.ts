import type { RequirementResult, SuiteResult, Verdict } from '../conformance/index.ts'
import { withoutCommands } from './commands.ts'
import { printableResult } from './printable.ts'
import { partialNote, plural, remarks, staleNote, tally, targetLine, themeOf } from './wording.ts'

/** The colours of the text; each a function from text to text. */
export interface Palette {
  green: Paint
  red: Paint
  yellow: Paint
  dim: Paint
  bold: Paint
}

type Paint = (text: string) => string

const idWidth = 44

/** The table of verdicts by theme, and the summary of the run. No text of a target acts on the terminal or commands a CI server. */
export function consoleReport(given: SuiteResult, palette: Palette): string {
  const result = printableResult(given, withoutCommands)
  const lines = [heading(result), '']
  const shown = new Set<string>()
  let theme = ''
  for (const requirement of result.requirements) {
    const current = themeOf(requirement)
    if (current !== theme) {
      theme = current
      lines.push(palette.bold(theme))
    }
    lines.push(...row(requirement, shown, palette))
  }
  return [...lines, '', ...summary(result, palette)].join('\n')
}

function heading(result: SuiteResult): string {
  const { name, version } = result.tool
  return `${name} ${version} against ${targetLine(result)}`
}

function row(result: RequirementResult, shown: Set<string>, palette: Palette): string[] {
  const { id, level, verdict, finding } = result
  const paint = paintOf(verdict, palette)
  const notes = remarks(result).map((remark) =>
    remark === finding?.message && finding.code === 'foreign-sessions' ? once(remark, shown) : remark,
  )
  return [
    `  ${paint(result.verdict.padEnd(12))}${id.padEnd(idWidth)}${palette.dim(level)}`,
    ...notes.map((note) => `${' '.repeat(14)}${palette.dim(note)}`),
  ]
}

/** A note that was shown before is not repeated. */
function once(note: string, shown: Set<string>): string {
  if (shown.has(note)) return '(as above)'
  shown.add(note)
  return note
}

function summary(result: SuiteResult, palette: Palette): string[] {
  const { sessions, run, requirements, verdict } = result
  const paint = { conformant: palette.green, nonconformant: palette.red, inconclusive: palette.yellow }[verdict]
  return [
    `${plural(requirements.length, 'requirement')}: ${tally(requirements)}`,
    ...skippedNotes(requirements),
    ...(result.otherCause === undefined ? [] : [palette.yellow(result.otherCause)]),
    ...result.stale.map(({ place, message }) => palette.red(`${place}: ${message}`)),
    ...retriesNote(result.retries),
    `sessions: ${sessions.opened} opened, ${sessions.closed} closed${ownershipNote(sessions)}`,
    ...leftBehind(sessions).map((line) => palette.red(line)),
    ...(isJudged(requirements) ? [] : ['nothing was tested: observed and unreached requirements prove nothing']),
    `${palette.bold(paint(verdict))}${partialNote(result)}${staleNote(result)} ${palette.dim(`in ${(run.durationMs / 1000).toFixed(2)} s, seed ${run.seed}`)}`,
  ]
}

/** The disruptive requirements that were left out, a line for each. */
function skippedNotes(requirements: SuiteResult['requirements']): string[] {
  const skipped = requirements.filter(({ finding }) => finding?.code === 'foreign-sessions')
  if (skipped.length === 0) return []
  return [
    `${plural(skipped.length, 'disruptive check')} skipped, because others are logged on (--exclusive declares that the target belongs to this run alone):`,
    ...skipped.map(({ id, level, statement }) => `  ${id} (${level}): ${statement}`),
  ]
}

/** What was sent again, by its reasons: `3 requests were sent again: status 503 (2), connection lost (1)`. */
function retriesNote(retries: SuiteResult['retries']): string[] {
  if (retries.length === 0) return []
  const reasons = [...new Set(retries.map(({ reason }) => reason))]
  const counted = reasons.map((reason) => `${reason} (${retries.filter((one) => one.reason === reason).length})`)
  const were = retries.length === 1 ? 'was' : 'were'
  return [
    `${plural(retries.length, 'request')} ${were} sent again, because of a busy server or a gateway: ${counted.join(', ')}`,
  ]
}

/** How the sessions were found to be the run's own; empty where each proved it. */
function ownershipNote({ ownership }: SuiteResult['sessions']): string {
  return ownership === 'inferred' ? ' (ownership inferred: the target shows no User-Agents)' : ''
}

/** The sessions that the target may still hold; empty where all are closed. */
export function leftBehind({ leaked, unclosable }: SuiteResult['sessions']): string[] {
  return [
    ...(leaked > 0
      ? [`${plural(leaked, 'session')} of this run could not be closed and may still be open on the target`]
      : []),
    ...(unclosable > 0 ? [`${plural(unclosable, 'login')} may have left sessions on the target`] : []),
  ]
}

function paintOf(verdict: Verdict, palette: Palette): Paint {
  switch (verdict) {
    case 'pass':
    case 'recorded':
      return palette.green
    case 'fail':
    case 'error':
      return palette.red
    case 'warn':
    case 'unsupported':
    case 'unreached':
    case 'deviated':
      return palette.yellow
  }
}

function isJudged(requirements: readonly RequirementResult[]): boolean {
  return requirements.some(
    ({ level, verdict }) => level !== 'observed' && ['pass', 'fail', 'warn', 'deviated'].includes(verdict),
  )
}
