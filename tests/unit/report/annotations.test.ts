import { describe, expect, test } from 'vitest'
import type { RequirementResult, SuiteResult } from '../../../src/conformance/index.ts'
import { githubAnnotations } from '../../../src/report/annotations.ts'
import { sampleRequirement, sampleResult } from '../../support/sample-result.ts'

const finding = { code: 'schema', message: 'a finding' } as const
const { run } = sampleResult()

/** The annotations of a result with one requirement. */
function annotationsOf(given: Partial<RequirementResult>, result: Partial<SuiteResult> = {}): string[] {
  return githubAnnotations(sampleResult({ requirements: [sampleRequirement('terminate.a.b', given)], ...result }))
}

describe('githubAnnotations, for the verdict', () => {
  test.each<[title: string, RequirementResult['verdict'], string[], string[]]>([
    ['pass annotates nothing', 'pass', [], []],
    [
      'fail writes an error',
      'fail',
      ['::error title=terminate.a.b::a finding'],
      ['::error title=terminate.a.b::a finding'],
    ],
    [
      'warn writes a warning, in a strict run an error',
      'warn',
      ['::warning title=terminate.a.b::a finding'],
      ['::error title=terminate.a.b::a finding'],
    ],
    ['unsupported annotates nothing', 'unsupported', [], []],
    [
      'unreached writes an error',
      'unreached',
      ['::error title=terminate.a.b::a finding'],
      ['::error title=terminate.a.b::a finding'],
    ],
    ['deviated annotates nothing', 'deviated', [], []],
    [
      'error writes an error',
      'error',
      ['::error title=terminate.a.b::a finding'],
      ['::error title=terminate.a.b::a finding'],
    ],
  ])('%s', (_, verdict, lines, strict) => {
    expect(annotationsOf({ verdict, finding })).toEqual(lines)
    expect(annotationsOf({ verdict, finding }, { run: { ...run, strict: true } })).toEqual(strict)
  })

  test('unreached without a finding, writes the verdict as the message', () => {
    expect(annotationsOf({ verdict: 'unreached' })).toEqual(['::error title=terminate.a.b::unreached'])
  })
})

test('githubAnnotations writes an error for each stale deviation, after the requirements', () => {
  const stale = { place: 'd.yaml:1', requirement: 'terminate.a.b', cause: 'expired', message: 'it is old' } as const
  expect(annotationsOf({ verdict: 'fail', finding }, { stale: [stale, { ...stale, place: 'd.yaml:9' }] })).toEqual([
    '::error title=terminate.a.b::a finding',
    '::error title=stale deviation::d.yaml:1: it is old',
    '::error title=stale deviation::d.yaml:9: it is old',
  ])
})

test('githubAnnotations writes the problem alone where there is one', () => {
  const problem = { code: 'login', message: 'Login was refused' } as const
  expect(annotationsOf({ verdict: 'fail', finding }, { problem })).toEqual(['::error title=vijson::Login was refused'])
})

test('githubAnnotations escapes the characters that would end a command or its title', () => {
  const hostile = '100%, a:b\r\nc'
  expect(
    githubAnnotations(
      sampleResult({
        requirements: [sampleRequirement(hostile, { verdict: 'fail', finding: { ...finding, message: hostile } })],
      }),
    ),
  ).toEqual([String.raw`::error title=100%25%2C a%3Ab\u{d}\u{a}c::100%25, a:b\u{d}\u{a}c`])
})
