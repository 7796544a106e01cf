import { describe, expect, test } from 'vitest'
import { requirements as ledger, type RequirementResult, type SuiteResult } from '../../../src/conformance/index.ts'
import { escaped, markdownReport } from '../../../src/report/markdown.ts'
import { operationPage } from '../../../src/report/source.ts'
import { sampleRequirement, sampleResult, selectedHeadline } from '../../support/sample-result.ts'

const end = '<sub>vijson-conformance 1.2.3, 2026-01-01T00:00:00.000Z, 1.23 s, seed 5; 9 sessions opened, 7 closed</sub>'
const head = ['| verdict | requirement | level | |', '| --- | --- | --- | --- |']
const must = sampleRequirement('terminate.a.b')
const whole = { opened: 9, closed: 7, leaked: 0, unclosable: 0, ownership: 'proved' as const }

/** The lines of a report; by default of a run with one passing must and no session left open. */
const linesOf = (given: Partial<SuiteResult>) =>
  markdownReport(
    sampleResult({ target: { url: 'URL' }, verdict: 'conformant', requirements: [must], sessions: whole, ...given }),
  ).split('\n')

/** The end of the report of that one must. */
const all = [
  '<details>',
  '<summary>1 requirement</summary>',
  '',
  ...head,
  '| ✅ pass | `terminate.a.b` | must | What terminate.a.b says. |',
  '',
  '</details>',
  '',
  end,
  '',
]

test('markdownReport says before the table that sessions ended for other reasons', () => {
  const lines = linesOf({ otherCause: 'sessions end for *other* reasons' })
  expect(lines.slice(2, 6)).toEqual([
    '`URL`: 1 requirement, 1 pass',
    '',
    '**sessions end for \\*other\\* reasons**',
    '',
  ])
})

/** A requirement that is not met, or declared, in a block of its own. */
const blockOf = (mark: string, id: string, seen: string) => [
  `### ${mark}: \`${id}\` (must)`,
  '',
  `- Statement: What ${id} says.`,
  `- Seen: ${seen}`,
  `- Request: shown where --trace ${id} is added to the command below`,
  `- Source: the operation's page, description, sentence 3, <${operationPage}>`,
  `- Repeat: \`vijson test --target URL --only ${id} --seed 5\``,
  '',
]

test('markdownReport keeps the blanks of a drawing among the observations, and lets nothing end it', () => {
  const recorded = ['a  ├1─┤', '```  ├2─┤', '1: a   logs out']
  const failing = sampleRequirement('terminate.a.b', {
    verdict: 'fail',
    finding: { code: 'schema', message: 'x' },
    recorded,
  })
  const lines = linesOf({ requirements: [failing] })
  expect(lines.slice(lines.indexOf('- Noted: 1: a logs out'))).toEqual([
    '- Noted: 1: a logs out',
    '',
    '```text',
    'a  ├1─┤',
    '     ├2─┤',
    '```',
    '',
    ...all.slice(-2),
  ])
})

test('markdownReport shows what needs attention first, by its causes, then what was not tested, then the rest', () => {
  const finding = (message: string) => ({ code: 'schema', message }) as const
  const requirements = [
    must,
    sampleRequirement('terminate.b.c', { verdict: 'unsupported' }),
    sampleRequirement('terminate.a.d', { verdict: 'warn', finding: finding('a | b') }),
    sampleRequirement('terminate.a.e', { verdict: 'unreached' }),
    sampleRequirement('terminate.a.f', { verdict: 'fail', finding: finding('a | b') }),
  ]
  expect(linesOf({ requirements }).slice(4)).toEqual([
    ...blockOf('⚠️ warning', 'terminate.a.d', 'a \\| b'),
    '<details>',
    '<summary>the same: 1 more</summary>',
    '',
    ...blockOf('❌ fail', 'terminate.a.f', 'a \\| b'),
    '</details>',
    '',
    ...head,
    '| ❔ not decided | `terminate.a.e` | must | What terminate.a.e says. |',
    '',
    '<details>',
    '<summary>1 skipped</summary>',
    '',
    ...head,
    '| ➖ skipped | `terminate.b.c` | must | What terminate.b.c says. |',
    '',
    '</details>',
    '',
    ...all.with(1, '<summary>1 other requirement</summary>'),
  ])
})

test.each([
  ['http://127.0.0.1:8080', '`http://127.0.0.1:8080` (vCenter, release 8.0.3.0): 1 requirement, 1 pass'],
  ['https://vcenter.example', '`https://vcenter.example` (vCenter, release 8.0.3.0): 1 requirement, 1 pass'],
])('the address of the target is readable where Markdown is not rendered: %s', (url, line) => {
  expect(linesOf({ target: { url, product: 'vCenter', release: '8.0.3.0' } })[2]).toBe(line)
})

