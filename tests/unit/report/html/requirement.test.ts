import { describe, expect, test } from 'vitest'
import type { CaseTrace, Exchange, RequirementResult, TraceEvent } from '../../../../src/conformance/index.ts'
import { Picture } from '../../../../src/report/html/picture.tsx'
import { Requirement } from '../../../../src/report/html/requirement.tsx'
import { verdictWords } from '../../../../src/report/wording.ts'
import { sampleExchange } from '../../../support/sample-exchange.ts'
import { sampleRequirement, sampleResult } from '../../../support/sample-result.ts'

const id = 'terminate.a.b'

/** A requirement as HTML, a line for each opening tag. */
function linesOf(given: Partial<RequirementResult>, exchanges: readonly Exchange[] = []): string[] {
  const html = String(Requirement({ run: sampleResult(), result: sampleRequirement(id, given), exchanges }))
  return html.replaceAll(/(?<!^)<(?!\/)/g, '\n<').split('\n')
}

const summary = (word: string, level = 'must') => [
  '<summary>',
  `<span class="verdict">${word}</span>`,
  `<code>${id}</code>`,
  `<span class="level">${level}</span>`,
  `<span class="statement">What ${id} says.</span></summary>`,
]
const source = (end: string) => [
  '<p class="source">the operation&#39;s page, description, sentence 3; tested in 12 ms; ',
  `<a href="#${id}">link to this requirement</a></p>${end}`,
]

describe('a requirement', () => {
  test.each<[title: string, RequirementResult['verdict'], boolean]>([
    ['is folded for pass', 'pass', false],
    ['is unfolded for fail', 'fail', true],
    ['is unfolded for warn', 'warn', true],
    ['is folded for unsupported', 'unsupported', false],
    ['is folded for unreached', 'unreached', false],
    ['is unfolded for deviated', 'deviated', true],
    ['is unfolded for error', 'error', true],
  ])('%s', (_, verdict, isOpen) => {
    expect(linesOf({ verdict })).toEqual([
      `<details class="requirement ${verdict}" id="${id}" data-verdict="${verdict}" data-level="must"${isOpen ? ' open=""' : ''}>`,
      ...summary(verdictWords[verdict]),
      '<div class="body">',
      ...source('</div></details>'),
    ])
  })

  test('shows its finding, its declaration and its observations, all escaped', () => {
    const deviation = { reason: '<r>', link: 'https://a.example/?b&c', owner: '<o>', expires: '2027-01-01' }
    expect(
      linesOf({
        level: 'observed',
        verdict: 'recorded',
        finding: { code: 'schema', message: '<b>' },
        deviation,
        recorded: ['one', '<two>'],
        durationMs: 11.5,
      }),
    ).toEqual([
      `<details class="requirement recorded" id="${id}" data-verdict="recorded" data-level="observed">`,
      ...summary('info', 'observed'),
      '<div class="body">',
      '<p class="finding">',
      '<code>schema</code> &lt;b&gt;</p>',
      '<p>Declared by &lt;o&gt; until 2027-01-01: &lt;r&gt; (',
      '<a href="https://a.example/?b&amp;c" rel="noreferrer">https://a.example/?b&amp;c</a>)</p>',
      '<p>one</p>',
      '<p>&lt;two&gt;</p>',
      ...source('</div></details>'),
    ])
  })
})

test('a requirement that is not met shows what was expected, what was seen, where, and how to repeat it, all escaped', () => {
  const finding = {
    code: 'not-ended' as const,
    message: 'a case: odd',
    where: ['a case'],
    expected: '<dead>',
    seen: '<alive>',
  }
  const lines = linesOf({ verdict: 'fail', finding })
  const line = (name: string, ...text: string[]) => ['<div>', `<dt>${name}</dt>`, ...text]
  expect(lines.slice(7, -2)).toEqual([
    '<dl class="finding">',
    ...line('Expected', '<dd>&lt;dead&gt;</dd></div>'),
    ...line('Seen', '<dd>&lt;alive&gt;</dd></div>'),
    ...line('Where', '<dd>a case</dd></div>'),
    ...line(
      'Repeat',
      '<dd>',
      `<code>vijson test --target https://vcenter.example --only ${id} --seed 5</code></dd></div></dl>`,
    ),
  ])
})

