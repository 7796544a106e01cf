import { describe, expect, test } from 'vitest'
import type { CaseTrace, Exchange, RequirementResult, TraceEvent } from '../../../../src/conformance/index.ts'
import { Picture } from '../../../../src/report/html/picture.tsx'
import { Requirement } from '../../../../src/report/html/requirement.tsx'
import { sampleExchange } from '../../../support/sample-exchange.ts'
import { sampleRequirement } from '../../../support/sample-result.ts'

const id = 'terminate.a.b'

/** A requirement as HTML, a line for each element that begins. */
function linesOf(given: Partial<RequirementResult>, exchanges: readonly Exchange[] = []): string[] {
  const html = String(Requirement({ result: sampleRequirement(id, given), exchanges }))
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
  '<p class="source">the operation&#39;s page, description, sentence 3; judged in 12 ms; ',
  `<a href="#${id}">link to this requirement</a></p>${end}`,
]

describe('a requirement is', () => {
  test.each<[RequirementResult['verdict'], boolean]>([
    ['pass', false],
    ['fail', true],
    ['warn', true],
    ['unsupported', false],
    ['unreached', false],
    ['deviated', true],
    ['error', true],
  ])('where it came to %s, unfolded: %s', (verdict, isOpen) => {
    expect(linesOf({ verdict })).toEqual([
      `<details class="requirement ${verdict}" id="${id}" data-verdict="${verdict}" data-level="must"${isOpen ? ' open=""' : ''}>`,
      ...summary(verdict),
      '<div class="body">',
      ...source('</div></details>'),
    ])
  })

  test('told with its finding, its declaration and what was recorded, as they are', () => {
    const deviation = { reason: '<r>', link: 'https://a.example/?b&c', owner: '<o>', expires: '2027-01-01' }
    expect(
      linesOf({
        level: 'observed',
        finding: { code: 'schema', message: '<b>' },
        deviation,
        recorded: ['one', '<two>'],
        durationMs: 11.5,
      }),
    ).toEqual([
      `<details class="requirement pass" id="${id}" data-verdict="recorded" data-level="observed">`,
      ...summary('recorded', 'observed'),
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

describe('the pictures of a requirement', () => {
  const call: TraceEvent = { kind: 'called', ids: ['s'], answer: { status: 204 } }
  const sessions = [{ label: 's', userName: 'me' }]
  const sight = (self: 'alive' | 'dead'): TraceEvent[] => [
    { kind: 'claimed', wanted: 'dead', sessions: ['s'] },
    { kind: 'seen', later: false, readings: [{ session: 's', list: 'dead', self }] },
  ]
  const empty: CaseTrace = { name: 'empty', sessions, events: [{ kind: 'opened', session: 's' }] }
  const right: CaseTrace = {
    name: 'right',
    sessions,
    events: [{ kind: 'opened', session: 's' }, call, ...sight('dead')],
  }
  const wrong: CaseTrace = { name: 'wrong', sessions, events: [call, ...sight('alive')] }
  const picture = (caseName: CaseTrace) => String(Picture({ stage }))
  const picturesOf = (...traces: CaseTrace[]) =>
    /<div class="pictures">(.*?)<\/div>/s.exec(linesOf({ traces }).join(''))?.[1]

  test('are those of its traces, what came out wrong first', () => {
    expect(picturesOf(right, wrong, right)).toBe([wrong, right, right].map(picture).join(''))
  })

  test('leave out a stage on which nothing happened', () => {
    expect(picturesOf(empty, right)).toBe(picture(right))
  })

  test('are none where nothing happened on any stage', () => {
    expect(picturesOf(empty)).toBe(undefined)
  })
})

/** The rows of the table of exchanges, as HTML, and what stands around it. */
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
  test('are a table, without bodies where it passed', () => {
    expect(exchangesOf('pass', sampleExchange({ answer: fault }))).toEqual({
      title: '1 exchanges',
      rows: [head, row('POST TerminateSession', '500')],
      after: '',
    })
  })

  test.each<[string, Partial<Exchange>, string, string]>([
    ['what was sent and answered', { answer: fault }, sent, '500<pre>&lt;f&gt;</pre>'],
    ['no body where none was sent, nor answered', { body: undefined }, 'POST TerminateSession', '204'],
    ['no body where that is empty', { body: '' }, 'POST TerminateSession', '204'],
    ['no body of other operations', { path: '/a/Logout', answer: fault }, 'POST Logout', '500'],
    [
      'nothing of a body that was not kept',
      { answer: { ...fault, body: { kind: 'left-out', length: 9 } } },
      sent,
      '500',
    ],
    [
      'why the answer was cut off',
      { path: '/a/Logout', answer: { kind: 'broken', place: 1, status: 200, message: 'cut off' } },
      'POST Logout',
      '200<pre>cut off</pre>',
    ],
    [
      'why no answer came',
      { answer: { kind: 'unreachable', place: 1, reason: 'timeout', message: 'none in time' } },
      sent,
      'none<pre>none in time</pre>',
    ],
    [
      'that a request was not sent',
      { answer: { kind: 'unsent' } },
      sent,
      'none<pre>not sent: the target had been given up</pre>',
    ],
    [
      'all of a body of 600 characters',
      { body: 'x'.repeat(600) },
      `POST TerminateSession<pre>${'x'.repeat(600)}</pre>`,
      '204',
    ],
    [
      'the beginning of a longer body',
      { body: 'x'.repeat(601) },
      `POST TerminateSession<pre>${'x'.repeat(600)}…</pre>`,
      '204',
    ],
  ])('tell, where it failed, %s', (_, given, request, answer) => {
    expect(exchangesOf('fail', sampleExchange(given)).rows).toEqual([head, row(request, answer)])
  })

  test('are all shown where they are 120', () => {
    const { title, rows, after } = exchangesOf('pass', ...Array.from({ length: 120 }, () => sampleExchange()))
    expect([title, rows.length, after]).toEqual(['120 exchanges', 121, ''])
  })

  test('are not all shown where they are more', () => {
    const { title, rows, after } = exchangesOf('pass', ...Array.from({ length: 122 }, () => sampleExchange()))
    expect([title, rows.length, after]).toEqual(['122 exchanges', 121, '<p>and 2 more; a report as har holds all.</p>'])
  })
})
