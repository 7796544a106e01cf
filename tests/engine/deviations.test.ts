import { describe, expect, test } from 'vitest'
import { applyDeviations } from '../../src/conformance/deviations/apply.ts'
import type { Deviation } from '../../src/conformance/deviations/deviation.ts'
import { targetFindings } from '../../src/conformance/errors/verdict-error.ts'
import { ConfigurationError, proposedDeviations, readDeviations, runSuite } from '../../src/conformance/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { sampleRequirement, sampleResult } from '../support/sample-result.ts'

const id = 'terminate.privilege.required'
const today = '2026-06-01'

const declared = (given: Partial<Deviation> = {}): Deviation => ({
  requirement: id,
  finding: 'unexpected-success',
  reason: 'no privileges',
  link: 'https://tracker.example/1',
  owner: 'team',
  expires: '2026-06-01',
  place: 'deviations.yaml:2',
  ...given,
})

const found = (code: 'unexpected-success' | 'wrongly-ended', verdict: 'fail' | 'warn' = 'fail') =>
  sampleRequirement(id, { verdict, finding: { code, message: 'x' } })

describe('a declared deviation', () => {
  test.each(['fail', 'warn'] as const)('that is seen as declared is no failure, up to its last day (%s)', (verdict) => {
    const { requirements, stale } = applyDeviations([found('unexpected-success', verdict)], [declared()], today)
    expect(requirements).toEqual([
      {
        ...found('unexpected-success', verdict),
        verdict: 'deviated',
        deviation: { reason: 'no privileges', link: 'https://tracker.example/1', owner: 'team', expires: '2026-06-01' },
      },
    ])
    expect(stale).toEqual([])
  })

  test.each<[string, Parameters<typeof applyDeviations>[0][0], Partial<Deviation>, string, string]>([
    [
      'that expired',
      found('unexpected-success'),
      { expires: '2026-05-31' },
      'expired',
      `the deviation of ${id} expired on 2026-05-31; it is team's`,
    ],
    [
      'of which another finding is seen',
      found('wrongly-ended'),
      {},
      'other-finding',
      `${id} departs by wrongly-ended, and unexpected-success is what was declared`,
    ],
    [
      'that no longer happens',
      sampleRequirement(id),
      {},
      'not-seen',
      `${id} is met: the deviation unexpected-success no longer happens`,
    ],
  ])('%s covers nothing, and is stale', (_, result, given, cause, message) => {
    expect(applyDeviations([result], [declared(given)], today)).toEqual({
      requirements: [result],
      stale: [{ place: 'deviations.yaml:2', requirement: id, cause, message }],
    })
  })

  test('of what is drawn at random is not stale where it was not drawn', () => {
    const model = 'terminate.sequence.model'
    const result = sampleRequirement(model)
    expect(applyDeviations([result], [declared({ requirement: model })], today).stale).toEqual([])
  })

  test.each(['unreached', 'unsupported', 'error'] as const)('of what is %s is neither', (verdict) => {
    const result = sampleRequirement(id, { verdict, finding: { code: 'prerequisite', message: 'x' } })
    expect(applyDeviations([result], [declared()], today)).toEqual({ requirements: [result], stale: [] })
  })

  test('of a requirement that is not judged is left alone', () => {
    const result = sampleRequirement('terminate.path.unknown-moid')
    expect(applyDeviations([result], [declared()], today)).toEqual({ requirements: [result], stale: [] })
  })

  test('of several, the one that is seen covers, and the others are stale', () => {
    const { requirements, stale } = applyDeviations(
      [found('wrongly-ended')],
      [declared(), declared({ finding: 'wrongly-ended', place: 'deviations.yaml:9' })],
      today,
    )
    expect(requirements[0]?.verdict).toBe('deviated')
    expect(stale.map(({ place, cause }) => [place, cause])).toEqual([['deviations.yaml:2', 'other-finding']])
  })
})

const yaml = `deviations:
  - requirement: terminate.privilege.required
    finding: unexpected-success
    reason: it has no privileges
    link: https://tracker.example/1
    owner: team
    expires: 2027-01-31
`

