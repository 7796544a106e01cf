import { exclusions, requirements, runSuite, select } from '../../src/conformance/index.ts'
import { controls } from '../../tests/controls/controls.ts'
import { misbehaviours } from '../../tests/hostile/hostile-server.ts'
import { families } from '../../tests/mutation/mutants/index.ts'
import { mockTarget } from '../../tests/support/mock-target.ts'

/** The figures that follow from the ledger, the checks and the tests, as a Markdown table. They stand in docs/evidence.md and nowhere else. */
export async function figuresTable(): Promise<string> {
  const count = (level: string) => requirements.filter((one) => one.level === level).length
  const disruptive = select({}).filter(({ check }) => check.disruptive)
  const disruptiveMusts = disruptive.filter(({ level }) => level === 'must')
  const { sessions, exchanges } = await runSuite(mockTarget(), { seed: 1, concurrency: 1 })
  const calls = exchanges.filter(({ path }) => path.endsWith('/TerminateSession'))
  return tableOf({
    requirements: `${requirements.length}: ${count('must')} must, ${count('should')} should, ${count('observed')} observed`,
    'sentences of the page that are excluded': exclusions.length,
    'disruptive checks': `${disruptive.length}, ${disruptiveMusts.length} of them must`,
    'sessions that a run opens': `${sessions.opened} with seed 1; a few more or less with others`,
    'TerminateSession calls of a run': `${calls.length} with seed 1`,
    mutants: Object.values(families).flat().length,
    controls: controls.length,
    'misbehaviours of hostile targets': Object.keys(misbehaviours).length,
  })
}

function tableOf(figures: Record<string, string | number>): string {
  const rows = [['figure', 'value'], ...Object.entries(figures).map(([name, figure]) => [name, String(figure)])]
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  // Padded, as the formatter pads tables.
  const line = (cells: readonly string[], fill = ' ') =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`
  const [header = [], ...body] = rows
  return [line(header), line(['', ''], '-'), ...body.map((row) => line(row))].join('\n')
}

const block = /(<!-- figures: npm run figures -->\n).*?(\n<!-- end of figures -->)/s

/** The text of docs/evidence.md with this table in its block. @throws Error where the text has no such block. */
export function withFigures(text: string, table: string): string {
  if (!block.test(text)) throw new Error('docs/evidence.md has no block of figures')
  return text.replace(block, (_, begin: string, end: string) => `${begin}${table}${end}`)
}
