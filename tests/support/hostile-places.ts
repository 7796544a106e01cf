import type { Exchange, RequirementResult, SuiteResult } from '../../src/conformance/index.ts'
import { sampleExchange } from './sample-exchange.ts'
import { sampleRequirement, sampleResult } from './sample-result.ts'

const id = 'terminate.a.b'
const deviation = { reason: 'a reason', link: 'https://tracker.example/1', owner: 'a team', expires: '2027-01-01' }
const stale = { place: 'd.yaml:1', requirement: id, cause: 'expired', message: 'it is old' } as const
const target = { url: 'https://vcenter.example', release: '8.0.3.0', product: 'vCenter 8.0.3' }

const of = (given: Partial<RequirementResult>): Partial<SuiteResult> => ({
  requirements: [sampleRequirement(id, given)],
})
const found = (verdict: RequirementResult['verdict']) => (message: string) =>
  of({ verdict, finding: { code: 'schema', message } })
const traced = (name: string, step: string, userName: string, fault: string) =>
  of({
    verdict: 'fail',
    traces: [
      {
        name,
        sessions: [
          { label: 'a', userName: 'me' },
          { label: 'b', userName },
        ],
        events: [
          { kind: 'step', name: step },
          { kind: 'called', by: 'a', ids: ['b', null], answer: { status: 500, fault } },
          { kind: 'seen', later: false, readings: [{ session: 'b', list: 'alive', self: 'dead' }] },
        ],
      },
    ],
  })
const exchanged = (given: Partial<Exchange>): Partial<SuiteResult> => ({
  requirements: [sampleRequirement(id, { verdict: 'fail', exchanges: [0] })],
  exchanges: [sampleExchange({ requirement: id, ...given })],
})
const answered = (header: string, text: string): Exchange['answer'] => ({
  kind: 'answered',
  place: 1,
  status: 500,
  headers: [['content-type', header]],
  body: { kind: 'kept', text },
})

/** The places of a result in which a text of a target stands, or one of whoever wrote the file that the result was read from. */
const places: Record<string, (text: string) => Partial<SuiteResult>> = {
  'the product of the target': (product) => ({ target: { ...target, product } }),
  'the release of the target': (release) => ({ target: { ...target, release } }),
  'the URL of the target': (url) => ({ target: { ...target, url } }),
  'a problem': (message) => ({ problem: { code: 'not-vi-json', message } }),
  'the other cause': (otherCause) => ({ otherCause }),
  'the finding of a failure': found('fail'),
  'the finding of a warning': found('warn'),
  'the finding of an error': found('error'),
  'the finding of what was not reached': found('unreached'),
  'the finding of what was not tested': found('unsupported'),
  'a statement': (statement) => of({ verdict: 'fail', statement }),
  'the id of a requirement': (text) => ({
    requirements: [sampleRequirement(`terminate.a.${text}`, { verdict: 'fail' })],
  }),
  'the source of a requirement': (basis) => of({ source: { document: 'convention', basis } }),
  'an observation': (text) => of({ level: 'observed', recorded: [text, 'another'] }),
  'the reason of a deviation': (reason) => of({ verdict: 'deviated', deviation: { ...deviation, reason } }),
  'the owner of a deviation': (owner) => of({ verdict: 'deviated', deviation: { ...deviation, owner } }),
  'the place of a stale deviation': (place) => ({ stale: [{ ...stale, place }] }),
  'the message of a stale deviation': (message) => ({ stale: [{ ...stale, message }] }),
  'the name of a case': (text) => traced(text, 'a step', 'you', 'NotFound'),
  'the name of a step': (text) => traced('a case', text, 'you', 'NotFound'),
  'the name of a user': (text) => traced('a case', 'a step', text, 'NotFound'),
  'the name of a fault': (text) => traced('a case', 'a step', 'you', text),
  'a header of an answer': (text) => exchanged({ answer: answered(text, '{}') }),
  'the body of an answer': (text) => exchanged({ answer: answered('application/json', text) }),
  'the body of a request': (body) => exchanged({ body }),
  'the path of a request': (text) => exchanged({ path: `/sdk/vim25/8.0.3.0/SessionManager/${text}/TerminateSession` }),
  'the reason why an answer is broken': (message) =>
    exchanged({ answer: { kind: 'broken', place: 1, status: 500, message } }),
  'the reason why no answer came': (message) =>
    exchanged({ answer: { kind: 'unreachable', place: 1, reason: 'reset', message } }),
}

/** Each place by its name, with the result that has a text there. */
export const hostilePlaces: readonly (readonly [name: string, withText: (text: string) => SuiteResult])[] =
  Object.entries(places).map(([name, given]) => [
    name,
    (text) => sampleResult({ requirements: [sampleRequirement(id)], ...given(text) }),
  ])
