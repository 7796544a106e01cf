import { describe, expect, test } from 'vitest'
import { conclusion, matrixMarkdown } from '../../../../src/report/matrix/markdown.ts'
import type { Column, Matrix } from '../../../../src/report/matrix/matrix.ts'

const column: Column = {
  name: 'a.json',
  host: 'vcenter.example',
  release: '8.0.3.0',
  startedAt: '2026-01-01T12:34:56.789Z',
  isRecorded: false,
  verdict: 'conformant',
  isPartial: false,
}
const change = {
  host: 'vcenter.example',
  release: '8.0.3.0',
  id: 'terminate.a.b',
  from: 'pass',
  to: 'fail',
  at: '2026-01-01',
}

describe('the matrix as Markdown', () => {
  test('has what changed, then a table', () => {
    const matrix: Matrix = {
      columns: [column, { ...column, name: '_b_', isRecorded: true, isPartial: true }],
      rows: [
        { id: 'terminate.a.b', level: 'must', words: ['pass', undefined] },
        { id: 'c`|\nd', level: 'should', words: ['warn', 'recorded'] },
      ],
      changes: [change, { ...change, host: '*', release: '8 → 9', id: '`', at: '#' }],
    }
    expect(matrixMarkdown(matrix)).toBe(
      [
        '# TerminateSession, target by target',
        '',
        '## Changed between two runs of a target',
        '',
        '- vcenter.example (8.0.3.0), 2026-01-01: `terminate.a.b` **pass → fail**',
        '- \\* (8 → 9), \\#<!-- -->: ` ` **pass → fail**',
        '',
        '| requirement | level | a.json<br>vcenter.example<br>8.0.3.0<br>2026-01-01T12:34 | \\_b\\_<br>vcenter.example<br>8.0.3.0<br>2026-01-01T12:34<br>judged again |',
        '| --- | --- | --- | --- |',
        '| **the run** | | **conformant** | **inconclusive (not whole)** |',
        '| `terminate.a.b` | must | pass |  |',
        '| `c   d` | should | warn | recorded |',
        '',
      ].join('\n'),
    )
  })

  test('has no heading for changes where nothing changed', () => {
    expect(matrixMarkdown({ columns: [column], rows: [], changes: [] })).toBe(
      [
        '# TerminateSession, target by target',
        '',
        '| requirement | level | a.json<br>vcenter.example<br>8.0.3.0<br>2026-01-01T12:34 |',
        '| --- | --- | --- |',
        '| **the run** | | **conformant** |',
        '',
      ].join('\n'),
    )
  })
})

describe('a run is concluded to be', () => {
  test('what its verdict says', () => {
    expect(conclusion(column)).toBe('conformant')
  })

  test('inconclusive where verdicts are missing', () => {
    expect(conclusion({ ...column, isPartial: true })).toBe('inconclusive (not whole)')
  })
})
