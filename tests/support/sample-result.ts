import { requirements as ledger, type RequirementResult, type SuiteResult } from '../../src/conformance/index.ts'

/** The result of a requirement that passes; the given members replace its own. */
export const sampleRequirement = (id: string, given: Partial<RequirementResult> = {}): RequirementResult => ({
  id,
  level: 'must',
  verdict: 'pass',
  statement: `What ${id} says.`,
  source: { document: 'page', section: 'description', ordinal: 3, sha256: 'a'.repeat(64) },
  durationMs: 12,
  exchanges: [],
  traces: [],
  ...given,
})

const deviation = { reason: 'old', link: 'https://tracker.example/1', owner: 'team', expires: '2027-01-01' }

/** One result of each verdict, one with a hostile text. */
export const sampleRequirements: RequirementResult[] = [
  sampleRequirement('terminate.success.no-content'),
  sampleRequirement('terminate.success.all-listed', {
    verdict: 'fail',
    finding: { code: 'not-ended', message: 'it lives | <b>on</b> & on \u0001 ]]> ::error::no, `code` @team #1' },
  }),
  sampleRequirement('terminate.sequence.a', {
    level: 'should',
    verdict: 'warn',
    finding: { code: 'schema', message: 'a warning' },
  }),
  sampleRequirement('terminate.sequence.b', {
    verdict: 'unsupported',
    finding: { code: 'foreign-sessions', message: 'others are logged on' },
  }),
  sampleRequirement('terminate.path.c', {
    verdict: 'unreached',
    finding: { code: 'prerequisite', message: 'Login was refused' },
  }),
  sampleRequirement('terminate.path.d', {
    verdict: 'deviated',
    finding: { code: 'unexpected-fault', message: 'another fault' },
    deviation,
  }),
  sampleRequirement('terminate.path.e', { verdict: 'error', finding: { code: 'suite', message: 'the suite failed' } }),
  sampleRequirement('terminate.path.f', {
    level: 'observed',
    verdict: 'recorded',
    source: { document: 'convention', basis: 'common sense' },
    recorded: ['the answer is 204'],
  }),
]

/** A complete result. */
export const sampleResult = (given: Partial<SuiteResult> = {}): SuiteResult => {
  const requirements = given.requirements ?? sampleRequirements
  return {
    schema: 'vijson-result/2',
    tool: { name: 'vijson-conformance', version: '1.2.3' },
    target: { url: 'https://vcenter.example', release: '8.0.3.0', product: 'vCenter 8.0.3' },
    run: {
      id: 'a1b2c3d4e5f6',
      startedAt: '2026-01-01T00:00:00.000Z',
      durationMs: 1234,
      seed: 5,
      concurrency: 4,
      strict: false,
      exclusive: false,
      interrupted: false,
      release: 'auto',
      principals: { controller: 'me@vsphere.local' },
    },
    manifest: requirements.map(({ id }) => id),
    verdict: 'nonconformant',
    counts: { pass: 1, fail: 1, warn: 1, recorded: 1, unsupported: 1, unreached: 1, deviated: 1, error: 1 },
    sessions: { opened: 9, closed: 7, leaked: 2, unclosable: 1, ownership: 'proved' },
    retries: [],
    requirements,
    stale: [],
    exchanges: [],
    ...given,
  }
}

/** The headline of a run of selected requirements, of which so many were tested; what else it says stands before those that were not selected. */
export function selectedHeadline(tested: string, what: string, selected: number, rest = ''): string {
  return `${tested} of ${ledger.length} requirements tested: ${what}${rest}; ${ledger.length - selected} not selected`
}
