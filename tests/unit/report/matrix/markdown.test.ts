import { describe, expect, test } from 'vitest'
import { columnVerdict, matrixMarkdown } from '../../../../src/report/matrix/markdown.ts'
import type { Matrix, MatrixColumn } from '../../../../src/report/matrix/matrix.ts'

const column: MatrixColumn = {
  name: 'a.json',
  host: 'vcenter.example',
  release: '8.0.3.0',
  startedAt: '2026-01-01 12:34:56 UTC',
  isRecorded: false,
  tone: 'good',
  outcome: 'conformant, 1 of 2 tested',
  isIncomplete: false,
}
const change: Matrix['changes'][number] = {
  host: 'vcenter.example',
  release: '8.0.3.0',
  id: 'terminate.a.b',
  from: 'pass',
  to: 'fail',
  at: '2026-01-01',
}

describe('matrixMarkdown', () => {
  test('shows the changes, then the table', () => {
    const matrix: Matrix = {
      columns: [column, { ...column, name: '_b_', isRecorded: true, isIncomplete: true }],
      rows: [
        { id: 'terminate.a.b', level: 'must', words: ['pass', undefined] },
        { id: 'c`|\nd', level: 'should', words: ['warn', 'recorded'] },
      ],
      changes: [change, { ...change, host: '*', release: '8 → 9', id: '`', at: '#' }],
      note: '',
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
        '| requirement | level | a.json<br>vcenter.example<br>8.0.3.0<br>2026-01-01 12:34:56 UTC | \\_b\\_<br>vcenter.example<br>8.0.3.0<br>2026-01-01 12:34:56 UTC<br>judged again |',
        '| --- | --- | --- | --- |',
        '| **the run** | | **conformant, 1 of 2 tested** | **inconclusive (verdicts missing)** |',
        '| `terminate.a.b` | must | pass | no verdict |',
        '| `c  \\u{a}d` | should | warning | info |',
        '',
      ].join('\n'),
    )
  })

  test('has no heading of changes where nothing changed', () => {
    expect(matrixMarkdown({ columns: [column], rows: [], changes: [], note: 'nothing <changed>' })).toBe(
      [
        '# TerminateSession, target by target',
        '',
        'nothing &lt;changed&gt;.',
        '',
        '| requirement | level | a.json<br>vcenter.example<br>8.0.3.0<br>2026-01-01 12:34:56 UTC |',
        '| --- | --- | --- |',
        '| **the run** | | **conformant, 1 of 2 tested** |',
        '',
      ].join('\n'),
    )
  })
})

describe('columnVerdict', () => {
  test('is the verdict of the run', () => {
    expect(columnVerdict(column)).toBe('conformant, 1 of 2 tested')
  })

  test('is inconclusive where verdicts are missing', () => {
    expect(columnVerdict({ ...column, isIncomplete: true })).toBe('inconclusive (verdicts missing)')
  })
})
