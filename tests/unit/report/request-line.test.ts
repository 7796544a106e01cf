import { describe, expect, test } from 'vitest'
import {
  isUnmet,
  type RequirementResult,
  runSuite,
  type SuiteResult,
  type TraceEvent,
} from '../../../src/conformance/index.ts'
import { blocksOf } from '../../../src/report/request-line.ts'
import { mockTarget } from '../../support/mock-target.ts'
import { mutantResult } from '../../support/mutant-result.ts'
import { sampleRequirement, sampleResult } from '../../support/sample-result.ts'

const requestOf = (requirement: RequirementResult, result: Partial<SuiteResult> = {}) =>
  new Map<string, string>(blocksOf(sampleResult(result))(requirement)).get('Request')

const called = (ids: (string | null)[] | undefined, by?: string, wanted?: string): TraceEvent => ({
  kind: 'called',
  ...(ids === undefined ? {} : { ids }),
  ...(by === undefined ? {} : { by }),
  ...(wanted === undefined ? {} : { wanted }),
})
const step = (name: string): TraceEvent => ({ kind: 'step', name })
const judged = (session: string): TraceEvent => ({ kind: 'claimed', wanted: 'alive', sessions: [session] })
const unmet = (where: string[], events: TraceEvent[], name = '', id = 'terminate.a.b') =>
  sampleRequirement(id, {
    verdict: 'fail',
    finding: { code: 'not-ended', message: 'm', where },
    traces: [{ name, sessions: [{ label: 'session 1', userName: 'me' }], events }],
  })
/** In a list of 42, by place. */
const known = new Map([
  [9, 'session 1'],
  [20, 'session 2'],
])
const pointer = 'shown where --trace terminate.a.b is added to the command below'

