import { dimensions, notSeen } from '../../src/conformance/dimensions/index.ts'
import { exclusions, requirements, runSuite, select } from '../../src/conformance/index.ts'
import { controls } from '../../tests/controls/controls.ts'
import { misbehaviours } from '../../tests/hostile/hostile-server.ts'
import { committedDimensions } from '../../tests/mutation/dimensions-matrix.ts'
import { families } from '../../tests/mutation/mutants/index.ts'
import { mockTarget } from '../../tests/support/mock-target.ts'
import { createRepeatable } from '../../tests/support/repeatable.ts'

/** The figures that follow from the ledger, the checks and the tests, as a Markdown table. They stand in docs/evidence.md and nowhere else. */
async function figuresTable(): Promise<string> {
  const count = (level: string) => requirements.filter((one) => one.level === level).length
  const disruptive = select({}).filter(({ check }) => check.disruptive)
  const disruptiveMusts = disruptive.filter(({ level }) => level === 'must')
  const { sessions, exchanges } = await runSuite(mockTarget({ vcenter: createRepeatable() }), {
    seed: 1,
    concurrency: 1,
  })
  const defects = committedDimensions()
  const logins = exchanges.filter(({ path }) => path.endsWith('/Login'))
  const calls = exchanges.filter(({ path }) => path.endsWith('/TerminateSession'))
  return tableOf({
    requirements: `${requirements.length}: ${count('must')} must, ${count('should')} should, ${count('observed')} observed`,
    'sentences of the page that are excluded': exclusions.length,
    'disruptive checks': `${disruptive.length}, ${disruptiveMusts.length} of them must`,
    'sessions that a run opens': `${sessions.opened} with seed 1, ${logins.length} of them by logins; a few more or less with others`,
    'TerminateSession calls of a run': `${calls.length} with seed 1`,
    mutants: Object.values(families).flat().length,
    'defects by dimension': `${defects.length}, ${defects.filter(({ foundBy }) => foundBy.length > 0).length} of them found`,
    controls: controls.length,
    'misbehaviours of hostile targets': Object.keys(misbehaviours).length,
  })
}

/** Dimension by value by check. */
function dimensionsTable(): string {
  const rows = dimensions.map(({ name, values, checks, source }) =>
    [
      name,
      values.map(inCell).join('; '),
      checks.map((id) => `\`${id.replace('terminate.', '')}\``).join(', '),
      source,
    ].join(' | '),
  )
  return [
    '| dimension | values | checks | source |',
    '| --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n')
}

/** As it stands in a cell of a table. */
function inCell(text: string): string {
  return text.replace(/[\\|*_<>`[\]]/g, (sign) => `\\${sign}`)
}

function unseenList(): string {
  return Object.entries(notSeen)
    .map(([dimension, unseen]) => `- **${dimension}**: ${unseen}`)
    .join('\n')
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

/** The text of docs/evidence.md with a table, or a list, in its block. @throws Error where the text has no such block. */
function withBlock(text: string, name: string, table: string): string {
  const block = new RegExp(`(<!-- ${name}: npm run figures -->\\n).*?(\\n<!-- end of ${name} -->)`, 's')
  if (!block.test(text)) throw new Error(`docs/evidence.md has no block of ${name}`)
  return text.replace(block, (_, begin: string, end: string) => `${begin}${table}${end}`)
}

/** The text of docs/evidence.md with everything that follows from the ledger and the dimensions. */
export async function withFigures(text: string): Promise<string> {
  const withTable = withBlock(text, 'figures', await figuresTable())
  return withBlock(withBlock(withTable, 'dimensions', dimensionsTable()), 'unseen', unseenList())
}
