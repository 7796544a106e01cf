import { readFileSync } from 'node:fs'
import { runSuite } from '../../src/conformance/index.ts'
import { dimensions } from './dimensions/index.ts'
import type { Mutant } from './mutant.ts'

/** Which checks find a defect of a dimension; none where it is not found. */
export interface DimensionRow {
  dimension: string
  defect: string
  foundBy: readonly string[]
  /** The one of them that finds it when it runs alone; undefined where it takes a whole run. */
  finder: string | undefined
}

export const dimensionsFile = new URL('dimensions.md', import.meta.url)

/** The check that others may build on: it decides whether their sessions are clones. */
const clones = 'terminate.success.clones'

/** Runs the suite, or the check that is to find it, against a defect. @returns the requirements that are not met. */
export async function foundByChecks({ make, idleMs = 0 }: Mutant, only?: string): Promise<string[]> {
  const { requirements } = await runSuite(make(), {
    strict: true,
    seed: 1,
    concurrency: 1,
    idleMs,
    exchanges: false,
    ...(only === undefined ? {} : { only: [...new Set([clones, only])] }),
  })
  return requirements.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn').map(({ id }) => id)
}

/** Orders checks by how many defects each finds. */
export function fewestFirst(rows: readonly Pick<DimensionRow, 'foundBy'>[]): (ids: readonly string[]) => string[] {
  const kills = new Map<string, number>()
  for (const { foundBy } of rows) for (const id of foundBy) kills.set(id, (kills.get(id) ?? 0) + 1)
  return (ids) => [...ids].sort((one, other) => (kills.get(one) ?? 0) - (kills.get(other) ?? 0))
}

/** Before the checks that find a defect only in a run of all checks: it depends on what was before. */
const inWholeRun = 'in a whole run: '

/** The check that finds a defect when it runs alone; of several, the one that finds the fewest others. */
export async function finderOf(mutant: Mutant, foundBy: readonly string[]): Promise<string | undefined> {
  for (const id of foundBy) if ((await foundByChecks(mutant, id)).includes(id)) return id
  return undefined
}

const short = (id: string) => id.replace('terminate.', '')

/** The page: for each dimension the defects with the checks that find them, the one that finds the fewest first, and the defects that none finds. */
export function renderDimensions(rows: readonly DimensionRow[]): string {
  const kills = new Map<string, number>()
  for (const { foundBy } of rows) for (const id of foundBy) kills.set(id, (kills.get(id) ?? 0) + 1)
  const inOrder = fewestFirst(rows)
  const found = rows.filter(({ foundBy }) => foundBy.length > 0)
  const names = Object.keys(dimensions)
  const of = (dimension: string, among: readonly DimensionRow[]) => among.filter((row) => row.dimension === dimension)
  return [
    '# Defects by dimension',
    '',
    'Written by `npm run matrix -- dimensions`. Defects that were written from the page of the operation alone, without sight of a check, and the checks that find them. **Bold**: a check that',
    'finds the defect when it runs alone, as it does in the tests.',
    '',
    `${rows.length} defects, ${found.length} found.`,
    '',
    '| dimension | defects | found |',
    '| --- | --- | --- |',
    ...names.map((name) => `| ${name} | ${of(name, rows).length} | ${of(name, found).length} |`),
    ...names.flatMap((name) => [
      '',
      `## ${name}`,
      '',
      '| defect | found by |',
      '| --- | --- |',
      ...of(name, rows).map(({ defect, foundBy, finder }) => {
        const others = inOrder(foundBy).filter((id) => id !== finder)
        const names = [...(finder === undefined ? [] : [`**${short(finder)}**`]), ...others.map(short)].join(', ')
        const cell = foundBy.length === 0 ? 'not found' : finder === undefined ? `${inWholeRun}${names}` : names
        return `| ${escaped(defect)} | ${cell} |`
      }),
    ]),
    '',
  ].join('\n')
}

/** As it stands in a cell of a table. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('*', '\\*').replaceAll('_', '\\_')
}

/** The rows of the committed page. */
export function committedDimensions(): { defect: string; foundBy: string[]; finder: string | undefined }[] {
  const text = readFileSync(dimensionsFile, 'utf8')
  return [...text.matchAll(/^\| (?!defect |dimension |---)(.+) \| (\*\*.*|in a whole run: .*|not found) \|$/gm)].map(
    ([, defect = '', names = '']) => ({
      defect,
      foundBy:
        names === 'not found'
          ? []
          : names
              .replace(inWholeRun, '')
              .split(', ')
              .map((name) => `terminate.${name.replaceAll('*', '')}`),
      finder: names.startsWith('**') ? `terminate.${/^\*\*([^*]+)/.exec(names)?.[1]}` : undefined,
    }),
  )
}

/** Each defect with its committed row. */
export function dimensionCases(): {
  dimension: string
  mutant: Mutant
  foundBy: readonly string[]
  finder: string | undefined
}[] {
  const committed = new Map(committedDimensions().map((row) => [row.defect, row]))
  return Object.entries(dimensions).flatMap(([dimension, mutants]) =>
    mutants.map((mutant) => {
      const { foundBy = [], finder } = committed.get(escaped(mutant.defect)) ?? {}
      return { dimension, mutant, foundBy, finder }
    }),
  )
}