describe('the pictures of a requirement', () => {
  const call: TraceEvent = { kind: 'called', ids: ['s'], answer: { status: 204 } }
  const sessions = [{ label: 's', userName: 'me' }]
  const readings = (self: 'alive' | 'dead'): TraceEvent[] => [
    { kind: 'claimed', wanted: 'dead', sessions: ['s'] },
    { kind: 'seen', later: false, readings: [{ session: 's', list: 'dead', self }] },
  ]
  const empty: CaseTrace = { name: 'empty', sessions, events: [{ kind: 'opened', session: 's' }] }
  const right: CaseTrace = {
    name: 'right',
    sessions,
    events: [{ kind: 'opened', session: 's' }, call, ...readings('dead')],
  }
  const wrong: CaseTrace = { name: 'wrong', sessions, events: [call, ...readings('alive')] }
  const picture = (trace: CaseTrace) => String(Picture({ trace }))
  const picturesOf = (...traces: CaseTrace[]) =>
    /<div class="pictures">(.*?)<\/div>/s.exec(linesOf({ traces }).join(''))?.[1]

  test('are those of its cases, the wrong ones first', () => {
    expect(picturesOf(right, wrong, right)).toBe([wrong, right, right].map(picture).join(''))
  })

  test('leave out a case without any event besides logins', () => {
    expect(picturesOf(empty, right)).toBe(picture(right))
  })

  test('are absent where no case has any such event', () => {
    expect(picturesOf(empty)).toBe(undefined)
  })
})

/** The rows of the table of exchanges, as HTML, with the text before and after it. */
function exchangesOf(verdict: RequirementResult['verdict'], ...exchanges: Exchange[]) {
  const html = linesOf({ verdict }, exchanges).join('')
  const [, title, table = '', after] =
    /<details class="exchanges"><summary>(.*?)<\/summary><table>(.*?)<\/table>(.*?)<\/details>/s.exec(html) ?? []
  return { title, rows: table.split(/(?<=<\/tr>)/), after }
}
const head = '<tr><th>no.</th><th>request</th><th>answer</th><th>ms</th></tr>'
const row = (request: string, answer: string) =>
  `<tr><td class="number">0</td><td>${request}</td><td>${answer}</td><td class="number">8</td></tr>`
const sent = 'POST TerminateSession<pre>{&quot;sessionId&quot;:[&quot;key-1&quot;]}</pre>'
const fault = { kind: 'answered', place: 1, status: 500, headers: [], body: { kind: 'kept', text: '<f>' } } as const

describe('the exchanges of a requirement', () => {
  test('are a table without bodies where the requirement passed', () => {
    expect(exchangesOf('pass', sampleExchange({ answer: fault }))).toEqual({
      title: '1 exchange',
      rows: [head, row('POST TerminateSession', '500')],
      after: '',
    })
  })

  test.each<[string, Partial<Exchange>, string, string]>([
    [
      'show the bodies of call and answer where the requirement failed',
      { answer: fault },
      sent,
      '500<pre>&lt;f&gt;</pre>',
    ],
    ['show no body where call and answer had none', { body: undefined }, 'POST TerminateSession', '204'],
    ['show no body where it is empty', { body: '' }, 'POST TerminateSession', '204'],
    ['show no body of other operations', { path: '/a/Logout', answer: fault }, 'POST Logout', '500'],
    [
      'show nothing of a body that was not kept',
      { answer: { ...fault, body: { kind: 'left-out', length: 9 } } },
      sent,
      '500',
    ],
    [
      'show why an answer is broken',
      { path: '/a/Logout', answer: { kind: 'broken', place: 1, status: 200, message: 'truncated' } },
      'POST Logout',
      '200<pre>truncated</pre>',
    ],
    [
      'show why no answer came',
      { answer: { kind: 'unreachable', place: 1, reason: 'timeout', message: 'timed out' } },
      sent,
      'none<pre>timed out</pre>',
    ],
    [
      'show that a request was not sent',
      { answer: { kind: 'unsent' } },
      sent,
      'none<pre>not sent: the target had stopped answering</pre>',
    ],
    [
      'show all of a body of 600 characters',
      { body: 'x'.repeat(600) },
      `POST TerminateSession<pre>${'x'.repeat(600)}</pre>`,
      '204',
    ],
    [
      'show the beginning of a longer body',
      { body: 'x'.repeat(601) },
      `POST TerminateSession<pre>${'x'.repeat(600)}…</pre>`,
      '204',
    ],
  ])('%s', (_, given, request, answer) => {
    expect(exchangesOf('fail', sampleExchange(given)).rows).toEqual([head, row(request, answer)])
  })

  test('are all shown up to 120', () => {
    const { title, rows, after } = exchangesOf('pass', ...Array.from({ length: 120 }, () => sampleExchange()))
    expect([title, rows.length, after]).toEqual(['120 exchanges', 121, ''])
  })

  test('are counted where there are more than 120', () => {
    const { title, rows, after } = exchangesOf('pass', ...Array.from({ length: 122 }, () => sampleExchange()))
    expect([title, rows.length, after]).toEqual([
      '122 exchanges',
      121,
      '<p>and 2 more; <code>--report har=FILE</code> writes all of them.</p>',
    ])
  })
})
