import { describe, expect, test } from 'vitest'
import type { RequirementResult, SuiteResult } from '../../../src/conformance/index.ts'
import { lastLineOf } from '../../../src/report/headline.ts'
import { junitReport } from '../../../src/report/junit.ts'
import { operationPage } from '../../../src/report/source.ts'
import { sampleExchange } from '../../support/sample-exchange.ts'
import { sampleRequirement, sampleResult } from '../../support/sample-result.ts'

const finding = { code: 'schema', message: 'a finding' } as const
const { run } = sampleResult()
const repeat = (id: string) => `Repeat: vijson test --target https://vcenter.example --only ${id} --seed 5`
const request = (id: string) => `Request: shown where --trace ${id} is added to the command below`
const block = [
  'Seen: a finding',
  request('terminate.a.b'),
  `Source: the operation's page, description, sentence 3, ${operationPage}`,
  repeat('terminate.a.b'),
]
const rootName = (given: Partial<SuiteResult>) => `vijson-conformance against ${lastLineOf(sampleResult(given))}`

/** A report's lines, without their indentation. */
const linesOf = (given: Partial<SuiteResult>) =>
  junitReport(sampleResult(given))
    .split('\n')
    .map((line) => line.trim())

test('junitReport writes a suite for each theme and a test case for each requirement', () => {
  const requirements = [
    sampleRequirement('terminate.a.b', { durationMs: 1 }),
    sampleRequirement('terminate.b.c', {
      level: 'should',
      verdict: 'fail',
      finding,
      source: { document: 'convention', basis: 'RFC 9110' },
    }),
    sampleRequirement('terminate.a.d', { verdict: 'unsupported', durationMs: 2000 }),
  ]
  expect(junitReport(sampleResult({ requirements }))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${rootName({ requirements })}" time="1.234" tests="3" failures="1" errors="0">
  <testsuite name="terminate.a" timestamp="2026-01-01T00:00:00" tests="2" failures="0" errors="0" skipped="1">
    <properties>
      <property name="terminate.a.b.level" value="must"/>
      <property name="terminate.a.b.source" value="the operation's page, description, sentence 3, ${operationPage}"/>
      <property name="terminate.a.b.verdict" value="pass"/>
      <property name="terminate.a.d.level" value="must"/>
      <property name="terminate.a.d.source" value="the operation's page, description, sentence 3, ${operationPage}"/>
      <property name="terminate.a.d.verdict" value="unsupported"/>
    </properties>
    <testcase name="terminate.a.b" classname="terminate.a" time="0.001"/>
    <testcase name="terminate.a.d" classname="terminate.a" time="2.000">
      <skipped message="">What terminate.a.d says.
</skipped>
    </testcase>
  </testsuite>
  <testsuite name="terminate.b" timestamp="2026-01-01T00:00:00" tests="1" failures="1" errors="0" skipped="0">
    <properties>
      <property name="terminate.b.c.level" value="should"/>
      <property name="terminate.b.c.source" value="convention: RFC 9110"/>
      <property name="terminate.b.c.verdict" value="fail"/>
    </properties>
    <testcase name="terminate.b.c" classname="terminate.b" time="0.012">
      <failure message="a finding" type="schema">What terminate.b.c says.
Seen: a finding
${request('terminate.b.c')}
Source: convention: RFC 9110
${repeat('terminate.b.c')}</failure>
    </testcase>
  </testsuite>
</testsuites>
`)
})

describe('the test case of a requirement', () => {
  /** The lines within the one test case, and the counts of its suite. */
  function caseOf(given: Partial<RequirementResult>, strict = false) {
    const lines = linesOf({ requirements: [sampleRequirement('terminate.a.b', given)], run: { ...run, strict } })
    return {
      counts: lines[2]?.replace(/^.*(?=tests=)/, ''),
      rest: lines.slice(lines.findIndex((line) => line.startsWith('<testcase')) + 1, -4),
    }
  }
  const passed = 'tests="1" failures="0" errors="0" skipped="0">'
  const failed = 'tests="1" failures="1" errors="0" skipped="0">'
  const erred = 'tests="1" failures="0" errors="1" skipped="0">'
  const statement = 'What terminate.a.b says.'

  test.each<[string, Partial<RequirementResult>, boolean, string, string[]]>([
    [
      'is a failure for fail',
      { verdict: 'fail', finding },
      false,
      failed,
      [`<failure message="a finding" type="schema">${statement}`, ...block.slice(0, -1), `${block.at(-1)}</failure>`],
    ],
    [
      'is an error for error',
      { verdict: 'error', finding },
      false,
      erred,
      [`<error message="a finding" type="schema">${statement}`, 'a finding</error>'],
    ],
    [
      'is an error for unreached',
      { verdict: 'unreached', finding },
      false,
      erred,
      [`<error message="a finding" type="schema">${statement}`, 'a finding</error>'],
    ],
    [
      'is skipped, without a type, for unsupported',
      { verdict: 'unsupported', finding },
      false,
      'tests="1" failures="0" errors="0" skipped="1">',
      [`<skipped message="a finding">${statement}`, 'a finding</skipped>'],
    ],
    [
      'passes and shows the finding for warn',
      { verdict: 'warn', finding },
      false,
      passed,
      ['<system-out>warning', ...block.slice(0, -1), `${block.at(-1)}</system-out>`],
    ],
    [
      'is a failure for warn in a strict run',
      { verdict: 'warn', finding },
      true,
      failed,
      [`<failure message="a finding" type="schema">${statement}`, ...block.slice(0, -1), `${block.at(-1)}</failure>`],
    ],
    [
      'passes and shows the declaration for deviated',
      { verdict: 'deviated', finding, deviation: { reason: 'old', link: 'L', owner: 'team', expires: '2027-01-01' } },
      true,
      passed,
      [
        '<system-out>deviation',
        'Seen: a finding',
        request('terminate.a.b'),
        'Declared: by team until 2027-01-01: old (L)',
        ...block.slice(2, -1),
        `${block.at(-1)}</system-out>`,
      ],
    ],
    [
      'passes and shows the observations of an observed requirement',
      { level: 'observed', recorded: ['one', 'two'] },
      false,
      passed,
      ['<system-out>one', 'two</system-out>'],
    ],
    [
      'shows observations besides a failure',
      { verdict: 'fail', finding, recorded: ['one'] },
      false,
      failed,
      [
        `<failure message="a finding" type="schema">${statement}`,
        ...block.slice(0, -1),
        `${block.at(-1)}</failure>`,
        '<system-out>one</system-out>',
      ],
    ],
    [
      'shows the verdict and observations besides an error',
      { verdict: 'unreached', finding, recorded: ['one'] },
      false,
      erred,
      [
        `<error message="a finding" type="schema">${statement}`,
        'a finding</error>',
        '<system-out>not decided',
        'one</system-out>',
      ],
    ],
    [
      'has the verdict as its type where there is no finding',
      { verdict: 'unreached' },
      false,
      erred,
      [`<error message="" type="unreached">${statement}`, '</error>'],
    ],
  ])('%s', (_, given, strict, counts, rest) => {
    expect(caseOf(given, strict)).toEqual({ counts, rest })
  })

  test('is empty for pass', () => {
    expect(linesOf({ requirements: [sampleRequirement('terminate.a.b')] }).slice(8)).toEqual([
      '<testcase name="terminate.a.b" classname="terminate.a" time="0.012"/>',
      '</testsuite>',
      '</testsuites>',
      '',
    ])
  })
})

test('the root counts the test cases of all suites', () => {
  const root = `<testsuites name="${rootName({})}" time="1.234"`
  expect(linesOf({})[1]).toBe(`${root} tests="8" failures="1" errors="2">`)
  expect(linesOf({ run: { ...run, strict: true } })[1]).toBe(`${root} tests="8" failures="2" errors="2">`)
})

test('stale deviations are errors in a suite of their own, and the root counts them', () => {
  const stale = { place: 'd.yaml:1', requirement: 'terminate.a.b', cause: 'expired', message: 'it is old' } as const
  const other = { ...stale, place: 'd.yaml:9', cause: 'not-seen', message: 'it is gone' } as const
  const lines = linesOf({ requirements: [], stale: [stale, other] })
  expect(lines.slice(1)).toEqual([
    `<testsuites name="${rootName({ requirements: [], stale: [stale, other] })}" time="1.234" tests="2" failures="0" errors="2">`,
    '<testsuite name="deviations" timestamp="2026-01-01T00:00:00" time="0.000" tests="2" failures="0" errors="2" skipped="0">',
    '<testcase name="terminate.a.b (d.yaml:1)" classname="deviations" time="0.000">',
    '<error message="it is old" type="expired">d.yaml:1: it is old</error>',
    '</testcase>',
    '<testcase name="terminate.a.b (d.yaml:9)" classname="deviations" time="0.000">',
    '<error message="it is gone" type="not-seen">d.yaml:9: it is gone</error>',
    '</testcase>',
    '</testsuite>',
    '</testsuites>',
    '',
  ])
})

test('junitReport escapes markup, and shows the characters that XML cannot hold as escapes', () => {
  const message = 'AT&T; &#0; <b> "c" \u0000 \ud800 \ufffe\t\r\n'
  const lines = linesOf({
    requirements: [sampleRequirement('terminate.a.b', { verdict: 'fail', finding: { ...finding, message } })],
  })
  expect(lines.slice(9, 11)).toEqual([
    '<failure message="AT&amp;T; &amp;#0; &lt;b&gt; &quot;c&quot; \\u{0} \\u{d800} \\u{fffe}\\u{9}\\u{d}\\u{a}" type="schema">What terminate.a.b says.',
    'Seen: AT&amp;T; &amp;#0; &lt;b&gt; "c" \\u{0} \\u{d800} \\u{fffe}\\u{9}\\u{d}\\u{a}',
  ])
})

test('the time of a suite is from its first request to its last answer, where the exchanges are kept', () => {
  const exchanges = [
    sampleExchange({ index: 0, startedAt: 1000, durationMs: 400 }),
    sampleExchange({ index: 1, startedAt: 1100, durationMs: 500 }),
  ]
  const requirements = [
    sampleRequirement('terminate.a.b', { durationMs: 500, exchanges: [0] }),
    sampleRequirement('terminate.a.c', { durationMs: 500, exchanges: [1] }),
  ]
  expect(junitReport(sampleResult({ requirements, exchanges }))).toMatch(/<testsuite [^>]* time="0\.600" tests="2"/)
  expect(junitReport(sampleResult({ requirements }))).not.toMatch(/<testsuite [^>]*time=/)
})
