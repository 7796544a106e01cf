import { beforeAll, describe, expect, test } from 'vitest'
import { requirements as ledger, runSuite, type SuiteResult } from '../../src/conformance/index.ts'
import { outcomeLine } from '../../src/report/headline.ts'
import { jsonReport, readResult } from '../../src/report/json.ts'
import { matrixMarkdown } from '../../src/report/matrix/markdown.ts'
import { type Matrix, matrixOf } from '../../src/report/matrix/matrix.ts'
import { verdictWords } from '../../src/report/wording.ts'
import { judgedAgain } from '../evidence/again.ts'
import { rendered, rowsOf, shown, tagsOf } from '../support/github-markdown.ts'
import { hostileTexts } from '../support/hostile-texts.ts'
import { mockTarget } from '../support/mock-target.ts'
import { mutantResult } from '../support/mutant-result.ts'
import { sampleRequirement, sampleResult } from '../support/sample-result.ts'

/** The matrix of the JSON reports of results, by the names of their files. */
function matrixOfReports(results: Record<string, SuiteResult>): Matrix {
  const named = Object.entries(results).map(([name, result]) => ({ name, result: readResult(jsonReport(result)) }))
  return matrixOf(named)
}

describe('the matrix of the reports of runs', () => {
  let sound: SuiteResult
  let defective: SuiteResult
  let again: SuiteResult
  let matrix: Matrix
  beforeAll(async () => {
    sound = await runSuite(mockTarget(), { seed: 1 })
    defective = await mutantResult()
    again = await judgedAgain(defective)
    matrix = matrixOfReports({ sound, defective, again })
  })

  test('has a column for each run, sorted by name, because their targets have no address of a network', () => {
    const common = { host: 'mock.invalid', release: '8.0.3.0', isIncomplete: false }
    const shown = (time: string) => time.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')
    const startedAt = shown(defective.run.startedAt)
    expect(matrix.columns).toEqual([
      {
        ...common,
        name: 'again',
        startedAt,
        isRecorded: true,
        tone: 'bad',
        outcome: outcomeLine(again, ''),
      },
      {
        ...common,
        name: 'defective',
        startedAt,
        isRecorded: false,
        tone: 'bad',
        outcome: outcomeLine(defective, ''),
      },
      {
        ...common,
        name: 'sound',
        startedAt: shown(sound.run.startedAt),
        isRecorded: false,
        tone: 'good',
        outcome: outcomeLine(sound, ''),
      },
    ])
  })

  test('has a row for each requirement, with the verdicts of each run', () => {
    expect(matrix.rows).toEqual(
      sound.requirements.map(({ id, level }, index) => ({
        id,
        level,
        words: [again, defective, sound].map(({ requirements }) =>
          requirements.flatMap((one, place) => (place === index ? [one.verdict] : [])).join(),
        ),
      })),
    )
    expect(matrix.changes).toEqual([])
  })

  test('shows what changed between two runs against one address', () => {
    const at = (result: SuiteResult, startedAt: string): SuiteResult => ({
      ...result,
      target: { ...result.target, url: 'https://vcenter.example' },
      run: { ...result.run, startedAt },
    })
    const { changes } = matrixOfReports({
      b: at(defective, '2026-02-01T00:00:00.000Z'),
      a: at(sound, '2026-01-01T00:00:00.000Z'),
    })
    expect(changes).toEqual(
      defective.requirements
        .filter((_, place) => sound.requirements[place]?.verdict !== defective.requirements[place]?.verdict)
        .map(({ id, verdict }) => ({
          host: 'vcenter.example',
          release: '8.0.3.0',
          id,
          from: 'pass',
          to: verdict,
          at: '2026-02-01 00:00:00 UTC',
        })),
    )
    expect(changes).not.toEqual([])
  })

  test('is the same table when GitHub renders it', () => {
    const { columns, rows } = matrix
    expect(rowsOf(rendered(matrixMarkdown(matrix)))).toEqual([
      [
        ['requirement'],
        ['level'],
        ...columns.map(({ name, host, release, startedAt, isRecorded }) => [
          ...[name, host, release, startedAt],
          ...(isRecorded ? ['judged again'] : []),
        ]),
      ],
      [['the run'], [''], ...columns.map(({ outcome }) => [outcome])],
      ...rows.map(({ id, level, words }) => [
        [id],
        [level],
        ...words.map((word) => [word === undefined ? '' : verdictWords[word]]),
      ]),
    ])
  })
})

describe('the matrix as GitHub renders it', () => {
  const id = 'terminate.a.b'
  const page = (text: string) => {
    const resultOf = (startedAt: string, given: Partial<SuiteResult['requirements'][number]>) => {
      const sample = sampleResult({ target: { url: 'https://vcenter.example', release: text } })
      const requirements = [sampleRequirement(id, given), sampleRequirement(text, given)]
      return readResult(
        jsonReport({ ...sample, run: { ...sample.run, startedAt }, requirements, manifest: [id, text] }),
      )
    }
    const matrix = matrixOf([
      { name: text, result: resultOf('2026-01-01', {}) },
      { name: text, result: resultOf('2026-01-02', { verdict: 'fail' }) },
    ])
    return rendered(matrixMarkdown(matrix))
  }
  const plain = tagsOf(page('plain'))
  /** A text as a code span shows it. */
  const inCode = (text: string) => shown(text.replaceAll(/[`|]/g, ' '))

  test.each(hostileTexts)('shows a text, with what cannot be seen as escapes: %s', (_, text) => {
    const html = page(text)
    const ofAll = `2 of ${ledger.length} tested: failed`
    expect(tagsOf(html)).toEqual(plain)
    const of = (row: string[][]) => row.map((cell) => cell.map(shown))
    expect(rowsOf(html).map(of)).toEqual([
      [
        ['requirement'],
        ['level'],
        [shown(text), 'vcenter.example', shown(text), '2026-01-01'],
        [shown(text), 'vcenter.example', shown(text), '2026-01-02'],
      ],
      [['the run'], [''], [ofAll], [ofAll]],
      [[id], ['must'], ['pass'], ['fail']],
      [[inCode(text)], ['must'], ['pass'], ['fail']],
    ])
  })
})
