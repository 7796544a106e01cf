import {
  alignedBlock,
  type BlockLine,
  isUnmet,
  type RequirementResult,
  type SuiteResult,
  type Verdict,
} from '../conformance/index.ts'
import { busyServerLines } from './busy-server.ts'
import { byCause } from './causes.ts'
import { withoutCommands } from './commands.ts'
import { headlineOf, lastLineOf } from './headline.ts'
import { printableResult } from './printable.ts'
import { sharedReasons } from './reasons.ts'
import { blocksOf } from './request-line.ts'
import { isSkippedForSafety, plural, remarks, tally, targetLine, themeOf, verdictWords } from './wording.ts'
import { wrapped } from './wrapped.ts'

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
const noteIndent = 14
/** From how many milliseconds on the time of a check is told. */
const slowMs = 1000

/** How a report is laid out. */
export interface Layout {
  /** Columns of the terminal; undefined: lines are not broken. */
  width?: number | undefined
  /** The files of the other reports, to be named at the end. */
  reports?: readonly string[]
  /** Only what is not met, and the last line. */
  isQuiet?: boolean
}

/** The table of verdicts by theme, and the summary of the run. No text of a target acts on the terminal or commands a CI server. */
export function consoleReport(given: SuiteResult, palette: Palette, layout: Layout = {}): string {
  const result = printableResult(given, withoutCommands)
  if (layout.isQuiet === true) return quiet(result, palette, layout.width)
  const lines = [...wrapped(heading(result), layout.width, 0, 2), '']
  const shown = new Map<string, string>()
  const blockOf = blocksOf(result)
  let theme = ''
  for (const requirement of result.requirements) {
    const current = themeOf(requirement)
    if (current !== theme) {
      theme = current
      lines.push(palette.bold(theme))
    }
    lines.push(...row(requirement, blockOf(requirement), shown, palette, layout.width))
  }
  return [...lines, '', ...summary(result, palette, layout)].join('\n')
}

/** The rows of what is not met, why the others have no verdict, what else decides the exit code, and the last line. */
function quiet(result: SuiteResult, palette: Palette, width: number | undefined): string {
  const blockOf = blocksOf(result)
  const unmet = result.requirements.filter(isUnmet).flatMap((one) => row(one, blockOf(one), new Map(), palette, width))
  const why = (['error', 'unreached'] as const).flatMap((verdict) => {
    const total = result.requirements.filter((one) => one.verdict === verdict).length
    return sharedReasons(result.requirements, verdict).flatMap(({ message, ids }) =>
      wrapped(`${verdictWords[verdict]} (${whichOf(ids, total)}): ${message}`, width, 0, 2),
    )
  })
  const causes = byCause(result.requirements)
  return [
    ...unmet,
    // One cause is told once where it is that of several.
    ...(causes.some(({ others }) => others.length > 0) ? unmetLines(result.requirements, palette, width) : []),
    ...why,
    ...staleLines(result, palette, width),
    ...leftBehind(result.sessions).flatMap((line) => wrapped(line, width, 0, 2).map(palette.red)),
    ...lastLines(result, palette, width),
  ].join('\n')
}

/** How many of all, where some have another reason, and which, where they are few: `1 of 2, terminate.sequence.model`. */
function whichOf(ids: readonly string[], total: number): string {
  const count = ids.length === total ? `${total}` : `${ids.length} of ${total}`
  return [count, ...(ids.length <= 3 ? ids : [])].join(', ')
}

function heading(result: SuiteResult): string {
  const { name, version } = result.tool
  return `${name} ${version} against ${targetLine(result)}`
}

function row(
  result: RequirementResult,
  lines: readonly BlockLine[],
  shown: Map<string, string>,
  palette: Palette,
  width: number | undefined,
): string[] {
  const { id, level, verdict, finding, durationMs } = result
  const paint = paintOf(verdict, palette)
  const block = alignedBlock(lines)
  const notes =
    block.length > 0
      ? [result.statement, ...block, ...(result.recorded ?? [])]
      : remarks(result).map((remark) => (remark === finding?.message ? once(remark, id, shown) : remark))
  return [
    `  ${paint(verdictWords[verdict].padEnd(12))}${id.padEnd(idWidth)}${palette.dim(level + timeOf(durationMs))}`,
    ...notes.flatMap((note) => noteLines(note, block.includes(note), width)).map((line) => dimmed(line, palette)),
  ]
}

/** The time of a check that was slow: `, 1.5 s`. */
function timeOf(ms: number): string {
  return ms < slowMs ? '' : `, ${(ms / 1000).toFixed(1)} s`
}

