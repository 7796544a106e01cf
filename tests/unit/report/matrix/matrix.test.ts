import { describe, expect, test } from 'vitest'
import { type RequirementResult, requirements, type SuiteResult } from '../../../../src/conformance/index.ts'
import { matrixOf, type NamedResult } from '../../../../src/report/matrix/matrix.ts'
import { sampleRequirement, sampleResult } from '../../../support/sample-result.ts'

const here = { url: 'https://vcenter.example', release: '8.0.3.0' }
const pass = sampleRequirement('terminate.a.b')
const fail = sampleRequirement('terminate.a.b', { verdict: 'fail' })

/** A result with the name of its file. */
function named(
  name: string,
  given: { target?: SuiteResult['target']; startedAt?: string; requirements?: RequirementResult[] } & Partial<
    Pick<SuiteResult, 'manifest' | 'verdict'>
  > = {},
): NamedResult {
  const { startedAt = '2026-01-01T00:00:00.000Z', ...rest } = given
  const sample = sampleResult({ target: here, requirements: [pass], verdict: 'conformant', ...rest })
  return { name, result: { ...sample, run: { ...sample.run, startedAt } } }
}

const january = '2026-01-01T00:00:00.000Z'
const february = '2026-02-01T00:00:00.000Z'
const march = '2026-03-01T00:00:00.000Z'
const shown = (time: string) => time.replace('T', ' ').replace('.000Z', ' UTC')

test('matrixOf is empty where there is no result', () => {
  expect(matrixOf([])).toMatchObject({ columns: [], rows: [], changes: [] })
})

describe('a column', () => {
  const columnOf = (given: Parameters<typeof named>[1]) => matrixOf([named('a.json', given)]).columns[0]
  const plain = {
    name: 'a.json',
    host: 'vcenter.example',
    release: '8.0.3.0',
    startedAt: shown(january),
    isRecorded: false,
    tone: 'caution',
    outcome: `1 of ${requirements.length} tested: passed`,
    isIncomplete: false,
  }

  test.each<[string, Parameters<typeof named>[1], Partial<typeof plain>]>([
    ['shows the name, the host, the release, the time and the verdict', {}, {}],
    [
      'shows the port of the host',
      { target: { ...here, url: 'https://vcenter.example:8443/a' } },
      { host: 'vcenter.example:8443' },
    ],
    ['shows the whole address where that is not a URL', { target: { ...here, url: 'nowhere' } }, { host: 'nowhere' }],
    ['shows the release as unknown where the result has none', { target: { url: here.url } }, { release: 'unknown' }],
    [
      'shows when a recorded run was made',
      { target: { ...here, recordedAt: march } },
      { startedAt: shown(march), isRecorded: true },
    ],
    [
      'counts what was tested',
      { requirements: [pass, sampleRequirement('terminate.a.c', { verdict: 'unsupported' })] },
      { outcome: `1 of ${requirements.length} tested: passed` },
    ],
    [
      'is incomplete where verdicts are missing',
      { manifest: ['terminate.a.b', 'terminate.a.c'] },
      { isIncomplete: true },
    ],
  ])('%s', (_, given, column) => {
    expect(columnOf(given)).toEqual({ ...plain, ...column })
  })
})

describe('matrixOf', () => {
  const order = (...results: NamedResult[]) => matrixOf(results).columns.map(({ name }) => name)
  const other = { url: 'https://a.example' }

  test('sorts the columns by target and time', () => {
    expect(
      order(
        named('1', { startedAt: february }),
        named('2', { startedAt: march, target: other }),
        named('3', { startedAt: january }),
        named('4', { startedAt: february, target: other }),
      ),
    ).toEqual(['4', '2', '3', '1'])
  })

  test('sorts by target where one URL begins with another', () => {
    const [short, long] = [{ url: 'https://a.example' }, { url: 'https://a.example1' }]
    expect(order(named('1', { target: long }), named('2', { target: short }))).toEqual(['2', '1'])
  })

  test('sorts a recorded run by the time of its recording', () => {
    const recorded = { ...here, recordedAt: january }
    expect(order(named('1', { startedAt: february }), named('2', { startedAt: march, target: recorded }))).toEqual([
      '2',
      '1',
    ])
  })

  test.each(['http://127.0.0.1:8697', 'https://localhost', 'https://[::1]:1', 'https://mock.invalid'])(
    'sorts by name where the target is %s, an address that several builds may share',
    (url) => {
      expect(
        order(
          named('b', { startedAt: january, target: { url } }),
          named('a', { startedAt: february, target: { url } }),
        ),
      ).toEqual(['a', 'b'])
    },
  )

  test('leaves the order of the given results unchanged', () => {
    const results = [named('1', { startedAt: february }), named('2', { startedAt: january })]
    matrixOf(results)
    expect(results.map(({ name }) => name)).toEqual(['1', '2'])
  })
})

