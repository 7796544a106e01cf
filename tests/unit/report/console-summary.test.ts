import { describe, expect, test } from 'vitest'
import type { RequirementResult, SuiteResult } from '../../../src/conformance/index.ts'
import { consoleReport } from '../../../src/report/console.ts'
import { marking } from '../../support/marking.ts'
import { sampleRequirement, sampleResult } from '../../support/sample-result.ts'

/** The lines below the table, in marked colours, of a run that has one passing must and left nothing behind, but for what is given. */
function summaryOf(given: Partial<SuiteResult>): string[] {
  const result = sampleResult({
    verdict: 'conformant',
    requirements: [sampleRequirement('terminate.a.b')],
    sessions: { opened: 2, closed: 2, leaked: 0, unclosable: 0 },
    ...given,
  })
  const lines = consoleReport(result, marking).split('\n')
  return lines.slice(lines.lastIndexOf('') + 1)
}

const opened = 'sessions: 2 opened, 2 closed'
const end = '<dim>in 1.23 s, seed 5</dim>'
const nothing = 'nothing was judged: what is only recorded, or could not be looked at, proves nothing'

describe('the summary ends with the verdict:', () => {
  test.each([
    ['conformant', `<bold><green>conformant</green></bold> ${end}`],
    ['nonconformant', `<bold><red>nonconformant</red></bold> ${end}`],
    ['inconclusive', `<bold><yellow>inconclusive</yellow></bold> ${end}`],
  ] as const)('%s', (verdict, line) => {
    expect(summaryOf({ verdict })).toEqual(['1 requirement: 1 pass', opened, line])
  })

  test('conformant, as far as it was judged', () => {
    const requirements = [
      sampleRequirement('terminate.a.b'),
      sampleRequirement('terminate.a.c', { verdict: 'unsupported' }),
    ]
    expect(summaryOf({ requirements })).toEqual([
      '2 requirements: 1 pass, 1 unsupported',
      opened,
      `<bold><green>conformant</green></bold> as far as it was judged: 1 of 2 musts left out, ${end}`,
    ])
  })

  test('conformant, but for deviations that are no longer true, which are told in red', () => {
    const stale = { place: 'd.yaml:1', requirement: 'terminate.a.b', cause: 'expired', message: 'it is old' } as const
    expect(summaryOf({ stale: [stale] })).toEqual([
      '1 requirement: 1 pass',
      '<red>d.yaml:1: it is old</red>',
      opened,
      `<bold><green>conformant</green></bold>, but 1 declared deviation is no longer true ${end}`,
    ])
  })
})

describe('the summary tells that nothing was judged', () => {
  const of = (level: RequirementResult['level'], verdict: RequirementResult['verdict']) =>
    summaryOf({ requirements: [sampleRequirement('terminate.a.b', { level, verdict })] }).includes(nothing)

  test.each([
    ['must', 'pass', false],
    ['must', 'fail', false],
    ['should', 'warn', false],
    ['must', 'deviated', false],
    ['observed', 'pass', true],
    ['must', 'unsupported', true],
    ['must', 'unreached', true],
    ['must', 'error', true],
  ] as const)('where all there is is %s and came to %s: %s', (level, verdict, is) => {
    expect(of(level, verdict)).toBe(is)
  })

  test('before the verdict', () => {
    expect(summaryOf({ requirements: [], verdict: 'inconclusive' })).toEqual([
      '0 requirements: ',
      opened,
      nothing,
      `<bold><yellow>inconclusive</yellow></bold> ${end}`,
    ])
  })
})

describe('the summary tells in red what may be left behind:', () => {
  const sessions = { opened: 2, closed: 2, leaked: 0, unclosable: 0 }
  const leaked = (text: string) =>
    `<red>${text} of this run could not be closed and may be left behind on the target</red>`
  const unclosable = (text: string) =>
    `<red>${text} came to no session that this run could close; the target may hold one all the same</red>`
  test.each<[string, Partial<SuiteResult['sessions']>, string[]]>([
    ['a session', { leaked: 1 }, [leaked('1 session')]],
    ['sessions', { leaked: 2 }, [leaked('2 sessions')]],
    ['a login', { unclosable: 1 }, [unclosable('1 login')]],
    ['sessions and logins', { leaked: 3, unclosable: 4 }, [leaked('3 sessions'), unclosable('4 logins')]],
  ])('%s', (_, given, lines) => {
    expect(summaryOf({ sessions: { ...sessions, ...given } }).slice(2, -1)).toEqual(lines)
  })
})

test('how many probes were left out, is plural', () => {
  const leftOut = (id: string) =>
    sampleRequirement(id, { verdict: 'unsupported', finding: { code: 'foreign-sessions', message: 'others are' } })
  expect(summaryOf({ verdict: 'inconclusive', requirements: ['terminate.a.b', 'terminate.a.c'].map(leftOut) })[1]).toBe(
    "2 probes left out, because others are logged on; --exclusive declares the target to be this run's alone",
  )
})
