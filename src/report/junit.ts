import { create } from 'xmlbuilder2'
import type { RequirementResult, SuiteResult } from '../conformance/index.ts'
import { byTheme, remarks, sourceLine, themeOf } from './wording.ts'

/**
 * The result as JUnit XML, in the form of Jenkins' xUnit plugin (junit-10.xsd): a suite for each theme, a test case for each requirement. That
 * form has properties of suites only, so level, source and verdict stand there, named after the requirement.
 */
export function junitReport(result: SuiteResult): string {
  const root = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '\u{fffd}' }).ele('testsuites', {
    name: inAttribute(`${result.tool.name} against ${result.target.url}`),
    time: seconds(result.run.durationMs),
    ...tallyOf(result.requirements, result.run.strict, result.stale.length),
  })
  for (const [theme, requirements] of byTheme(result.requirements)) {
    const suite = root.ele('testsuite', {
      name: inAttribute(`terminate.${theme}`),
      timestamp: result.run.startedAt.slice(0, 19),
      time: seconds(requirements.reduce((sum, { durationMs }) => sum + durationMs, 0)),
      ...tallyOf(requirements, result.run.strict),
      skipped: count(requirements, ({ verdict }) => verdict === 'unsupported'),
    })
    const properties = suite.ele('properties')
    for (const [name, value] of requirements.flatMap(propertiesOf)) {
      properties.ele('property', { name: inAttribute(name), value: inAttribute(value) })
    }
    for (const requirement of requirements) addCase(suite, requirement, result.run.strict)
  }
  addStale(root, result)
  return `${root.end({ prettyPrint: true })}\n`
}

/** A stale deviation fails a job as well, so it is an error here. */
function addStale(root: Element, { stale, run }: SuiteResult): void {
  if (stale.length === 0) return
  const errors = String(stale.length)
  const counts = { tests: errors, failures: '0', errors, skipped: '0' }
  const timestamp = run.startedAt.slice(0, 19)
  const suite = root.ele('testsuite', { name: 'deviations', timestamp, time: seconds(0), ...counts })
  for (const { place, requirement, cause, message } of stale) {
    const testcase = suite.ele('testcase', {
      name: inAttribute(`${requirement} (${place})`),
      classname: 'deviations',
      time: seconds(0),
    })
    testcase.ele('error', { message: inAttribute(message), type: cause }).txt(inText(`${place}: ${message}`))
  }
}

function propertiesOf({ id, level, source, verdict }: RequirementResult): [string, string][] {
  return [
    [`${id}.level`, level],
    [`${id}.source`, sourceLine(source)],
    [`${id}.verdict`, verdict],
  ]
}

type Element = ReturnType<typeof create>

function addCase(suite: Element, requirement: RequirementResult, isStrict: boolean): void {
  const { finding, ...rest } = requirement
  const { id, statement, durationMs } = rest
  const testcase = suite.ele('testcase', {
    name: inAttribute(id),
    classname: inAttribute(`terminate.${themeOf(requirement)}`),
    time: seconds(durationMs),
  })
  const kind = kindOf(requirement, isStrict)
  if (kind !== undefined) {
    const attributes = kind === 'skipped' ? {} : { type: finding?.code ?? requirement.verdict }
    testcase
      .ele(kind, { message: inAttribute(finding?.message ?? ''), ...attributes })
      .txt(inText(`${statement}\n${finding?.message ?? ''}`))
  }
  // A warning, a deviation or an observation is no failure, and must not be lost.
  const notes = remarks(kind === undefined ? requirement : rest)
  const word = ['pass', 'fail'].includes(requirement.verdict) ? [] : [requirement.verdict]
  if (notes.length > 0) testcase.ele('system-out').txt(inText([...word, ...notes].join('\n')))
}

/** How a CI server shows a verdict: an unmet requirement is a failure, one that could not be tested an error. */
function kindOf({ verdict }: RequirementResult, isStrict: boolean): 'failure' | 'error' | 'skipped' | undefined {
  switch (verdict) {
    case 'fail':
      return 'failure'
    case 'warn':
      return isStrict ? 'failure' : undefined
    case 'unreached':
    case 'error':
      return 'error'
    case 'unsupported':
      return 'skipped'
    case 'pass':
    case 'deviated':
      return undefined
  }
}

function tallyOf(requirements: readonly RequirementResult[], isStrict: boolean, stale = 0): Record<string, string> {
  return {
    tests: String(requirements.length + stale),
    failures: count(requirements, (one) => kindOf(one, isStrict) === 'failure'),
    errors: String(requirements.filter((one) => kindOf(one, isStrict) === 'error').length + stale),
  }
}

function count(requirements: readonly RequirementResult[], is: (one: RequirementResult) => boolean): string {
  return String(requirements.filter(is).length)
}

/** A text for xmlbuilder2, which does not escape what looks like an entity. A carriage return is escaped, because a reader would replace it. */
function inText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('\r', '&#13;')
}

/** The same for an attribute, where a reader would replace line feeds and tabs by blanks. */
function inAttribute(text: string): string {
  return inText(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3)
}
