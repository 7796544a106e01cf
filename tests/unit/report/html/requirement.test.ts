import { describe, expect, test } from 'vitest'
import type { CaseTrace, RequirementResult, TraceEvent } from '../../../../src/conformance/index.ts'
import { createLabels } from '../../../../src/report/exchange/labels.ts'
import { Picture } from '../../../../src/report/html/picture.tsx'
import { Requirement } from '../../../../src/report/html/requirement.tsx'
import { blocksOf } from '../../../../src/report/request-line.ts'
import { operationPage } from '../../../../src/report/source.ts'
import { verdictWords } from '../../../../src/report/wording.ts'
import { sampleRequirement, sampleResult } from '../../../support/sample-result.ts'

const id = 'terminate.a.b'

/** A requirement as HTML, a line for each opening tag. */
function linesOf(given: Partial<RequirementResult>): string[] {
  const run = sampleResult()
  const result = sampleRequirement(id, given)
  const block = blocksOf(run)(result)
  const html = String(Requirement({ result, block, target: run.target, labels: createLabels(), exchanges: [] }))
  return html.replaceAll(/(?<!^)<(?!\/)/g, '\n<').split('\n')
}

const summary = (word: string, level = 'must') => [
  '<summary>',
  `<strong class="verdict">${word}</strong> `,
  `<code>${id}</code> `,
  `<span class="level">${level}</span>`,
  '<span class="plain">: </span>',
  `<span class="statement">What ${id} says.</span></summary>`,
]
const page = (end: string) =>
  `<a href="${operationPage}" rel="noreferrer">the operation&#39;s page, description, sentence 3</a>${end}`
const link = (end: string) => `<a href="#${id}">link to this requirement</a></p>${end}`
const tested = ['<p class="source">tested in 12 ms; ', link('</div></details>')]
const source = ['<p class="source">', page('</p>'), ...tested]

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
      ...source,
    ])
  })

  test('shows its finding and its observations, all escaped', () => {
    expect(
      linesOf({
        level: 'observed',
        verdict: 'recorded',
        finding: { code: 'schema', message: '<b>' },
        recorded: ['one', '<two>'],
        durationMs: 11.5,
      }),
    ).toEqual([
      `<details class="requirement recorded" id="${id}" data-verdict="recorded" data-level="observed">`,
      ...summary('info', 'observed'),
      '<div class="body">',
      '<p class="finding">',
      '<code>schema</code> &lt;b&gt;</p>',
      '<p>one</p>',
      '<p>&lt;two&gt;</p>',
      ...source,
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
  expect(lines.slice(8, -tested.length)).toEqual([
    '<dl class="finding">',
    ...line('Expected', '<dd>&lt;dead&gt;</dd></div>'),
    ...line('Seen', '<dd>&lt;alive&gt;</dd></div>'),
    ...line('Where', '<dd>a case</dd></div>'),
    ...line('Request', '<dd>', `<code>shown where --trace ${id} is added to the command below</code></dd></div>`),
    ...line('Source', '<dd>', page('</dd></div>')),
    ...line(
      'Repeat',
      '<dd>',
      `<code>vijson test --target https://vcenter.example --only ${id} --seed 5</code></dd></div></dl>`,
    ),
  ])
})

test('a drawing among the observations keeps its blanks', () => {
  const recorded = ['a  ├1─┤', 'b     ├2─┤  <', '1: a   logs out']
  const lines = linesOf({ level: 'observed', verdict: 'recorded', recorded }).join('\n')
  expect(lines).toContain('<pre class="drawing" tabindex="0">a  ├1─┤\nb     ├2─┤  &lt;</pre>\n<p>1: a   logs out</p>')
})

test('a declared deviation stands in the block of what it covers, with its links', () => {
  const deviation = { reason: '<r>', link: 'https://a.example/?b&c', owner: '<o>', expires: '2027-01-01' }
  const lines = linesOf({ verdict: 'deviated', finding: { code: 'schema', message: 'odd' }, deviation })
  const at = lines.indexOf('<dt>Declared</dt>')
  expect(lines.slice(at + 1, at + 3)).toEqual([
    '<dd>by &lt;o&gt; until 2027-01-01: &lt;r&gt; (',
    '<a href="https://a.example/?b&amp;c" rel="noreferrer">https://a.example/?b&amp;c</a>)</dd></div>',
  ])
  expect(lines.filter((line) => line.includes('2027-01-01'))).toHaveLength(1)
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

  test('begin with that of the finding', () => {
    const found: CaseTrace = { ...wrong, name: 'found' }
    const finding = { code: 'not-ended' as const, message: 'm', where: ['found', 's'] }
    const html = linesOf({ verdict: 'fail', finding, traces: [right, wrong, found] }).join('')
    expect(/<div class="pictures">(.*?)<\/div>/s.exec(html)?.[1]).toBe([found, wrong, right].map(picture).join(''))
  })

  test('leave out a case without any event besides logins', () => {
    expect(picturesOf(empty, right)).toBe(picture(right))
  })

  test('are absent where no case has any such event', () => {
    expect(picturesOf(empty)).toBe(undefined)
  })
})
