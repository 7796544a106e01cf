import { describe, expect, test } from 'vitest'
import { alignedBlock, failureBlock, sourceLine } from '../../../../src/conformance/errors/failure-block.ts'
import type { RequirementResult } from '../../../../src/conformance/types.ts'
import { sampleRequirement, sampleResult } from '../../../support/sample-result.ts'

const id = 'terminate.a.b'
const result = sampleResult()
const finding = {
  code: 'not-ended',
  message: 'a case: session 1, place 2 of 2 in the list, should be dead: it lives.',
  where: ['a case', 'session 1, place 2 of 2 in the list'],
  expected: 'session 1 is dead',
  seen: 'it lives',
} as const
const blockOf = (given: Partial<RequirementResult>, run = result) =>
  failureBlock(sampleRequirement(id, given as Partial<RequirementResult>), run)
const source = ['Source', "the operation's page, description, sentence 3"]
const repeat = ['Repeat', `vijson test --target https://vcenter.example --only ${id} --seed 5`]

describe('failureBlock', () => {
  test('says what was expected, what was seen, where, the source, and how to repeat it', () => {
    expect(blockOf({ verdict: 'fail', finding: { ...finding, where: [...finding.where] } })).toEqual([
      ['Expected', 'session 1 is dead'],
      ['Seen', 'it lives'],
      ['Where', 'a case: session 1, place 2 of 2 in the list'],
      source,
      repeat,
    ])
  })

  test('shows the message where a finding has no parts', () => {
    expect(blockOf({ verdict: 'warn', finding: { code: 'schema', message: 'odd' } })).toEqual([
      ['Seen', 'odd'],
      source,
      repeat,
    ])
  })

  test('says who declared a deviation', () => {
    const deviation = { reason: 'old', link: 'https://tracker.example/1', owner: 'team', expires: '2027-01-01' }
    expect(blockOf({ verdict: 'deviated', finding: { code: 'schema', message: 'odd' }, deviation })).toEqual([
      ['Seen', 'odd'],
      ['Declared', 'by team until 2027-01-01: old (https://tracker.example/1)'],
      source,
      repeat,
    ])
  })

  test('repeats a run under the release and within the limits that it had', () => {
    const run = { ...result.run, release: '8.0.2.0', limits: { maxLogins: 30, maxSessions: 20, bail: 1 } }
    const block = blockOf({ verdict: 'fail', finding: { code: 'schema', message: 'odd' } }, { ...result, run })
    expect(block.at(-1)).toEqual(['Repeat', `${repeat[1]} --release 8.0.2.0 --max-logins 30 --max-sessions 20`])
  })

  test('repeats a run against the embedded mock, and one that was alone on its target, as they were', () => {
    const run = { ...result, target: { url: 'https://mock.invalid' }, run: { ...result.run, exclusive: true } }
    expect(blockOf({ verdict: 'fail', finding: { code: 'schema', message: 'odd' } }, run).at(-1)).toEqual([
      'Repeat',
      `vijson test --target mock --only ${id} --seed 5 --exclusive`,
    ])
  })

  test.each(['https://a.example; rm -rf /', 'https://a.example/$(id)', '--flag', "https://a'b"])(
    'puts nothing into the command that is no address: %s',
    (url) => {
      const [, command] =
        blockOf({ verdict: 'fail', finding: { code: 'schema', message: 'odd' } }, { ...result, target: { url } }).at(
          -1,
        ) ?? []
      expect(command).toBe(`vijson test --target URL --only ${id} --seed 5`)
    },
  )

  test.each(['pass', 'recorded', 'unsupported', 'unreached', 'error'] as const)('is empty for %s', (verdict) => {
    expect(blockOf({ verdict, finding: { code: 'suite', message: 'a reason' } })).toEqual([])
  })
})

test('an aligned block has what its lines say below each other', () => {
  expect(
    alignedBlock([
      ['Expected', 'one'],
      ['Seen', 'other'],
    ]),
  ).toEqual(['Expected: one', 'Seen:     other'])
})

describe('sourceLine', () => {
  test('names the section and the sentence of the page', () => {
    const source = { document: 'page', section: 'parameters', ordinal: 3, sha256: '' } as const
    expect(sourceLine(source)).toBe("the operation's page, parameters, sentence 3")
  })

  test('names the basis of a convention', () => {
    expect(sourceLine({ document: 'convention', basis: 'RFC 9110' })).toBe('convention: RFC 9110')
  })
})
