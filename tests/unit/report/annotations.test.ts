import { describe, expect, test } from 'vitest'
import type { RequirementResult, SuiteResult } from '../../../src/conformance/index.ts'
import { githubAnnotations } from '../../../src/report/annotations.ts'
import { sampleRequirement, sampleResult } from '../../support/sample-result.ts'

const finding = { code: 'schema', message: 'a finding' } as const
const { run } = sampleResult()

/** What is told of one requirement. */
function toldOf(given: Partial<RequirementResult>, result: Partial<SuiteResult> = {}): string[] {
  return githubAnnotations(sampleResult({ requirements: [sampleRequirement('terminate.a.b', given)], ...result }))
}

describe('of a requirement, GitHub is told', () => {
  test.each<[RequirementResult['verdict'], string[], string[]]>([
    ['pass', [], []],
    ['fail', ['::error title=terminate.a.b::a finding'], ['::error title=terminate.a.b::a finding']],
    ['warn', ['::warning title=terminate.a.b::a finding'], ['::error title=terminate.a.b::a finding']],
    ['unsupported', [], []],
    ['unreached', ['::error title=terminate.a.b::a finding'], ['::error title=terminate.a.b::a finding']],
    ['deviated', [], []],
    ['error', ['::error title=terminate.a.b::a finding'], ['::error title=terminate.a.b::a finding']],
  ])('where it came to %s: %j, and in a strict run: %j', (verdict, lines, strict) => {
    expect(toldOf({ verdict, finding })).toEqual(lines)
    expect(toldOf({ verdict, finding }, { run: { ...run, strict: true } })).toEqual(strict)
  })

  test('the verdict where there is no finding', () => {
    expect(toldOf({ verdict: 'unreached' })).toEqual(['::error title=terminate.a.b::unreached'])
  })
})

test('each stale deviation is an error, after the requirements', () => {
  const stale = { place: 'd.yaml:1', requirement: 'terminate.a.b', cause: 'expired', message: 'it is old' } as const
  expect(toldOf({ verdict: 'fail', finding }, { stale: [stale, { ...stale, place: 'd.yaml:9' }] })).toEqual([
    '::error title=terminate.a.b::a finding',
    '::error title=a deviation that is no longer true::d.yaml:1: it is old',
    '::error title=a deviation that is no longer true::d.yaml:9: it is old',
  ])
})

test('a problem is all that is told', () => {
  const problem = { code: 'login', message: 'Login was refused' } as const
  expect(toldOf({ verdict: 'fail', finding }, { problem })).toEqual(['::error title=vijson::Login was refused'])
})

test('what would end a command, or its title, is escaped', () => {
  const hostile = '100%, a:b\r\nc'
  expect(
    githubAnnotations(
      sampleResult({
        requirements: [sampleRequirement(hostile, { verdict: 'fail', finding: { ...finding, message: hostile } })],
      }),
    ),
  ).toEqual(['::error title=100%25%2C a%3Ab%0D%0Ac::100%25, a:b%0D%0Ac'])
})
