import { describe, expect, test } from 'vitest'
import type { SuiteResult } from '../../../../src/conformance/index.ts'
import { lastLineOf } from '../../../../src/report/headline.ts'
import { htmlFolder, htmlReport } from '../../../../src/report/html/html.tsx'
import { page } from '../../../../src/report/html/page.tsx'
import { script } from '../../../../src/report/html/script.ts'
import { filterStyle, style } from '../../../../src/report/html/style.ts'
import { sampleExchange } from '../../../support/sample-exchange.ts'
import {
  sampleRequirement,
  sampleRequirements,
  sampleResult,
  selectedHeadline,
} from '../../../support/sample-result.ts'

const must = sampleRequirement('terminate.a.b')

/** A part of the page, a line for each opening tag; by default of a conformant run with no session left open. */
function partOf(part: 'header' | 'nav' | 'aside' | 'main', given: Partial<SuiteResult> = {}): string[] {
  const sessions = { opened: 2, closed: 2, leaked: 0, unclosable: 0, ownership: 'proved' as const }
  const html = htmlReport(
    sampleResult({ target: { url: 'URL' }, verdict: 'conformant', requirements: [must], sessions, ...given }),
  )
  const [found = ''] = new RegExp(`<${part}.*</${part}>`, 's').exec(html) ?? []
  return found.replaceAll(/(?<!^)<(?!\/)/g, '\n<').split('\n')
}

test('htmlReport writes a page with title, style and script, which ends with the version of the tool', () => {
  const html = htmlReport(sampleResult())
  const verdicts = ['error', 'fail', 'unreached', 'warn', 'deviated', 'unsupported', 'pass', 'recorded']
  const frame = page({
    title: lastLineOf(sampleResult()),
    style: [style, filterStyle('verdict', verdicts), filterStyle('level', ['must', 'should', 'observed'])].join('\n'),
    script,
    children: '',
  })
  expect(html.replace(/<header>.*<\/footer>/s, '')).toBe(frame)
  expect(/<\/main>(.*?)<script>/s.exec(html)?.[1]).toBe('<footer>vijson-conformance 1.2.3</footer>')
})

const fact = (term: string, text: string) => ['<div>', `<dt>${term}</dt>`, `<dd>${text}</dd></div>`]
const facts = [
  '<dl class="facts">',
  ...fact('started', '2026-01-01T00:00:00.000Z'),
  ...fact('duration', '1.23 s'),
  ...fact('seed', '5'),
  ...fact('concurrency', '4'),
  ...fact('sessions', '2 opened, 2 closed'),
  ...fact('account', 'me@vsphere.local'),
  ...fact('second account', 'none'),
]
/** The lines with closing tags after the last one. */
const ended = (lines: string[], end: string) => [...lines.slice(0, -1), `${lines.at(-1)}${end}`]

describe('the list of what is not met', () => {
  const expected = { expected: 'session 1 is alive', seen: 'it is dead' }
  const fail = (id: string, message: string, parts = expected) =>
    sampleRequirement(id, { verdict: 'fail', finding: { code: 'wrongly-ended', message, ...parts } })

  test('names those of one cause together, with links', () => {
    const requirements = [
      fail('terminate.a.b', 'one'),
      must,
      fail('terminate.a.c', 'two'),
      fail('terminate.a.d', 'three', { expected: '204', seen: '200' }),
    ]
    expect(partOf('nav', { requirements }).slice(0, 9)).toEqual([
      '<nav aria-label="not met" class="unmet">',
      '<details>',
      '<summary>3 requirements not met, by what was seen</summary>',
      '<ul>',
      '<li>',
      '<a href="#terminate.a.b">terminate.a.b</a> ',
      '<a href="#terminate.a.c">terminate.a.c</a> expected: a session is alive; seen: it is dead</li>',
      '<li>',
      '<a href="#terminate.a.d">terminate.a.d</a> expected: 204; seen: 200</li></ul></details></nav>',
    ])
  })

  test('is left out where one requirement is not met: it stands first on the page', () => {
    expect(partOf('nav', { requirements: [fail('terminate.a.b', 'one'), must] })[0]).toBe(
      '<nav aria-label="filter" class="filter" hidden="">',
    )
  })
})

