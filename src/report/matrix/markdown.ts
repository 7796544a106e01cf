import { escaped } from '../markdown.ts'
import type { Column, Matrix } from './matrix.ts'

/** The matrix as Markdown: what changed, then everything. */
export function matrixMarkdown({ columns, rows, changes }: Matrix): string {
  return [
    '# TerminateSession, target by target',
    '',
    ...(changes.length === 0 ? [] : ['## Changed between two runs of a target', '']),
    ...changes.map(
      ({ host, release, id, from, to, at }) =>
        `- ${escaped(host)} (${escaped(release)}), ${escaped(at)}: \`${code(id)}\` **${from} → ${to}**`,
    ),
    ...(changes.length === 0 ? [] : ['']),
    `| requirement | level | ${columns.map(heading).join(' | ')} |`,
    `| --- | --- | ${columns.map(() => '---').join(' | ')} |`,
    `| **the run** | | ${columns.map((column) => `**${conclusion(column)}**`).join(' | ')} |`,
    ...rows.map(
      ({ id, level, words }) => `| \`${code(id)}\` | ${level} | ${words.map((word) => word ?? '').join(' | ')} |`,
    ),
    '',
  ].join('\n')
}

function heading({ name, host, release, startedAt, isRecorded }: Column): string {
  return `${escaped(name)}<br>${escaped(host)}<br>${escaped(release)}<br>${escaped(startedAt.slice(0, 16))}${isRecorded ? '<br>judged again' : ''}`
}

/** What stands between backticks in a row of a table. */
function code(text: string): string {
  return text.replaceAll(/[`|\s]/g, ' ')
}

/** A run that came to fewer verdicts than it should claims nothing, whatever it says. */
export function conclusion({ verdict, isPartial }: Column): string {
  return isPartial ? 'inconclusive (not whole)' : verdict
}
