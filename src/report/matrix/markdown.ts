import { code, escaped } from '../markdown.ts'
import { verdictWords } from '../wording.ts'
import { type Matrix, type MatrixColumn, matrixTitle } from './matrix.ts'

/** The matrix as Markdown: what changed, then everything. */
export function matrixMarkdown({ columns, rows, changes, note }: Matrix): string {
  return [
    `# ${matrixTitle}`,
    '',
    ...(changes.length === 0 ? [] : ['## Changed between two runs of a target', '']),
    ...changes.map(
      ({ host, release, id, from, to, at }) =>
        `- ${escaped(host)} (${escaped(release)}), ${escaped(at)}: \`${code(id)}\` **${verdictWords[from]} → ${verdictWords[to]}**`,
    ),
    ...(changes.length === 0 ? [] : ['']),
    ...(note === '' ? [] : [`${escaped(note)}.`, '']),
    `| requirement | level | ${columns.map(heading).join(' | ')} |`,
    `| --- | --- | ${columns.map(() => '---').join(' | ')} |`,
    `| **the run** | | ${columns.map((column) => `**${columnVerdict(column)}**`).join(' | ')} |`,
    ...rows.map(
      ({ id, level, words }) =>
        `| \`${code(id)}\` | ${level} | ${words.map((word) => (word === undefined ? noVerdict : verdictWords[word])).join(' | ')} |`,
    ),
    '',
  ].join('\n')
}

function heading({ name, host, release, startedAt, isRecorded }: MatrixColumn): string {
  return `${escaped(name)}<br>${escaped(host)}<br>${escaped(release)}<br>${escaped(startedAt)}${isRecorded ? '<br>judged again' : ''}`
}

/** What stands in the table where a run has no verdict on the requirement. */
export const noVerdict = 'no verdict'

/** The verdict of a column: a run with missing verdicts is inconclusive, whatever it says. */
export function columnVerdict({ outcome, isIncomplete }: MatrixColumn): string {
  return isIncomplete ? 'inconclusive (verdicts missing)' : outcome
}