describe('the header of the page', () => {
  test.each([
    ['conformant', 'caution', 'passed'],
    ['nonconformant', 'bad', 'failed'],
    ['inconclusive', 'caution', 'not decided'],
  ] as const)('shows the headline of a run that is %s', (verdict, tone, word) => {
    expect(partOf('header', { verdict })).toEqual([
      '<header>',
      `<div class="conclusion ${tone}">`,
      `<h1>${selectedHeadline('1', word, 1)}</h1>`,
      '<p>URL</p>',
      '<p>1 requirement: 1 pass</p></div>',
      ...ended(facts, '</dl></header>'),
    ])
  })

  test('shows what was skipped', () => {
    const requirements = [must, sampleRequirement('terminate.a.c', { verdict: 'unsupported' })]
    expect(partOf('header', { requirements })[2]).toBe(
      `<h1>${selectedHeadline('1', 'passed', 2, '; 1 skipped: other reasons')}</h1>`,
    )
  })

  test('shows that the run was strict and that it was interrupted', () => {
    const run = { ...sampleResult().run, strict: true, interrupted: true }
    expect(partOf('header', { run }).slice(5)).toEqual(
      ended([...facts, ...fact('strict', 'yes'), ...fact('interrupted', 'yes')], '</dl></header>'),
    )
  })

  test('shows that sessions ended for other reasons', () => {
    expect(partOf('header', { otherCause: 'sessions end for <other> reasons' }).slice(4, 6)).toEqual([
      '<p>1 requirement: 1 pass</p>',
      '<p>sessions end for &lt;other&gt; reasons.</p></div>',
    ])
  })

  const stale = { place: 'd.yaml:1', requirement: 'terminate.a.b', cause: 'expired', message: 'it is <old>' } as const

  test('shows a problem, the stale deviations, and the number of sessions that may still be open', () => {
    expect(
      partOf('header', {
        problem: { code: 'login', message: 'Login was <refused>' },
        stale: [stale, { ...stale, place: 'd.yaml:9' }],
        sessions: { opened: 2, closed: 2, leaked: 1, unclosable: 2, ownership: 'proved' },
      }).slice(1, 11),
    ).toEqual([
      '<div class="conclusion caution">',
      `<h1>${selectedHeadline('1', 'passed', 1)}; 2 declared deviations stale</h1>`,
      '<p>URL</p>',
      '<p>1 requirement: 1 pass</p>',
      '<p>Login was &lt;refused&gt;.</p>',
      '<p>',
      '<code>d.yaml:1</code> it is &lt;old&gt;</p>',
      '<p>',
      '<code>d.yaml:9</code> it is &lt;old&gt;</p>',
      '<p>3 sessions of this run may still be open on the target.</p></div>',
    ])
  })

  test('shows nonconformant in its own colour although a deviation is stale', () => {
    expect(partOf('header', { verdict: 'nonconformant', stale: [stale] })[1]).toBe('<div class="conclusion bad">')
  })

  test('uses the singular where one session may still be open', () => {
    const left = '<p>1 session of this run may still be open on the target.</p></div>'
    expect(
      partOf('header', {
        sessions: { opened: 2, closed: 1, leaked: 1, unclosable: 0, ownership: 'proved' as const },
      })[5],
    ).toBe(left)
    expect(
      partOf('header', { sessions: { opened: 2, closed: 1, leaked: 0, unclosable: 1, ownership: 'proved' } })[5],
    ).toBe(left)
  })
})

test('the filter has a box for each verdict and each level of the result', () => {
  const box = (id: string, text: string) => ['<label>', `<input type="checkbox" id="${id}" checked=""/>${text}</label>`]
  const requirements = [
    must,
    sampleRequirement('terminate.a.c', { level: 'should' }),
    sampleRequirement('terminate.a.d', { level: 'observed', verdict: 'recorded' }),
    sampleRequirement('terminate.a.e', { verdict: 'fail' }),
    sampleRequirement('terminate.a.f', { verdict: 'error' }),
  ]
  const nav = partOf('nav', { requirements })
  expect(nav).toEqual([
    '<nav aria-label="filter" class="filter" hidden="">',
    '<fieldset class="filters">',
    '<legend>verdict</legend>',
    ...box('verdict-error', 'error (1)'),
    ...box('verdict-fail', 'fail (1)'),
    ...box('verdict-pass', 'pass (2)'),
    ...ended(box('verdict-recorded', 'info (1)'), '</fieldset>'),
    '<fieldset class="filters">',
    '<legend>level</legend>',
    ...box('level-must', 'must (3)'),
    ...box('level-should', 'should (1)'),
    ...ended(box('level-observed', 'observed (1)'), '</fieldset>'),
    '<p class="shown" role="status"></p></nav>',
  ])
})

