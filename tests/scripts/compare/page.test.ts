import { expect, test } from 'vitest'
import { type Column, type Comparison, renderComparison } from '../../../scripts/compare/page.ts'

const column = (tool: string, more: Partial<Column> = {}): Column => ({
  tool,
  ms: 1234,
  requests: 10,
  ofSound: [],
  ended: 0,
  left: 0,
  found: [false, true, true],
  ...more,
})

const comparison = (columns: Column[], more: Partial<Comparison> = {}): Comparison => ({
  date: '2026-01-02',
  version: '1.2.3',
  machine: 'a machine',
  load: '0.5',
  others: 5,
  planned: 3,
  sampling: { mutants: 2, dimensions: 40 },
  defects: [
    { set: 'mutants', family: 'order' },
    { set: 'mutants', family: 'status' },
    { set: 'dimensions', family: 'token' },
  ],
  columns,
  together: 2,
  ...more,
})

test('a row says what a tool found of each set, and a row of its family which mutants', () => {
  const page = renderComparison(comparison([column('one', { left: 7, ofSound: ['POST /a: odd'] }), column('other')]))
  expect(page).toContain('| one | 1.2 s | 10 | 1 | 1 | 0 | 7 | 1 |')
  expect(page).toContain('| order | 1 | 0 | 0 |')
  expect(page).toContain('| status | 1 | 1 | 1 |')
  expect(page).not.toContain('| token |')
})

test('what a tool reports of the sound mock is named once for each kind', () => {
  const ofSound = ['POST /a: odd', 'GET /b: odd', 'get c: FetchError']
  expect(renderComparison(comparison([column('one', { ofSound })]))).toContain('"odd" (2), "get c: FetchError" (1)')
})

test.each([
  ['none', 0, 'none of them ended a session that it had not begun'],
  ['one', 2, 'Sessions that they had not begun were ended by: one.'],
])('the page names the tools that ended sessions of others: %s', (_, ended, sentence) => {
  expect(renderComparison(comparison([column('one', { ended }), column('other')]))).toContain(sentence)
})

test.each([
  [1, 'every single one'],
  [2, 'every 2nd'],
  [3, 'every 3rd'],
  [8, 'every 8th'],
  [11, 'every 11th'],
  [21, 'every 21st'],
])('every %i-th is written as %s', (mutants, words) => {
  expect(renderComparison(comparison([], { sampling: { mutants, dimensions: 40 } }))).toContain(words)
})

test.each([
  [3, false],
  [4, true],
])('of %i defects that are planned, three are compared: the page says that it ended early: %s', (planned, isEarly) => {
  const page = renderComparison(comparison([], { planned }))
  expect(page.includes(`ended early, at 3 of ${planned} defects`)).toBe(isEarly)
})