describe('a file of deviations', () => {
  test('is read, each with its line', () => {
    expect(readDeviations(`# ours\n${yaml}`, 'd.yaml')).toEqual([
      declared({ reason: 'it has no privileges', expires: '2027-01-31', place: 'd.yaml:3' }),
    ])
    expect(readDeviations('deviations: []', 'd.yaml')).toEqual([])
  })

  test.each<[string, string, string]>([
    ['no YAML', 'deviations: [', 'd.yaml:1: it is not YAML'],
    ['something else', '- one', 'd.yaml:1: the file must be object'],
    ['nothing', '', 'd.yaml:1: the file must be object'],
    ['without an owner', yaml.replace('owner: team', "owner: ''"), 'd.yaml:6: owner is to be filled in'],
    ['with an owner that is blank', yaml.replace('owner: team', 'owner:'), 'd.yaml:6: owner is to be filled in'],
    ['with an owner of blanks', yaml.replace('owner: team', "owner: ' '"), 'd.yaml:6: owner is to be filled in'],
    ['with an alias', yaml.replace('team', '*team'), 'd.yaml: it uses aliases, which are not known here'],
    [
      'with a day that no month has',
      yaml.replace('2027-01-31', '2027-02-30'),
      'd.yaml:2: 2027-02-30 is no day of the calendar',
    ],
    ['without a link', yaml.replace('https://tracker.example/1', "''"), 'd.yaml:5: link is to be filled in'],
    ['with a link that is none', yaml.replace('https://tracker.example/1', 'ask me'), 'd.yaml:5: link must be a URL'],
    ['without a reason', yaml.replace('it has no privileges', '""'), 'd.yaml:4: reason is to be filled in'],
    ['with a date that is none', yaml.replace('2027-01-31', 'soon'), 'd.yaml:7: expires must be a day, as 2027-01-31'],
    [
      'with a day that is none',
      yaml.replace('2027-01-31', '2027-13-31'),
      'd.yaml:2: 2027-13-31 is no day of the calendar',
    ],
    [
      'lacking a member',
      yaml.replace('    owner: team\n', ''),
      "d.yaml:2: the deviation must have required property 'owner'",
    ],
    ['with a member too many', `${yaml}    more: 1\n`, 'd.yaml:2: the deviation has a member that is not known: more'],
    [
      'of a requirement that there is not',
      yaml.replace('privilege.required', 'nothing'),
      'd.yaml:2: there is no requirement terminate.nothing; `vijson list` shows those there are',
    ],
    [
      'of what is only recorded',
      yaml.replace('privilege.required', 'concurrent.same-id'),
      'd.yaml:2: terminate.concurrent.same-id is recorded and never judged; nothing can deviate from it',
    ],
    [
      'that says the same twice',
      yaml + yaml.replace('deviations:\n', ''),
      'd.yaml:8: this was declared already, at d.yaml:2',
    ],
  ])('that is %s is refused, and the line is named', (_, text, message) => {
    expect(() => readDeviations(text, 'd.yaml')).toThrow(ConfigurationError)
    expect(() => readDeviations(text, 'd.yaml')).toThrow(message)
  })

  const several = ['privilege.required', 'success.no-content'].flatMap((requirement) =>
    targetFindings.map((finding) =>
      yaml
        .replace('deviations:\n', '')
        .replace('privilege.required', requirement)
        .replace('unexpected-success', finding),
    ),
  )

  test('of several is read whole, where they differ in requirement or finding', () => {
    const read = readDeviations(`deviations:\n${several.join('')}`, 'd.yaml')
    expect(read.map(({ requirement, finding, place }) => [requirement, finding, place])).toEqual(
      ['terminate.privilege.required', 'terminate.success.no-content'].flatMap((requirement, block) =>
        targetFindings.map((finding, index) => [
          requirement,
          finding,
          `d.yaml:${2 + 6 * (block * targetFindings.length + index)}`,
        ]),
      ),
    )
  })

  test('of several is refused at the line of the one that is not as it should be', () => {
    const text = `deviations:\n${several.with(11, several[11]?.replace('owner: team', "owner: ''") ?? '').join('')}`
    expect(() => readDeviations(text, 'd.yaml')).toThrow(`d.yaml:${2 + 6 * 11 + 4}: owner is to be filled in`)
  })

  test('that says a member twice is no YAML', () => {
    expect(() => readDeviations(`${yaml}    owner: another\n`, 'd.yaml')).toThrow(/^d\.yaml:\d: it is not YAML/)
  })

  test('that names a finding which is not the target’s is refused', () => {
    const text = yaml.replace('unexpected-success', 'prerequisite')
    expect(() => readDeviations(text, 'd.yaml')).toThrow(/^d\.yaml:3: finding must be one of: not-ended, /)
  })
})

describe('proposed deviations', () => {
  test('are what departs undeclared, for ninety days, and to be filled in', () => {
    const text = proposedDeviations(
      sampleResult({
        requirements: [
          sampleRequirement('terminate.success.no-content'),
          found('unexpected-success'),
          sampleRequirement('terminate.path.unknown-moid', { verdict: 'deviated' }),
        ],
      }),
    )
    expect(text).toBe(`\
# What https://vcenter.example did at 2026-01-01T00:00:00.000Z and should not. Say of each why, who owns it and where it is tracked.
# What is drawn at random is drawn again with --seed 5.

deviations:
  # x
  - requirement: terminate.privilege.required
    finding: unexpected-success
    reason: ""
    link: ""
    owner: ""
    expires: 2026-04-01
`)
    expect(() => readDeviations(text, 'd.yaml')).toThrow('d.yaml:8: reason is to be filled in')
    const filled = text
      .replace('reason: ""', 'reason: old')
      .replace('link: ""', 'link: https://tracker.example/1')
      .replace('owner: ""', 'owner: team')
    expect(readDeviations(filled, 'd.yaml')).toHaveLength(1)
  })
})

test('a run holds its results against what is declared', async () => {
  const around = mockTarget({
    around: (fetch) => async (request) => {
      const response = await fetch(request)
      return response.status === 204 ? new Response('', { status: 200 }) : response
    },
  })
  const only = ['terminate.success.no-content']
  const deviations = [
    declared({ requirement: 'terminate.success.no-content', finding: 'unexpected-status', expires: '2999-12-31' }),
  ]
  expect((await runSuite(around, { only })).verdict).toBe('nonconformant')
  const result = await runSuite(around, { only, deviations })
  expect(result).toMatchObject({ verdict: 'conformant', counts: { deviated: 1, fail: 0 }, stale: [] })
  const past = await runSuite(around, { only, deviations, now: () => Date.parse('3000-01-01') })
  expect(past).toMatchObject({ verdict: 'nonconformant', stale: [{ cause: 'expired' }] })
})