describe('the request in the block of a requirement that is not met', () => {
  test.each<[string, RequirementResult, string]>([
    [
      'is the last call, by labels',
      unmet([], [called(['session 9']), called(['session 1', null], 'session 2')]),
      'POST /sdk/vim25/…/TerminateSession {"sessionId":["‹session 1›", "‹an invented id›"]}, by session 2',
    ],
    [
      'calls what is made from a key no invented id',
      unmet([], [called(['session 1', null], 'session 2')], '', 'terminate.identity.b'),
      'POST /sdk/vim25/…/TerminateSession {"sessionId":["‹session 1›", "‹a string that is no key›"]}, by session 2',
    ],
    [
      'is the one whose answer is another one',
      unmet([], [called(['session 1'], 'session 2', '204'), called(['session 3'])]),
      'POST /sdk/vim25/…/TerminateSession {"sessionId":["‹session 1›"]}, by session 2',
    ],
    [
      'is that of the step, whatever session is named',
      unmet(['two', 'session 1, place 1'], [step('one'), called(['session 3']), step('two'), called(['session 1'])]),
      'POST /sdk/vim25/…/TerminateSession {"sessionId":["‹session 1›"]}, with a token of no session',
    ],
    [
      'is that of the step, whatever a shorter list was asked for after it',
      unmet(
        ['two', 'session 1, place 1 of 1 in the list (session 1)'],
        [step('two'), called(['session 1'], 'session 2'), judged('session 1'), step('one'), called(['session 3'])],
      ),
      'POST /sdk/vim25/…/TerminateSession {"sessionId":["‹session 1›"]}, by session 2',
    ],
    [
      'is that of the step that judged the session, where several steps have the name',
      unmet(
        ['two', 'session 1'],
        [
          step('two'),
          called(['session 1'], 'session 2'),
          judged('session 1'),
          step('two'),
          called(['session 3'], 'session 2'),
          judged('session 3'),
        ],
      ),
      'POST /sdk/vim25/…/TerminateSession {"sessionId":["‹session 1›"]}, by session 2',
    ],
    [
      'is that of the case',
      unmet(['a case'], [called(['session 1'], 'the controller')], 'a case'),
      'POST /sdk/vim25/…/TerminateSession {"sessionId":["‹session 1›"]}, by the controller',
    ],
    [
      'is abridged where the list is long',
      unmet(
        [],
        [
          called(
            Array.from({ length: 20 }, (_, index) => `session ${index + 1}`),
            'the controller',
          ),
        ],
      ),
      'POST /sdk/vim25/…/TerminateSession {"sessionId":["‹session 1›", "‹session 2›", "‹session 3›", "‹session 4›", …, "‹session 19›", "‹session 20›"]}, by the controller',
    ],
    [
      'shows of a long list what fails, the id of the caller, and the session of the finding',
      unmet(
        ['session 1, place 10 of 42 in the list'],
        [
          called(
            Array.from({ length: 42 }, (_, index) =>
              index === 30 ? null : (known.get(index) ?? `session ${index + 100}`),
            ),
            'session 2',
          ),
        ],
      ),
      'POST /sdk/vim25/…/TerminateSession {"sessionId":["‹session 100›", "‹session 101›", "‹session 102›", "‹session 103›", …, "‹session 1›", …, "‹session 2›", …, "‹an invented id›", …, "‹session 140›", "‹session 141›"]}, by session 2',
    ],
    ['is pointed to where the place is unknown', unmet(['elsewhere'], [called(['session 1'])]), pointer],
    ['is pointed to where the call had no list', unmet([], [called(undefined)]), pointer],
  ])('%s', (_, requirement, text) => {
    expect(requestOf(requirement)).toBe(text)
  })

  test('is absent of one that is met', () => {
    expect(requestOf(sampleRequirement('terminate.a.b'))).toBeUndefined()
  })

  test('is the exchange, where exchanges are kept and the call had no list', async () => {
    const result = await mutantResult('request', 'answers 204 to a call without a body')
    const requirement = result.requirements.find(({ id }) => id === 'terminate.request.body-required')
    expect(requirement && requestOf(requirement, result)).toBe(
      'POST /sdk/vim25/8.0.3.0/SessionManager/SessionManager/TerminateSession without a body, by the controller',
    )
  })

  test('shows no line breaks and tabs of a body', async () => {
    const target = mockTarget({
      around: (fetch) => async (request) =>
        (await request.clone().text()).length > 64 * 1024 ? new Response(null, { status: 204 }) : fetch(request),
    })
    const result = await runSuite(target, { seed: 1, only: ['terminate.request.spelling'] })
    const request = result.requirements[0] && requestOf(result.requirements[0], result)
    expect(request).toContain('{ "sessionId" : [ "‹session 1›" , "‹session 2›" ] }')
    expect(request).not.toContain('\\u')
  })

  test.each([
    ['abort', 'continues after an unknown id, not after its own id'],
    ['abort', 'continues after an id that is listed twice'],
    ['length', 'ends only the first session of a list'],
  ] as const)('lists the session of the finding at its place (%s: %s)', async (family, defect) => {
    const result = await mutantResult(family, defect)
    const found = result.requirements.filter(isUnmet).flatMap((one) => {
      const [, list] = /place \d+ of \d+ in the list \((.*)\)$/.exec(one.finding?.where?.at(-1) ?? '') ?? []
      return list === undefined ? [] : [{ id: one.id, list, request: requestOf(one, result)?.replaceAll(/["‹›]/g, '') }]
    })
    expect(found.map(({ id }) => id)).toContain('terminate.sequence.model')
    for (const { list, request } of found)
      expect(request?.replaceAll(/,(?! )/g, ', ')).toContain(`{sessionId:[${list}]}`)
  })

  test.each([
    ['effect', 'answers 204 and ends nothing'],
    ['authority', 'accepts the key of a session as its token'],
    ['identity', 'ignores the letter case of an id'],
  ] as const)('shows no key of a session (%s: %s)', async (family, defect) => {
    const result = await mutantResult(family, defect)
    const keys = result.exchanges.flatMap(({ answer }) => {
      const text = answer.kind === 'answered' && answer.body.kind === 'kept' ? answer.body.text : ''
      return [...text.matchAll(/"key":"([^"]+)"/g)].map(([, key = '']) => key)
    })
    expect(keys.length).toBeGreaterThan(0)
    const lines = result.requirements.filter(isUnmet).map((one) => requestOf(one, result) ?? '')
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) {
      expect(line).not.toBe('')
      for (const key of keys) expect(line.toLowerCase()).not.toContain(key.toLowerCase())
    }
  })
})
