import type { SuiteResult } from '../conformance/index.ts'
import { withoutCommands } from './commands.ts'
import { headlineOf } from './headline.ts'
import { printableResult } from './printable.ts'
import { verdictWords } from './wording.ts'

/** Runs under several releases side by side: what came of each, and the requirements whose verdicts differ. */
export function releaseLines(given: readonly (readonly [release: string, result: SuiteResult])[]): string[] {
  const all = given.map(([release, result]) => [release, printableResult(result, withoutCommands)] as const)
  // Under a release that the target does not know, nothing was tested, which one line says.
  const results = all.filter(([, { problem }]) => problem === undefined)
  const ids = [...new Set(results.flatMap(([, { requirements }]) => requirements.map(({ id }) => id)))]
  const rows = ids.map((id) => {
    const words = results.map(([, { requirements }]) => {
      const found = requirements.find((one) => one.id === id)
      return found === undefined ? '–' : verdictWords[found.verdict]
    })
    return { id, words }
  })
  const differing = rows.filter(({ words }) => new Set(words).size > 1)
  const width = Math.max(...results.map(([release]) => release.length), 11) + 2
  const cells = (texts: readonly string[]) => texts.map((text) => text.padEnd(width)).join('')
  return [
    ...all.map(([release, result]) => `release ${release}: ${headlineOf(result).text}`),
    ...(results.length < 2 && all.length > 1
      ? []
      : differing.length === 0
        ? [
            `every requirement has the same verdict under ${results.length === all.length ? 'each release' : results.map(([release]) => release).join(' and ')}`,
          ]
        : [
            'requirements whose verdicts differ by release:',
            `  ${''.padEnd(46)}${cells(results.map(([release]) => release)).trimEnd()}`,
            ...differing.map(({ id, words }) => `  ${id.padEnd(46)}${cells(words).trimEnd()}`),
          ]),
  ]
}
