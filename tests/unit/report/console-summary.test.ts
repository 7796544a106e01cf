import { createColors } from 'picocolors'
import { describe, expect, test } from 'vitest'
import { requirements as ledger, type RequirementResult, type SuiteResult } from '../../../src/conformance/index.ts'
import { consoleReport } from '../../../src/report/console.ts'
import { lastLineOf } from '../../../src/report/headline.ts'
import { marking } from '../../support/marking-palette.ts'
import { sampleRequirement, sampleResult, selectedHeadline } from '../../support/sample-result.ts'

/** The lines below the table, in marked colours; by default of a run with one passing must and no session left open. */
function summaryOf(given: Partial<SuiteResult>): string[] {
  const result = sampleResult({
    verdict: 'conformant',
    requirements: [sampleRequirement('terminate.a.b')],
    sessions: { opened: 2, closed: 2, leaked: 0, unclosable: 0, ownership: 'proved' as const },
    ...given,
  })
  const lines = consoleReport(result, marking).split('\n')
  return lines.slice(lines.lastIndexOf('') + 1)
}

const opened = 'sessions: 2 opened, 2 closed'
const end = '<dim>in 1.23 s, seed 5</dim>'
const target = 'https://vcenter.example (vCenter 8.0.3, release 8.0.3.0)'
const last = (color: 'red' | 'yellow', headline: string) => `<bold><${color}>${target}: ${headline}</${color}></bold>`
const nothing = 'nothing was judged: every requirement was skipped, not decided or only observed'

describe('the last line of the summary', () => {
  test.each([
    ['shows a partial run in yellow', 'conformant', last('yellow', selectedHeadline('1', 'passed', 1))],
    ['shows nonconformant in red', 'nonconformant', last('red', selectedHeadline('1', 'failed', 1))],
    ['shows inconclusive in yellow', 'inconclusive', last('yellow', selectedHeadline('1', 'not decided', 1))],
  ] as const)('%s', (_, verdict, line) => {
    expect(summaryOf({ verdict })).toEqual(['1 requirement: 1 pass', opened, end, line])
  })

  test('shows a whole run that is conformant in green', () => {
    const requirements = ledger.map(({ id }) => sampleRequirement(id))
    expect(summaryOf({ requirements }).at(-1)).toBe(
      `<bold><green>${target}: conformant, ${ledger.length} of ${ledger.length} requirements tested</green></bold>`,
    )
  })

  test('says what was skipped', () => {
    const requirements = [
      sampleRequirement('terminate.a.b'),
      sampleRequirement('terminate.a.c', { verdict: 'unsupported' }),
    ]
    expect(summaryOf({ requirements })).toEqual([
      '2 requirements: 1 skipped, 1 pass',
      opened,
      end,
      last('yellow', selectedHeadline('1', 'passed', 2, '; 1 skipped: other reasons')),
    ])
  })

  test('counts the stale deviations, which the summary lists in red', () => {
    const stale = { place: 'd.yaml:1', requirement: 'terminate.a.b', cause: 'expired', message: 'it is old' } as const
    expect(summaryOf({ stale: [stale] })).toEqual([
      '1 requirement: 1 pass',
      '<red>d.yaml:1: it is old</red>',
      opened,
      end,
      last('yellow', `${selectedHeadline('1', 'passed', 1)}; 1 declared deviation stale`),
    ])
  })
})

test('a summary says what was sent again, by its reasons', () => {
  const retry = (reason: string) => ({ request: 'sessionList', reason, afterMs: 5 })
  const lines = summaryOf({ retries: [retry('status 503'), retry('connection lost'), retry('status 503')] })
  expect(lines).toContain(
    '3 requests were sent again, because of a busy server or a gateway: status 503 (2), connection lost (1)',
  )
  expect(summaryOf({ retries: [retry('status 429')] })).toContain(
    '1 request was sent again, because of a busy server or a gateway: status 429 (1)',
  )
})

describe('the line that nothing was tested', () => {
  const isShown = (level: RequirementResult['level'], verdict: RequirementResult['verdict']) =>
    summaryOf({ requirements: [sampleRequirement('terminate.a.b', { level, verdict })] }).includes(nothing)

  test.each([
    ['is absent where a must passes', 'must', 'pass', false],
    ['is absent where a must fails', 'must', 'fail', false],
    ['is absent where a should warns', 'should', 'warn', false],
    ['is absent where a must is deviated', 'must', 'deviated', false],
    ['is shown where the only requirement is observed', 'observed', 'pass', true],
    ['is shown where the only must is unsupported', 'must', 'unsupported', true],
    ['is shown where the only must is unreached', 'must', 'unreached', true],
    ['is shown where the only must is an error', 'must', 'error', true],
  ] as const)('%s', (_, level, verdict, is) => {
    expect(isShown(level, verdict)).toBe(is)
  })

  test('stands before the verdict', () => {
    expect(summaryOf({ requirements: [], verdict: 'inconclusive' })).toEqual([
      '0 requirements: ',
      opened,
      nothing,
      end,
      last('yellow', selectedHeadline('0', 'not decided', 0)),
    ])
  })
})

