import { expect, test } from 'vitest'
import { isUnmet, type RequirementResult } from '../../../src/conformance/index.ts'
import { byCause } from '../../../src/report/causes.ts'
import { themeOf } from '../../../src/report/wording.ts'
import { mutantResult } from '../../support/mutant-result.ts'
import { sampleRequirement } from '../../support/sample-result.ts'

const unmet = (id: string, given: Partial<RequirementResult> = {}) =>
  sampleRequirement(id, {
    verdict: 'fail',
    finding: { code: 'not-ended', message: id, expected: 'session 1 is dead', seen: 'it lives' },
    ...given,
  })
const ids = (requirements: RequirementResult[]) =>
  byCause(requirements).map(({ first, others }) => [first, ...others].map(({ id }) => id))

test('the same finding on other sessions, and with other sessions read afterwards, is one cause', () => {
  const other = {
    finding: {
      code: 'not-ended',
      message: 'm',
      expected: 'session 12 is dead',
      seen: 'it lives; afterwards, session 3: alive',
    },
  } as const
  const more = {
    finding: {
      code: 'not-ended',
      message: 'm',
      expected: 'session 2 is dead',
      seen: 'it lives; the same holds for session 4',
    },
  } as const
  expect(ids([unmet('a'), sampleRequirement('passes'), unmet('b', other), unmet('c', more)])).toEqual([['a', 'b', 'c']])
})

test('another code, another expectation and another observation are other causes', () => {
  const finding = { code: 'not-ended', message: 'm', expected: 'session 1 is dead', seen: 'it lives' } as const
  expect(
    ids([
      unmet('a'),
      unmet('b', { finding: { ...finding, code: 'oracles-disagree' } }),
      unmet('c', { finding: { ...finding, expected: '204' } }),
      unmet('d', { finding: { ...finding, seen: '500' } }),
    ]),
  ).toEqual([['a'], ['b'], ['c'], ['d']])
})

test('findings without parts are of one cause where they say the same', () => {
  const finding = (message: string) => ({ finding: { code: 'schema', message } }) as const
  expect(ids([unmet('a', finding('x')), unmet('b', finding('y')), unmet('c', finding('x'))])).toEqual([
    ['a', 'c'],
    ['b'],
  ])
})

test.each(['not-ended', 'wrongly-ended'] as const)(
  'the same state of a session is one cause in all themes (%s)',
  (code) => {
    const after = (answer: string) => ({
      finding: { code, message: 'm', expected: 'session 1 is alive', seen: 'it has ended', answer },
    })
    expect(
      ids([
        unmet('terminate.success.a', after('500 with the fault NotFound')),
        unmet('terminate.sequence.b', after('500 with the fault NotFound')),
        unmet('terminate.path.c', after('500 with the fault InvalidArgument')),
        unmet('terminate.path.d', after('204')),
      ]),
    ).toEqual([['terminate.success.a', 'terminate.sequence.b', 'terminate.path.c'], ['terminate.path.d']])
  },
)

test('a server that goes on after an id that fails has one cause, which the shortest list shows first', async () => {
  const { requirements } = await mutantResult('abort', 'continues after an id that fails')
  expect(new Set(requirements.filter(isUnmet).map(themeOf)).size).toBeGreaterThan(1)
  expect(byCause(requirements)).toMatchObject([{ first: { id: 'terminate.sequence.suffix-untouched' } }])
})

test('of one cause, the strictest level comes first', () => {
  expect(ids([unmet('a', { verdict: 'warn', level: 'should' }), unmet('b')])).toEqual([['b', 'a']])
})

test('a requirement that others name as the reason why they are not decided comes first, and they stand with it', () => {
  const undecided = (id: string, judgedBy: string) =>
    sampleRequirement(id, { verdict: 'unreached', finding: { code: 'prerequisite', message: 'm', judgedBy } })
  const [cause, ...others] = byCause([
    unmet('a'),
    unmet('b'),
    undecided('c', 'b'),
    undecided('d', 'b'),
    undecided('e', 'z'),
  ])
  expect(others).toEqual([])
  expect(cause).toMatchObject({ first: { id: 'b' }, others: [{ id: 'a' }], undecided: [{ id: 'c' }, { id: 'd' }] })
})

test('the causes of the strictest level come first, and of those the ones that explain the most', () => {
  const seen = (text: string) => ({
    finding: { code: 'not-ended', message: 'm', expected: 'session 1 is dead', seen: text } as const,
  })
  expect(
    ids([
      unmet('a', { verdict: 'warn', level: 'should', ...seen('x') }),
      unmet('b', { verdict: 'warn', level: 'should', ...seen('x') }),
      unmet('c', seen('y')),
      unmet('d', seen('z')),
      unmet('e', seen('z')),
    ]),
  ).toEqual([['d', 'e'], ['c'], ['a', 'b']])
})
