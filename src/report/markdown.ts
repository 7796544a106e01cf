import {
  type BlockLine,
  isUnmet,
  type RequirementResult,
  type SuiteResult,
  type Verdict,
} from '../conformance/index.ts'
import { printable } from '../conformance/redaction/printable.ts'
import { busyServerLines } from './busy-server.ts'
import { byCause } from './causes.ts'
import { headlineOf } from './headline.ts'
import { blocksOf } from './request-line.ts'
import { operationPage } from './source.ts'
import { byTheme, isDrawn, isSkippedForSafety, plural, remarks, tally, targetLine, verdictWords } from './wording.ts'

const marks: Record<Verdict, string> = {
  pass: '✅',
  recorded: 'ℹ️',
  fail: '❌',
  error: '❌',
  warn: '⚠️',
  deviated: '⚠️',
  unreached: '❔',
  unsupported: '➖',
}

const toneMarks = { good: '✅', caution: '⚠️', bad: '❌' } as const

/** The result for a job summary: the verdict, what needs attention, and the rest folded. */
export function markdownReport(result: SuiteResult): string {
  const { requirements, sessions, run, stale, problem, tool } = result
  const { text, tone } = headlineOf(result)
  const blockOf = blocksOf(result)
  const isTold = (one: RequirementResult) => isUnmet(one) || blockOf(one).length > 0
  const remarkable = requirements.filter(
    (one) => !isTold(one) && (!['pass', 'recorded', 'unsupported'].includes(one.verdict) || isSkippedForSafety(one)),
  )
  const skipped = requirements.filter((one) => one.verdict === 'unsupported' && !isSkippedForSafety(one))
  const rest = requirements.filter((one) =>
    problem === undefined
      ? !isTold(one) && !remarkable.includes(one) && !skipped.includes(one)
      : !skipped.includes(one),
  )
  const left = sessions.leaked + sessions.unclosable
  return [
    `## ${toneMarks[tone]} ${text}`,
    '',
    `${target(result)}: ${plural(requirements.length, 'requirement')}, ${tally(requirements)}`,
    '',
    ...(problem === undefined ? [] : [`**${escaped(problem.message)}**`, '']),
    ...(result.otherCause === undefined ? [] : [`**${escaped(result.otherCause)}**`, '']),
    ...stale.map(({ place, message }) => `- **${escaped(`${place}: ${message}`)}**`),
    ...(stale.length > 0 ? [''] : []),
    ...(left > 0 ? [`**${plural(left, 'session')} of this run may still be open on the target**`, ''] : []),
    ...(problem === undefined ? [...causes(result, blockOf), ...table(remarkable)] : []),
    ...folded(`${skipped.length} skipped`, skipped),
    ...folded(plural(rest.length, rest.length === requirements.length ? 'requirement' : 'other requirement'), rest),
    ...busyServerLines(result).flatMap((line) => [escaped(line), '']),
    `<sub>${tool.name} ${tool.version}, ${run.startedAt}, ${(run.durationMs / 1000).toFixed(2)} s, seed ${run.seed}; ${plural(sessions.opened, 'session')} opened, ${sessions.closed} closed</sub>`,
    '',
  ].join('\n')
}

/** The target in one line, its address in code, so that it becomes no link. */
function target(result: SuiteResult): string {
  const { url, name } = result.target
  const before = name === undefined ? '' : `${name} at `
  const rest = targetLine(result).slice(before.length + url.length)
  return `${before === '' ? '' : `${escaped(before)} `}\`${code(url)}\`${escaped(rest).replace(/^(?=\()/, ' ')}`
}

/** What is not met, a block for each, those of one cause together: the first in sight, the others folded. Then what is declared. */
function causes(
  { requirements }: SuiteResult,
  blockOf: (requirement: RequirementResult) => readonly BlockLine[],
): string[] {
  const declared = requirements.filter((one) => one.verdict === 'deviated' && blockOf(one).length > 0)
  return [
    ...byCause(requirements).flatMap(({ first, others }) => [
      ...failure(first, blockOf(first)),
      ...(others.length === 0
        ? []
        : [
            '<details>',
            `<summary>the same: ${others.length} more</summary>`,
            '',
            ...others.flatMap((one) => failure(one, blockOf(one))),
            '</details>',
            '',
          ]),
    ]),
    ...declared.flatMap((one) => failure(one, blockOf(one))),
  ]
}

function failure({ id, level, verdict, statement, recorded = [] }: RequirementResult, block: readonly BlockLine[]) {
  return [
    `### ${marks[verdict]} ${verdictWords[verdict]}: \`${code(id)}\` (${level})`,
    '',
    `- Statement: ${escaped(statement)}`,
    ...block.map(([name, text]) => `- ${name}: ${lineOf(name, text)}`),
    ...recorded.filter((note) => !isDrawn(note)).map((note) => `- Noted: ${escaped(note)}`),
    '',
    ...drawing(recorded.filter(isDrawn)),
  ]
}

/** Lines whose blanks are kept. */
function drawing(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['```text', ...lines.map(code), '```', '']
}

/** What a line of a block says. The address of the operation's page is the only one that becomes a link. */
function lineOf(name: BlockLine[0], text: string): string {
  if (name === 'Repeat') return `\`${code(text)}\``
  return name === 'Source' ? escaped(text).replace(escaped(operationPage), `<${operationPage}>`) : escaped(text)
}

function table(requirements: readonly RequirementResult[]): string[] {
  if (requirements.length === 0) return []
  const rows = requirements.map((one) => {
    const said = [one.statement, ...remarks(one)].map(escaped).join('<br>')
    return `| ${marks[one.verdict]} ${verdictWords[one.verdict]} | \`${code(one.id)}\` | ${one.level} | ${said} |`
  })
  return ['| verdict | requirement | level | |', '| --- | --- | --- | --- |', ...rows, '']
}

function folded(summary: string, requirements: readonly RequirementResult[]): string[] {
  if (requirements.length === 0) return []
  return [
    '<details>',
    `<summary>${summary}</summary>`,
    '',
    ...table([...byTheme(requirements).values()].flat()),
    '</details>',
    '',
  ]
}

/** A text for a code span in a table row. */
export function code(text: string): string {
  return printable(text).replaceAll(/[`|]/g, ' ')
}

/**
 * Escapes a text, so that what a target sends becomes no link, mention, formula, heading, list or table row, and is seen as it is. GitHub finds
 * addresses, mentions, emoji and the numbers of issues after it has resolved backslash escapes; an HTML comment within them, which is not shown,
 * keeps it from that.
 */
export function escaped(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_[\]|#@~]/g, (character) => `\\${character}`)
    .replaceAll(/[@#]|:(?=\/\/|[a-z+-][\w+-]*:)|www(?=\.)|GH(?=-\d)/gi, (start) => `${start}<!-- -->`)
    .replaceAll('$', '&#36;')
    .replace(/^\s*(?:[-+](?=\s|$)|=(?==*\s*$)|\d+(?=[.)](?:\s|$)))/, lastAsReference)
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** A text whose last character is written as a reference: the beginning of a list or of the line below a heading is then none. */
function lastAsReference(text: string): string {
  return `${text.slice(0, -1)}&#${text.charCodeAt(text.length - 1)};`
}
