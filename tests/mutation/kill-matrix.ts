import { readFileSync } from 'node:fs'
import { requirements, runSuite } from '../../src/conformance/index.ts'
import type { Mutant } from './mutant.ts'

/** Which checks found out one mutant. */
export interface Row {
  family: string
  defect: string
  killer: string
  killedBy: string[]
}

export const matrixFile = new URL('kill-matrix.md', import.meta.url)

/** Runs the suite against a mutant: one check at a time and with a fixed seed, so that the same checks find it out each time. */
export async function judgeMutant(family: string, { defect, killer, make }: Mutant): Promise<Row> {
  const { requirements: judged } = await runSuite(make(), { strict: true, seed: 1, concurrency: 1 })
  const killedBy = judged.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn').map(({ id }) => id)
  return { family, defect, killer, killedBy }
}

/** The net behind all others: it is meant to find what nobody thought of, so what it finds as well says nothing of the other checks. */
export const net = 'terminate.sequence.model'

const themeOf = (id: string) => id.split('.')[1] ?? ''

/** Of a check: the mutants that it alone finds out, but for checks of its own theme and the net. */
export function foundByThemeAlone(rows: readonly Row[], id: string): Row[] {
  return rows.filter(
    ({ killedBy }) =>
      killedBy.includes(id) && killedBy.every((other) => other === net || themeOf(other) === themeOf(id)),
  )
}

const short = (id: string) => id.replace('terminate.', '')
const isJudged = ({ level }: { level: string }) => level !== 'observed'

/** The matrix as Markdown. */
export function renderMatrix(rows: readonly Row[]): string {
  const families = [...new Set(rows.map(({ family }) => family))]
  const perCheck = requirements.filter(isJudged).map(({ id }) => {
    const killed = rows.filter(({ killedBy }) => killedBy.includes(id)).length
    return `| ${short(id)} | ${killed} | ${rows.filter(({ killer }) => killer === id).length} | ${foundByThemeAlone(rows, id).length} |`
  })
  return `# Which check finds out which mutant

Written by \`npm run matrix\`; the tests hold it against what they see. A mutant is the mock with one deliberate defect. **Bold**: the check that is meant to find it out.

${rows.length} mutants, ${rows.filter(({ killedBy }) => killedBy.length > 0).length} killed.

## Checks

| check | kills | is meant to kill | kills that no other theme does |
| --- | --- | --- | --- |
${perCheck.join('\n')}

## Mutants
${families.map((family) => `\n### ${family}\n\n${table(rows.filter((row) => row.family === family))}`).join('\n')}
`
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(({ defect, killer, killedBy }) => {
    const names = killedBy.map((id) => (id === killer ? `**${short(id)}**` : short(id)))
    return `| ${defect} | ${names.join(', ')} |`
  })
  return ['| defect | killed by |', '| --- | --- |', ...lines].join('\n')
}

/** The rows that the committed matrix has of a family. */
export function committedRows(family: string): Pick<Row, 'defect' | 'killedBy'>[] {
  const section =
    readFileSync(matrixFile, 'utf8')
      .split('\n### ')
      .find((part) => part.startsWith(`${family}\n`)) ?? ''
  return [...section.matchAll(/^\| ((?!defect|---).+?) \| (.*) \|$/gm)].map(([, defect = '', names = '']) => ({
    defect,
    killedBy: names
      .split(', ')
      .filter(Boolean)
      .map((name) => `terminate.${name.replaceAll('**', '')}`),
  }))
}