describe('the summary', () => {
  const sessions = { opened: 2, closed: 2, leaked: 0, unclosable: 0, ownership: 'proved' as const }
  const leaked = (text: string) =>
    `<red>${text} of this run could not be closed and may still be open on the target</red>`
  const unclosable = (text: string) => `<red>${text} may have left sessions on the target</red>`
  test.each<[string, Partial<SuiteResult['sessions']>, string[]]>([
    ['shows one leaked session in red', { leaked: 1 }, [leaked('1 session')]],
    ['shows several leaked sessions in red', { leaked: 2 }, [leaked('2 sessions')]],
    ['shows one login without a closable session in red', { unclosable: 1 }, [unclosable('1 login')]],
    [
      'shows leaked sessions and such logins in red',
      { leaked: 3, unclosable: 4 },
      [leaked('3 sessions'), unclosable('4 logins')],
    ],
  ])('%s', (_, given, lines) => {
    expect(summaryOf({ sessions: { ...sessions, ...given } }).slice(2, -2)).toEqual(lines)
  })
})

test('the summary lists the disruptive checks that were skipped', () => {
  const skipped = (id: string, level: RequirementResult['level']) =>
    sampleRequirement(id, {
      level,
      verdict: 'unsupported',
      finding: { code: 'foreign-sessions', message: 'others are' },
    })
  const requirements = [skipped('terminate.a.b', 'must'), skipped('terminate.a.c', 'should')]
  expect(summaryOf({ verdict: 'inconclusive', requirements }).slice(1, -4)).toEqual([
    "2 disruptive checks skipped, because others are logged on (--exclusive sends them: a defective server may end everybody's sessions):",
    '  terminate.a.b (must): What terminate.a.b says.',
    '  terminate.a.c (should): What terminate.a.c says.',
  ])
})

test('the summary says in yellow that sessions ended for other reasons', () => {
  const otherCause = 'sessions end for other reasons'
  expect(summaryOf({ otherCause })).toEqual([
    '1 requirement: 1 pass',
    `<yellow>${otherCause}</yellow>`,
    opened,
    end,
    last('yellow', selectedHeadline('1', 'passed', 1)),
  ])
})

test.each([
  ['where they are few', 2, 0, ['not decided (2, terminate.a.b0, terminate.a.b1): the server is full']],
  [
    'and how many have another reason',
    2,
    1,
    [
      'not decided (2 of 3, terminate.a.b0, terminate.a.b1): the server is full',
      'not decided (1 of 3, terminate.a.c0): another',
    ],
  ],
  [
    'not where they are many',
    5,
    1,
    ['not decided (5 of 6): the server is full', 'not decided (1 of 6, terminate.a.c0): another'],
  ],
])('a quiet report tells which requirements were not decided %s', (_, full, others, told) => {
  const undecided = (id: string, message: string) =>
    sampleRequirement(id, { verdict: 'unreached', finding: { code: 'unanswered', message } })
  const requirements = [
    ...Array.from({ length: full }, (_one, index) => undecided(`terminate.a.b${index}`, 'the server is full')),
    ...Array.from({ length: others }, (_one, index) => undecided(`terminate.a.c${index}`, 'another')),
  ]
  const lines = consoleReport(sampleResult({ requirements }), createColors(false), { isQuiet: true }).split('\n')
  expect(lines.filter((line) => line.startsWith('not decided'))).toEqual(told)
})

test('a quiet report tells once for what cause several requirements are not met', () => {
  const unmet = (id: string, seen: string) =>
    sampleRequirement(id, { verdict: 'fail', finding: { code: 'schema', message: 'm', expected: '204', seen } })
  const quietly = (...requirements: RequirementResult[]) =>
    consoleReport(sampleResult({ requirements }), createColors(false), { isQuiet: true })
  expect(quietly(unmet('terminate.a.b', 'status 200'), unmet('terminate.a.c', 'status 200'))).toContain(
    '\n2 requirements not met, in 1 group by what was seen:\n  terminate.a.b\n    expected: 204; seen: status 200\n    the same: terminate.a.c\n',
  )
  expect(quietly(unmet('terminate.a.b', 'status 200'), unmet('terminate.a.c', 'status 201'))).not.toContain('by what')
})

test('a quiet report names the declared deviations that are stale, which decide the exit code', () => {
  const result = sampleResult({
    verdict: 'conformant',
    requirements: [sampleRequirement('terminate.a.b')],
    sessions: { opened: 2, closed: 2, leaked: 0, unclosable: 0, ownership: 'proved' },
    stale: [{ place: 'deviations.yaml:8', requirement: 'terminate.a.b', cause: 'expired', message: 'it has expired' }],
  })
  const lines = consoleReport(result, createColors(false), { isQuiet: true }).split('\n')
  expect(lines).toEqual(['deviations.yaml:8: it has expired', lastLineOf(result)])
})