/** The lines of a note. A command is not broken, so that it can be copied. */
function noteLines(note: string, isOfBlock: boolean, width: number | undefined): string[] {
  const isCommand = isOfBlock && note.startsWith('Repeat:')
  return wrapped(note, isCommand ? undefined : width, noteIndent, isOfBlock ? 10 : 0)
}

/** Without its indentation, so that a terminal's colours begin where the text does. */
function dimmed(line: string, palette: Palette): string {
  const text = line.trimStart()
  return `${line.slice(0, line.length - text.length)}${palette.dim(text)}`
}

/** A note that was shown before is not repeated. @param shown the requirement at which each was shown. */
function once(note: string, id: string, shown: Map<string, string>): string {
  const before = shown.get(note)
  if (before !== undefined) return `(as for ${before})`
  shown.set(note, id)
  return note
}

function summary(result: SuiteResult, palette: Palette, { width, reports = [] }: Layout): string[] {
  const { sessions, run, requirements } = result
  const fitted = (line: string, paint: Paint = (text) => text) => wrapped(line, width, 0, 2).map(paint)
  return [
    ...fitted(`${plural(requirements.length, 'requirement')}: ${tally(requirements)}`),
    ...unmetLines(requirements, palette, width),
    ...skippedNotes(requirements).flatMap((line) => wrapped(line.trimStart(), width, line.startsWith(' ') ? 2 : 0, 2)),
    ...(result.otherCause === undefined ? [] : fitted(result.otherCause, palette.yellow)),
    ...staleLines(result, palette, width),
    ...busyServerLines(result).flatMap((line) => fitted(line)),
    ...fitted(`sessions: ${sessions.opened} opened, ${sessions.closed} closed${ownershipNote(sessions)}`),
    ...leftBehind(sessions).flatMap((line) => fitted(line, palette.red)),
    ...(isJudged(requirements)
      ? []
      : fitted('nothing was judged: every requirement was skipped, not decided or only observed')),
    palette.dim(`in ${(run.durationMs / 1000).toFixed(2)} s, seed ${run.seed}`),
    ...(reports.length === 0 ? [] : fitted(`reports: ${reports.join(', ')}`)),
    ...lastLines(result, palette, width),
  ]
}

/** The last line of a run: its target, and what came of it. */
export function lastLine(given: SuiteResult, palette: Palette): string {
  return lastLines(printableResult(given, withoutCommands), palette, undefined).join('\n')
}

/** The last line, broken where it is longer than the terminal is wide. */
function lastLines(result: SuiteResult, palette: Palette, width: number | undefined): string[] {
  const paint = { good: palette.green, caution: palette.yellow, bad: palette.red }[headlineOf(result).tone]
  return wrapped(lastLineOf(result), width, 0, 2).map((line) => palette.bold(paint(line)))
}

/** The requirements that are not met, again: the first of each cause, and the ids of those that have the same one. */
function unmetLines(requirements: SuiteResult['requirements'], palette: Palette, width: number | undefined): string[] {
  const causes = byCause(requirements)
  if (causes.length === 0) return []
  const begin = causes.length > 1 ? '; begin with the first' : ''
  const listed = (name: string, several: readonly RequirementResult[]) =>
    several.length === 0 ? [] : wrapped(`${name}: ${several.map(({ id }) => id).join(', ')}`, width, 4)
  return [
    `${plural(requirements.filter(isUnmet).length, 'requirement')} not met, in ${plural(causes.length, 'group')} by what was seen${begin}:`,
    ...causes.flatMap(({ words, first, others, undecided }) => [
      `  ${palette.bold(first.id)}`,
      ...wrapped(words, width, 4),
      ...listed('the same', others),
      ...listed('not decided because of it', undecided),
    ]),
    ...wrapped('What a requirement asks for, why, and what to do: vijson explain ID', width, 0),
  ]
}

/** The lines of the declared deviations that are stale. */
function staleLines({ stale }: SuiteResult, palette: Palette, width: number | undefined): string[] {
  return stale.flatMap(({ place, message }) => wrapped(`${place}: ${message}`, width, 0, 2).map(palette.red))
}

/** The disruptive requirements that were left out, a line for each. */
function skippedNotes(requirements: SuiteResult['requirements']): string[] {
  const skipped = requirements.filter(isSkippedForSafety)
  if (skipped.length === 0) return []
  return [
    `${plural(skipped.length, 'disruptive check')} skipped, because others are logged on (--exclusive sends them: a defective server may end everybody's sessions):`,
    ...skipped.map(({ id, level, statement }) => `  ${id} (${level}): ${statement}`),
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
