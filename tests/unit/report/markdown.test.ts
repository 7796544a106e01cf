import { describe, expect, test } from 'vitest'
import type { RequirementResult, SuiteResult } from '../../../src/conformance/index.ts'
import { escaped, markdownReport } from '../../../src/report/markdown.ts'
import { sampleRequirement, sampleResult } from '../../support/sample-result.ts'

const end = '<sub>vijson-conformance 1.2.3, 2026-01-01T00:00:00.000Z, 1.23 s, seed 5; 9 sessions opened, 7 closed</sub>'
const head = ['| verdict | requirement | level | |', '| --- | --- | --- | --- |']
const must = sampleRequirement('terminate.a.b')
const whole = { opened: 9, closed: 7, leaked: 0, unclosable: 0 }

/** The lines of a report of one passing must that left nothing behind, but for what is given. */
const linesOf = (given: Partial<SuiteResult>) =>
  markdownReport(
    sampleResult({ target: { url: 'URL' }, verdict: 'conformant', requirements: [must], sessions: whole, ...given }),
  ).split('\n')

/** What stands at the end, of the one passing must. */
const all = [
  '<details>',
  '<summary>all 1</summary>',
  '',
  ...head,
  '| ✅ pass | `terminate.a.b` | must | What terminate.a.b says. |',
  '',
  '</details>',
  '',
  end,
  '',
]

test('a report has what is to be looked at first, then what was left out, then all by theme', () => {
  const requirements = [
    must,
    sampleRequirement('terminate.b.c', { verdict: 'unsupported' }),
    sampleRequirement('terminate.a.d', { verdict: 'warn', finding: { code: 'schema', message: 'a | b' } }),
  ]
  const row = {
    b: '| ✅ pass | `terminate.a.b` | must | What terminate.a.b says. |',
    c: '| ➖ unsupported | `terminate.b.c` | must | What terminate.b.c says. |',
    d: '| ⚠️ warn | `terminate.a.d` | must | What terminate.a.d says.<br>a \\| b |',
  }
  expect(linesOf({ requirements })).toEqual([
    '## ✅ conformant as far as it was judged: 1 of 3 musts left out',
    '',
    'URL: 3 requirements, 1 pass, 1 unsupported, 1 warn',
    '',
    ...head,
    row.d,
    '',
    '<details>',
    '<summary>1 left out</summary>',
    '',
    ...head,
    row.c,
    '',
    '</details>',
    '',
    '<details>',
    '<summary>all 3</summary>',
    '',
    ...head,
    row.b,
    row.d,
    row.c,
    '',
    '</details>',
    '',
    end,
    '',
  ])
})

describe('the heading tells the verdict:', () => {
  test.each([
    ['conformant', '## ✅ conformant'],
    ['nonconformant', '## ❌ nonconformant'],
    ['inconclusive', '## ❔ inconclusive'],
  ] as const)('%s', (verdict, heading) => {
    expect(linesOf({ verdict })).toEqual([heading, '', 'URL: 1 requirement, 1 pass', '', ...all])
  })

  const stale = { place: 'd.yaml:1', requirement: 'terminate.a.b', cause: 'expired', message: 'it is *old*' } as const

  test('conformant, with a warning where deviations are no longer true', () => {
    expect(linesOf({ stale: [stale, { ...stale, place: 'd.yaml:9' }] })).toEqual([
      '## ⚠️ conformant, but 2 declared deviations are no longer true',
      '',
      'URL: 1 requirement, 1 pass',
      '',
      '- **d.yaml:1: it is \\*old\\***',
      '- **d.yaml:9: it is \\*old\\***',
      '',
      ...all,
    ])
  })

  test('nonconformant, whatever else is no longer true', () => {
    expect(linesOf({ verdict: 'nonconformant', stale: [stale] })[0]).toBe(
      '## ❌ nonconformant, but 1 declared deviation is no longer true',
    )
  })
})

describe('the mark of a requirement that', () => {
  test.each<[RequirementResult['verdict'], string]>([
    ['pass', '✅ pass'],
    ['fail', '❌ fail'],
    ['error', '❌ error'],
    ['warn', '⚠️ warn'],
    ['deviated', '⚠️ deviated'],
    ['unreached', '❔ unreached'],
    ['unsupported', '➖ unsupported'],
  ])('came to %s is in "%s"', (verdict, word) => {
    const rows = linesOf({ requirements: [{ ...must, verdict }] }).filter((line) => line.includes('`terminate.a.b`'))
    const row = `| ${word} | \`terminate.a.b\` | must | What terminate.a.b says. |`
    expect(rows).toEqual(verdict === 'pass' ? [row] : [row, row])
  })

  test('was observed is that of what is recorded', () => {
    expect(linesOf({ requirements: [{ ...must, level: 'observed', recorded: ['one', 'two'] }] })[9]).toBe(
      '| ✅ recorded | `terminate.a.b` | observed | What terminate.a.b says.<br>one<br>two |',
    )
  })
})

describe('what may be left behind is told:', () => {
  test.each([
    [
      'sessions and logins together',
      { leaked: 1, unclosable: 1 },
      ['**2 sessions of this run may be left behind on the target**', ''],
    ],
    ['one session', { leaked: 1 }, ['**1 session of this run may be left behind on the target**', '']],
    ['one login', { unclosable: 1 }, ['**1 session of this run may be left behind on the target**', '']],
  ])('%s', (_, left, lines) => {
    expect(linesOf({ sessions: { ...whole, ...left } })).toEqual([
      '## ✅ conformant',
      '',
      'URL: 1 requirement, 1 pass',
      '',
      ...lines,
      ...all,
    ])
  })
})

test('a problem takes the place of what is to be looked at', () => {
  const problem = { code: 'login', message: 'Login was *refused*' } as const
  const unreached = { ...must, verdict: 'unreached' } as const
  expect(linesOf({ verdict: 'inconclusive', problem, requirements: [unreached] })).toEqual([
    '## ❔ inconclusive',
    '',
    'URL: 1 requirement, 1 unreached',
    '',
    '**Login was \\*refused\\***',
    '',
    ...all.map((line) => line.replace('✅ pass', '❔ unreached')),
  ])
})

test('of no requirement there is no table', () => {
  expect(linesOf({ verdict: 'inconclusive', requirements: [] })).toEqual([
    '## ❔ inconclusive',
    '',
    'URL: 0 requirements, ',
    '',
    end,
    '',
  ])
})

describe('escaped is', () => {
  test.each([
    ['what begins an element or an entity', 'a & <b>', 'a &amp; &lt;b&gt;'],
    ['what is a sign of Markdown', '\\ ` * _ [ ] | ~', '\\\\ \\` \\* \\_ \\[ \\] \\| \\~'],
    ['a mention, and the number of an issue', '@team #1', '\\@<!-- -->team \\#<!-- -->1'],
    ['an address', 'https://a.example HTTP://b', 'https:<!-- -->//a.example HTTP:<!-- -->//b'],
    ['an address without a scheme', 'www.a WWW.b', 'www<!-- -->.a WWW<!-- -->.b'],
    ['what is white, as one space, and not at the ends', ' a\n\n\tb\u00a0c ', 'a b c'],
    ['nothing else', "a: b/c (d) {e} +f -g 1. www h=i 'j'", "a: b/c (d) {e} +f -g 1. www h=i 'j'"],
  ])('%s', (_, text, markdown) => {
    expect(escaped(text)).toBe(markdown)
  })
})