test('the legend is a table, with a meaning for each sign', () => {
  const aside = partOf('aside', { requirements: [must] }).join('')
  const [, legend = ''] = /<details class="legend">(.*)<\/details>/s.exec(aside) ?? []
  expect(legend).toMatch(
    /^<summary>what the pictures show<\/summary><table><thead><tr><th scope="col">sign<\/th><th scope="col">meaning<\/th>/,
  )
  const cells = [...legend.matchAll(/<td>(.*?)<\/td>/gs)].map(([, cell]) => cell)
  expect(cells.length).toBe(18)
  expect(cells.filter((cell) => cell === '')).toEqual([])
})

test('the header shows the accounts and the limits of a run', () => {
  const { run } = sampleResult()
  const limits = { maxLogins: 20, maxSessions: 12, bail: 3 }
  const header = partOf('header', {
    run: { ...run, exclusive: true, principals: { controller: 'a', limited: 'b' }, limits },
  }).join('')
  for (const text of [
    '<dt>account</dt><dd>a</dd>',
    '<dt>second account</dt><dd>b</dd>',
    '<dt>exclusive</dt><dd>yes</dd>',
    '<dt>logins at most</dt><dd>20</dd>',
    '<dt>sessions at once at most</dt><dd>12</dd>',
    '<dt>ends after findings</dt><dd>3</dd>',
  ])
    expect(header).toContain(text)
})

describe('the page as a folder', () => {
  test('has its style and its script in files of their own, and nothing within the page', () => {
    const files = htmlFolder(sampleResult())
    expect(Object.keys(files)).toEqual(['index.html', 'report.css', 'report.js'])
    const html = files['index.html'] ?? ''
    expect(html).toContain('<link rel="stylesheet" href="report.css"/>')
    expect(html).toContain('<script src="report.js"></script>')
    expect(html).toContain('style-src &#39;self&#39;; script-src &#39;self&#39;')
    expect(html).not.toMatch(/<style|<script>| style="| on\w+="/)
    expect([files['report.css']?.includes('.requirement'), files['report.js']]).toEqual([true, script])
  })
})

describe('the list of requirements', () => {
  const idsOf = (requirements: SuiteResult['requirements']) =>
    partOf('main', { requirements }).flatMap(
      (line) =>
        /^<h2>(.*)<\/h2>/.exec(line)?.[1] ?? /^<details class="requirement .*? id="(.*?)"/.exec(line)?.[1] ?? [],
    )

  test('begins with those that need attention, the most severe first, and continues by theme', () => {
    expect(idsOf(sampleRequirements)).toEqual([
      'needs attention',
      'terminate.path.e',
      'terminate.success.all-listed',
      'terminate.path.c',
      'terminate.sequence.a',
      'terminate.path.d',
      'terminate.sequence.b',
      'success',
      'terminate.success.no-content',
      'path',
      'terminate.path.f',
    ])
  })

  test('is sorted by theme alone where none needs attention', () => {
    expect(idsOf([must])).toEqual(['a', 'terminate.a.b'])
  })

  test('shows each requirement with its own exchanges', () => {
    const exchanges = [0, 1, 2].map((index) => sampleExchange({ index, method: `M${index}` }))
    const fail = sampleRequirement('terminate.a.b', { verdict: 'fail', exchanges: [2, 0, 7] })
    const shown = partOf('main', { requirements: [fail], exchanges }).join('')
    expect(shown.replaceAll(/<details class="curl">.*?<\/details>/gs, '').match(/M\d/g)).toEqual(['M2', 'M0'])
  })
})