describe('the heading', () => {
  test.each([
    ['marks a partial run with a warning sign', 'conformant', '⚠️', 'passed'],
    ['marks nonconformant with a cross', 'nonconformant', '❌', 'failed'],
    ['marks inconclusive with a warning sign', 'inconclusive', '⚠️', 'not decided'],
  ] as const)('%s', (_, verdict, mark, word) => {
    const heading = `## ${mark} ${selectedHeadline('1', word, 1)}`
    expect(linesOf({ verdict })).toEqual([heading, '', '`URL`: 1 requirement, 1 pass', '', ...all])
  })

  test('marks a whole run that is conformant with a check mark', () => {
    const requirements = ledger.map(({ id }) => sampleRequirement(id))
    expect(linesOf({ requirements })[0]).toBe(
      `## ✅ conformant, ${ledger.length} of ${ledger.length} requirements tested`,
    )
  })

  const stale = { place: 'd.yaml:1', requirement: 'terminate.a.b', cause: 'expired', message: 'it is *old*' } as const

  test('tells how many deviations are stale', () => {
    expect(linesOf({ stale: [stale, { ...stale, place: 'd.yaml:9' }] })).toEqual([
      `## ⚠️ ${selectedHeadline('1', 'passed', 1)}; 2 declared deviations stale`,
      '',
      '`URL`: 1 requirement, 1 pass',
      '',
      '- **d.yaml:1: it is \\*old\\***',
      '- **d.yaml:9: it is \\*old\\***',
      '',
      ...all,
    ])
  })

  test('keeps the mark of nonconformant where deviations are stale', () => {
    expect(linesOf({ verdict: 'nonconformant', stale: [stale] })[0]).toBe(
      `## ❌ ${selectedHeadline('1', 'failed', 1)}; 1 declared deviation stale`,
    )
  })
})

describe('the row of a requirement', () => {
  test.each<[RequirementResult['verdict'], string]>([
    ['pass', '✅ pass'],
    ['error', '❌ error'],
    ['unreached', '❔ not decided'],
    ['unsupported', '➖ skipped'],
  ])('shows the verdict %s as "%s", once', (verdict, word) => {
    const rows = linesOf({ requirements: [{ ...must, verdict }] }).filter((line) => line.includes('`terminate.a.b`'))
    expect(rows).toEqual([`| ${word} | \`terminate.a.b\` | must | What terminate.a.b says. |`])
  })

  test('shows an observed requirement as info, with its observations', () => {
    expect(
      linesOf({ requirements: [{ ...must, level: 'observed', verdict: 'recorded', recorded: ['one', 'two'] }] })[9],
    ).toBe('| ℹ️ info | `terminate.a.b` | observed | What terminate.a.b says.<br>one<br>two |')
  })
})

describe('the note on sessions that may still be open', () => {
  test.each([
    [
      'counts leaked sessions and logins without a closable session together',
      { leaked: 1, unclosable: 1 },
      ['**2 sessions of this run may still be open on the target**', ''],
    ],
    ['names one leaked session', { leaked: 1 }, ['**1 session of this run may still be open on the target**', '']],
    ['names one such login', { unclosable: 1 }, ['**1 session of this run may still be open on the target**', '']],
  ])('%s', (_, left, lines) => {
    expect(linesOf({ sessions: { ...whole, ...left } })).toEqual([
      `## ⚠️ ${selectedHeadline('1', 'passed', 1)}`,
      '',
      '`URL`: 1 requirement, 1 pass',
      '',
      ...lines,
      ...all,
    ])
  })
})

test('a problem replaces the table of what needs attention', () => {
  const problem = { code: 'login', message: 'Login was *refused*' } as const
  const unreached = { ...must, verdict: 'unreached' } as const
  expect(linesOf({ verdict: 'inconclusive', problem, requirements: [unreached] })).toEqual([
    `## ⚠️ ${selectedHeadline('0', 'not decided', 1, '; 1 not decided: other reasons')}`,
    '',
    '`URL`: 1 requirement, 1 not decided',
    '',
    '**Login was \\*refused\\***',
    '',
    ...all.map((line) => line.replace('✅ pass', '❔ not decided')),
  ])
})

test('markdownReport writes no table where there is no requirement', () => {
  expect(linesOf({ verdict: 'inconclusive', requirements: [] })).toEqual([
    `## ⚠️ ${selectedHeadline('0', 'not decided', 0)}`,
    '',
    '`URL`: 0 requirements, ',
    '',
    end,
    '',
  ])
})

describe('escaped', () => {
  test.each([
    ['escapes the beginnings of elements and entities', 'a & <b>', 'a &amp; &lt;b&gt;'],
    ['escapes the characters that Markdown reads as markup', '\\ ` * _ [ ] | ~', '\\\\ \\` \\* \\_ \\[ \\] \\| \\~'],
    ['breaks mentions and issue numbers', '@team #1 GH-1', '\\@<!-- -->team \\#<!-- -->1 GH<!-- -->-1'],
    ['breaks addresses with a scheme', 'https://a.example HTTP://b', 'https:<!-- -->//a.example HTTP:<!-- -->//b'],
    ['breaks addresses without a scheme', 'www.a WWW.b', 'www<!-- -->.a WWW<!-- -->.b'],
    ['joins white space into one space, and trims it at both ends', '  a \u00a0b  c ', 'a b c'],
    ['shows line feeds and tabs as escapes', 'a\n\tb', 'a\\\\u{a}\\\\u{9}b'],
    ['keeps a formula from being set', '$a$', '&#36;a&#36;'],
    ['breaks the names of emoji, not times', ':tada: 12:34:56', ':<!-- -->tada: 12:34:56'],
    ['keeps a bullet from beginning a list', '- a', '&#45; a'],
    ['keeps a number from beginning a list', '12. a', '1&#50;. a'],
    ['keeps a line from underlining a heading', '===', '&#61;=='],
    ['leaves everything else as it is', "a: b/c (d) {e} +f -g 1. www h=i 'j'", "a: b/c (d) {e} +f -g 1. www h=i 'j'"],
  ])('%s', (_, text, markdown) => {
    expect(escaped(text)).toBe(markdown)
  })
})

test('the name of the target stands before its address', () => {
  const target = { url: 'http://127.0.0.1:1', name: 'build *7*', release: '8.0.3.0' }
  expect(linesOf({ target })[2]).toBe('build \\*7\\* at `http://127.0.0.1:1` (release 8.0.3.0): 1 requirement, 1 pass')
})
