import { expect, test } from 'vitest'
import { matrixHtml } from '../../../../src/report/matrix/html.tsx'
import type { Matrix, MatrixColumn } from '../../../../src/report/matrix/matrix.ts'

const column: MatrixColumn = {
  name: 'a & <b>.json',
  host: 'vcenter.example',
  release: '8.0.3.0',
  startedAt: '2026-01-01 12:34:56 UTC',
  isRecorded: false,
  tone: 'good',
  outcome: 'conformant, 1 of 2 tested',
  isIncomplete: false,
}

/** The body of the page, a line for each opening tag. */
function bodyOf(matrix: Matrix): string[] {
  const [, body = ''] = /<body>(.*)<\/body>/s.exec(matrixHtml(matrix)) ?? []
  return body.replaceAll(/(?<!^)<(?!\/)/g, '\n<').split('\n')
}

test('matrixHtml shows the changes, then the table', () => {
  const matrix: Matrix = {
    columns: [column, { ...column, name: 'c', isRecorded: true, isIncomplete: true }],
    rows: [
      { id: 'terminate.a.b', level: 'must', words: ['pass', undefined] },
      { id: 'terminate.<c>', level: 'should', words: ['warn', 'recorded'] },
    ],
    changes: [{ host: 'h<', release: '8 → 9', id: 'terminate.<c>', from: 'pass', to: 'warn', at: '2026-01-01' }],
    note: '',
  }
  expect(bodyOf(matrix)).toEqual([
    '<main>',
    '<h1>TerminateSession, target by target</h1>',
    '<section>',
    '<h2>changed between two runs of a target</h2>',
    '<ul>',
    '<li>h&lt; (8 → 9), 2026-01-01: ',
    '<code>terminate.&lt;c&gt;</code> ',
    '<strong>pass → warning</strong></li></ul></section>',
    '<h2>every requirement</h2>',
    '<section class="scroll" tabindex="0" aria-label="every requirement">',
    '<table>',
    '<thead>',
    '<tr>',
    '<th scope="col">requirement</th>',
    '<th scope="col" class="level">level</th>',
    '<th scope="col">a &amp; &lt;b&gt;.json',
    '<br/>vcenter.example',
    '<br/>8.0.3.0',
    '<br/>2026-01-01 12:34:56 UTC</th>',
    '<th scope="col">c',
    '<br/>vcenter.example',
    '<br/>8.0.3.0',
    '<br/>2026-01-01 12:34:56 UTC (judged again)</th></tr></thead>',
    '<tbody>',
    '<tr>',
    '<th scope="row">the run</th>',
    '<td class="level"></td>',
    '<td class="good">conformant, 1 of 2 tested</td>',
    '<td class="caution">inconclusive (verdicts missing)</td></tr>',
    '<tr>',
    '<th scope="row">',
    '<code>terminate.a.b</code></th>',
    '<td class="level">must</td>',
    '<td class="pass">pass</td>',
    '<td class="absent">no verdict</td></tr>',
    '<tr>',
    '<th scope="row">',
    '<code>terminate.&lt;c&gt;</code></th>',
    '<td class="level">should</td>',
    '<td class="warn">warning</td>',
    '<td class="recorded">info</td></tr></tbody></table></section></main>',
  ])
})

test('matrixHtml has no section of changes where nothing changed', () => {
  expect(bodyOf({ columns: [], rows: [], changes: [], note: 'nothing <changed>' })).toEqual([
    '<main>',
    '<h1>TerminateSession, target by target</h1>',
    '<p>nothing &lt;changed&gt;.</p>',
    '<h2>every requirement</h2>',
    '<section class="scroll" tabindex="0" aria-label="every requirement">',
    '<table>',
    '<thead>',
    '<tr>',
    '<th scope="col">requirement</th>',
    '<th scope="col" class="level">level</th></tr></thead>',
    '<tbody>',
    '<tr>',
    '<th scope="row">the run</th>',
    '<td class="level"></td></tr></tbody></table></section></main>',
  ])
})

test('matrixHtml has a title and a style of its own, and no script', () => {
  const page = matrixHtml({ columns: [], rows: [], changes: [], note: 'nothing <changed>' })
  expect(page.match(/<title>.*<\/title>/)?.[0]).toBe('<title>TerminateSession, target by target</title>')
  const [, style = ''] = /<style>(.*)<\/style>/s.exec(page) ?? []
  expect(style.split('\n').slice(-20)).toEqual([
    'body { max-width: none; }',
    '.scroll { overflow-x: auto; }',
    'thead th { vertical-align: bottom; white-space: nowrap; }',
    'th[scope=row] { position: sticky; left: 0; background: var(--paper); white-space: nowrap; }',
    'td, th[scope=row] code { overflow-wrap: normal; }',
    '@media (max-width: 600px) {',
    '  .level { display: none; }',
    '  th[scope=row] { white-space: normal; max-width: 9rem; } th[scope=row] code { overflow-wrap: anywhere; }',
    '}',
    '.part { display: none; }',
    '@media print {',
    '  .scroll:has(~ .part) { display: none; } .part { display: block; break-after: page; } .part:last-child { break-after: auto; }',
    '  .scroll { overflow: visible; } table { font-size: 7pt; line-height: 1.2; } td, th { padding-block: .08rem; }',
    '  th[scope=row] { position: static; white-space: normal; } thead th { white-space: normal; }',
    '}',
    'td.absent { color: var(--faint); }',
    'td.pass, td.good { color: var(--pass); }',
    'td.fail, td.error, td.bad { color: var(--fail); font-weight: 600; background: var(--fail-tint); }',
    'td.warn, td.deviated, td.unreached, td.caution { color: var(--warn); background: var(--warn-tint); }',
    '',
  ])
  expect(page).not.toContain('<script')
})

test.each([
  [10, []],
  [11, [10, 1]],
  [24, [10, 10, 4]],
])('matrixHtml of %i runs has the parts to be printed in place of the whole: %j', (count, widths) => {
  const columns = Array.from({ length: count }, (_, index) => ({ ...column, name: `build ${index}` }))
  const words = columns.map((_, index) => (index % 2 === 0 ? ('pass' as const) : ('fail' as const)))
  const page = matrixHtml({ columns, rows: [{ id: 'terminate.a.b', level: 'must', words }], changes: [], note: '' })
  const [whole = '', ...parts] = page.split('<section class="part">')
  const namesIn = (text: string) => [...text.matchAll(/build \d+/g)].map(([name]) => name)
  const wordsIn = (text: string) => [...text.matchAll(/<td class="(pass|fail)"/g)].map(([, word]) => word)
  expect(namesIn(whole)).toEqual(columns.map(({ name }) => name))
  expect(parts.map((part) => namesIn(part).length)).toEqual(widths)
  expect(parts.flatMap(namesIn)).toEqual(widths.length === 0 ? [] : namesIn(whole))
  expect(parts.flatMap(wordsIn)).toEqual(widths.length === 0 ? [] : words)
})
