import { readFileSync } from 'node:fs'
import {
  isUnmet,
  type RequirementResult,
  requirements,
  runSuite,
  type SuiteResult,
} from '../../src/conformance/index.ts'
import { createLabels } from '../../src/report/exchange/labels.ts'
import { Requirement } from '../../src/report/html/requirement.tsx'
import type { Mutant } from './mutant.ts'

/** Which checks find one mutant. */
export interface Row {
  family: string
  defect: string
  killer: string
  killedBy: string[]
}

/** The same, and the checks whose pictures show nothing in red. */
export interface JudgedRow extends Row {
  unmarked: string[]
}

export const matrixFile = new URL('kill-matrix.md', import.meta.url)

/** Runs the suite against a mutant, one check at a time and with a fixed seed, so that the same checks find it each time. */
export async function judgeMutant(family: string, { defect, killer, make }: Mutant): Promise<JudgedRow> {
  const result = await runSuite(make(), { strict: true, seed: 1, concurrency: 1, exchanges: false })
  const unmet = result.requirements.filter(isUnmet)
  const unmarked = unmet.filter((one) => !isMarked(one, result)).map(({ id }) => id)
  return { family, defect, killer, killedBy: unmet.map(({ id }) => id), unmarked }
}

/** Whether the picture of a requirement shows, in red, the session or the answer that is not as it should be. */
function isMarked(requirement: RequirementResult, result: SuiteResult): boolean {
  const html = String(
    Requirement({ result: requirement, exchanges: [], labels: createLabels(), block: [], target: result.target }),
  )
  return /<(text|rect) class="(should|not-as-wanted)"/.test(html)
}

/** The check of random lists. It finds much of what other checks are there for, so that its kills say nothing about them. */
export const randomLists = 'terminate.sequence.model'

const themeOf = (id: string) => id.split('.')[1] ?? ''

/** The mutants that a check finds and no check of another theme does, except that of random lists. */
export function foundOnlyByTheme(rows: readonly Row[], id: string): Row[] {
  return rows.filter(
    ({ killedBy }) =>
      killedBy.includes(id) && killedBy.every((other) => other === randomLists || themeOf(other) === themeOf(id)),
  )
}

const short = (id: string) => id.replace('terminate.', '')
const isJudged = ({ level }: { level: string }) => level !== 'observed'

/** The matrix as Markdown. */
export function renderMatrix(rows: readonly Row[]): string {
  const families = [...new Set(rows.map(({ family }) => family))]
  const perCheck = requirements.filter(isJudged).map(({ id }) => {
    const killed = rows.filter(({ killedBy }) => killedBy.includes(id)).length
    return `| ${short(id)} | ${killed} | ${rows.filter(({ killer }) => killer === id).length} | ${foundOnlyByTheme(rows, id).length} |`
  })
  return `# Which check finds which mutant

Written by \`npm run matrix\`; the tests compare it with what they find. A mutant is the mock with one deliberate defect. **Bold**: the check that has to find it.

${rows.length} mutants, ${rows.filter(({ killedBy }) => killedBy.length > 0).length} killed.

## Checks

| check | kills | has to kill | kills that no other theme finds |
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

/** The rows of a family in the committed matrix. */
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