describe('a row', () => {
  test('has a word for each column, and none where a run did not test the requirement', () => {
    const observed = sampleRequirement('terminate.a.c', { level: 'observed', verdict: 'recorded' })
    expect(
      matrixOf([
        named('1', { startedAt: january, requirements: [pass] }),
        named('2', { startedAt: february, requirements: [observed, fail] }),
      ]).rows,
    ).toEqual([
      { id: 'terminate.a.b', level: 'must', words: ['pass', 'fail'] },
      { id: 'terminate.a.c', level: 'observed', words: [undefined, 'recorded'] },
    ])
  })
})

describe('a change between two runs', () => {
  test.each<[string, NamedResult[], RegExp]>([
    [
      'runs of different targets',
      [named('a'), named('b', { target: { url: 'https://b.example' } })],
      /^nothing was compared/,
    ],
    ['one run', [named('a')], /^nothing was compared/],
    ['runs alike', [named('a'), named('a')], /^no verdict changed/],
    ['a change', [named('a'), named('a', { requirements: [fail] })], /^$/],
  ])('it says why there are no changes: %s', (_, results, note) => {
    expect(matrixOf(results).note).toMatch(note)
  })

  const changesOf = (...results: NamedResult[]) => matrixOf(results).changes
  const change = {
    host: 'vcenter.example',
    release: '8.0.3.0',
    id: 'terminate.a.b',
    from: 'pass',
    to: 'fail',
    at: shown(february),
  }

  test('has the time of the later run', () => {
    expect(
      changesOf(
        named('1', { startedAt: january }),
        named('2', { startedAt: february, requirements: [fail] }),
        named('3', { startedAt: march, requirements: [fail] }),
      ),
    ).toEqual([change])
  })

  test('stands before an earlier change', () => {
    expect(
      changesOf(
        named('1', { startedAt: january }),
        named('2', { startedAt: february, requirements: [fail] }),
        named('3', { startedAt: march }),
      ),
    ).toEqual([{ ...change, from: 'fail', to: 'pass', at: shown(march) }, change])
  })

  test('is found against the latest earlier run that tested the requirement', () => {
    const other = sampleRequirement('terminate.a.c')
    expect(
      changesOf(
        named('1', { startedAt: january }),
        named('2', { startedAt: '2026-01-02T00:00:00.000Z', requirements: [other] }),
        named('3', { startedAt: february, requirements: [fail, other] }),
      ),
    ).toEqual([change])
  })

  test('names both releases where the release of the target changed', () => {
    const newer = { ...here, release: '9.0.0.0' }
    expect(changesOf(named('1'), named('2', { startedAt: february, target: newer, requirements: [fail] }))).toEqual([
      { ...change, release: '8.0.3.0 → 9.0.0.0' },
    ])
  })

  test('is not found between two targets', () => {
    expect(changesOf(named('1'), named('2', { target: { url: 'https://a.example' }, requirements: [fail] }))).toEqual(
      [],
    )
  })

  test('is found at a local address only between files of the same name', () => {
    const target = { url: 'http://127.0.0.1:8697', release: '8.0.3.0' }
    const later = { target, startedAt: february, requirements: [fail] }
    expect(changesOf(named('a', { target }), named('b', later))).toEqual([])
    expect(changesOf(named('a', { target }), named('a', later))).toEqual([{ ...change, host: '127.0.0.1:8697' }])
  })
})

test('runs of one name are the history of one target, also at addresses of this machine', () => {
  const at = (port: number, name: string) => ({ ...here, url: `http://127.0.0.1:${port}`, name })
  const { columns, changes } = matrixOf([
    named('one.json', { target: at(1, 'build 7'), startedAt: january }),
    named('two.json', { target: at(2, 'build 7'), startedAt: february, requirements: [fail] }),
    named('three.json', { target: at(1, 'build 8'), startedAt: march }),
  ])
  expect(columns.map(({ name }) => name)).toEqual(['build 7', 'build 7', 'build 8'])
  expect(changes.map(({ host, from, to }) => [host, from, to])).toEqual([['build 7', 'pass', 'fail']])
})
