import type { RequirementResult, SuiteResult, Verdict } from '../conformance/index.ts'
import { byTheme, partialNote, plural, remarks, staleNote, tally, targetLine, verdictWord } from './wording.ts'

const marks: Record<Verdict, string> = {
  pass: '✅',
  fail: '❌',
  error: '❌',
  warn: '⚠️',
  deviated: '⚠️',
  unreached: '❔',
  unsupported: '➖',
}

const conclusionMarks = { conformant: '✅', nonconformant: '❌', inconclusive: '❔' } as const

/** The result for a job summary: the verdict, what is to be looked at, and all the rest folded away. */
export function markdownReport(result: SuiteResult): string {
  const { requirements, sessions, run, verdict, stale, problem, tool } = result
  const remarkable = requirements.filter((one) => !['pass', 'unsupported'].includes(one.verdict))
  const unsupported = requirements.filter((one) => one.verdict === 'unsupported')
  const left = sessions.leaked + sessions.unclosable
  return [
    `## ${stale.length > 0 && verdict === 'conformant' ? '⚠️' : conclusionMarks[verdict]} ${verdict}${partialNote(result)}${staleNote(result)}`,
    '',
    `${escaped(targetLine(result))}: ${plural(requirements.length, 'requirement')}, ${tally(requirements)}`,
    '',
    ...(problem === undefined ? [] : [`**${escaped(problem.message)}**`, '']),
    ...stale.map(({ place, message }) => `- **${escaped(`${place}: ${message}`)}**`),
    ...(stale.length > 0 ? [''] : []),
    ...(left > 0 ? [`**${plural(left, 'session')} of this run may be left behind on the target**`, ''] : []),
    ...(problem === undefined ? table(remarkable) : []),
    ...folded(`${unsupported.length} left out`, unsupported),
    ...folded(`all ${requirements.length}`, requirements),
    `<sub>${tool.name} ${tool.version}, ${run.startedAt}, ${(run.durationMs / 1000).toFixed(2)} s, seed ${run.seed}; ${sessions.opened} sessions opened, ${sessions.closed} closed</sub>`,
    '',
  ].join('\n')
}

function table(requirements: readonly RequirementResult[]): string[] {
  if (requirements.length === 0) return []
  const rows = requirements.map((one) => {
    const said = [one.statement, ...remarks(one)].map(escaped).join('<br>')
    return `| ${marks[one.verdict]} ${verdictWord(one)} | \`${one.id}\` | ${one.level} | ${said} |`
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

/**
 * What a target sends must not become a link, a mention, a heading or a row of its own. GitHub looks for addresses, mentions and numbers of issues where
 * escapes have been undone already; what stops it is a comment in between, which nobody sees.
 */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_[\]|#@~]/g, (sign) => `\\${sign}`)
    .replaceAll(/[@#]|:(?=\/\/)|www(?=\.)/gi, (beginning) => `${beginning}<!-- -->`)
    .replaceAll(/\s+/g, ' ')
    .trim()
}
