import type { CaseTrace, Finding, RequirementResult, SuiteResult, Verdict } from '../../src/conformance/index.ts'
import { sampleExchange } from '../support/sample-exchange.ts'
import { sampleRequirement, sampleResult } from '../support/sample-result.ts'

/** As many requirements as a run has, and more than the ledger will have soon: its growth changes no screen. */
const total = 99
const themes = ['success', 'sequence', 'request', 'path']

/** A call that ended a session which it should have left alone. */
const trace: CaseTrace = {
  name: 'an unknown id in the middle',
  sessions: ['the controller', 'session 1', 'session 2'].map((label) => ({ label, userName: 'me@vsphere.local' })),
  events: [
    ...['the controller', 'session 1', 'session 2'].map((session) => ({ kind: 'opened' as const, session })),
    { kind: 'step', name: 'a call that stops' },
    {
      kind: 'called',
      by: 'the controller',
      ids: ['session 1', null, 'session 2'],
      answer: { status: 500, fault: 'NotFound' },
    },
    {
      kind: 'seen',
      later: false,
      readings: [
        { session: 'session 1', list: 'dead', self: 'dead' },
        { session: 'session 2', list: 'dead', self: 'unreadable' },
      ],
    },
    { kind: 'claimed', wanted: 'dead', sessions: ['session 1'] },
    { kind: 'claimed', wanted: 'alive', sessions: ['session 2'] },
  ],
}

const finding: Finding = {
  code: 'wrongly-ended',
  message: 'an unknown id in the middle: session 2: it should be alive, and is dead',
  where: ['an unknown id in the middle', 'session 2'],
  expected: 'session 2 is alive',
  seen: 'sessionList does not show session 2',
  answer: '500 with the fault NotFound',
}

const given: Partial<Record<Verdict, Partial<RequirementResult>>> = {
  fail: { finding, traces: [trace] },
  unreached: { finding: { code: 'unanswered', message: 'GET sessionList was not answered within 30000 ms' } },
  unsupported: {
    finding: {
      code: 'foreign-sessions',
      message: 'sessionList shows 5 sessions of other users, and a defective server might end them',
    },
  },
  recorded: { level: 'observed', recorded: ['answer: 204; the listed session is dead'] },
  warn: { level: 'should', finding: { code: 'schema', message: 'the fault has no faultCause' } },
  deviated: {
    finding,
    deviation: {
      reason: 'fixed in the next release',
      link: 'https://tracker.example/1',
      owner: 'sessions team',
      expires: '2027-01-01',
    },
  },
}

/** Results of a run with these verdicts first; all others pass. */
function resultOf(first: readonly Verdict[], also: Partial<SuiteResult>, count = total): SuiteResult {
  const requirements = Array.from({ length: count }, (_, index) => {
    const verdict = first[index] ?? 'pass'
    const id = `terminate.${themes[index % themes.length]}.requirement-${index}`
    return sampleRequirement(id, {
      statement: 'Sessions after the first failing id are left alive, in short lists and in long ones.',
      verdict,
      traces: verdict === 'pass' ? [{ ...trace, events: trace.events.slice(0, 5) }] : [],
      exchanges: index === 0 ? [0, 1] : [],
      ...given[verdict],
    })
  }).sort((one, other) => themes.indexOf(themeOf(one)) - themes.indexOf(themeOf(other)))
  const exchanges = [0, 1].map((index) => sampleExchange({ index }))
  return sampleResult({ requirements, exchanges, sessions: clean, ...also })
}

const clean = { opened: 90, closed: 90, leaked: 0, unclosable: 0, ownership: 'proved' } as const
const themeOf = ({ id }: RequirementResult) => id.split('.')[1] ?? ''
const times = (count: number, verdict: Verdict) => Array.from({ length: count }, () => verdict)

/** A result for each state that a reader has to tell from the others. */
export const sampleScreens: Record<string, SuiteResult> = {
  conformant: resultOf(['recorded'], { verdict: 'conformant' }),
  'one failure': resultOf(['fail', 'recorded'], { verdict: 'nonconformant' }),
  twenty: resultOf(times(20, 'fail'), { verdict: 'nonconformant' }),
  inconclusive: resultOf(times(total, 'unreached'), {
    verdict: 'inconclusive',
    problem: { code: 'unreachable', message: 'vcenter.example did not answer within 30000 ms' },
  }),
  deviated: resultOf(['deviated', 'warn', 'unsupported'], {
    verdict: 'conformant',
    stale: [
      {
        place: 'deviations.yaml:3',
        requirement: 'terminate.path.requirement-3',
        cause: 'expired',
        message: 'it has expired on 2026-01-01',
      },
    ],
  }),
  partial: resultOf(['unsupported', 'recorded'], { verdict: 'conformant' }, 6),
}
