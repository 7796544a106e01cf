import { create } from 'xmlbuilder2'
import type { BlockLine, Exchange, RequirementResult, SuiteResult } from '../conformance/index.ts'
import { lastLineOf } from './headline.ts'
import { printableResult } from './printable.ts'
import { blocksOf } from './request-line.ts'
import { sourceWithAddress } from './source.ts'
import { byTheme, remarks, themeOf, verdictWords } from './wording.ts'

/**
 * The result as JUnit XML, in the form of Jenkins' xUnit plugin (junit-10.xsd): a suite for each theme, a test case for each requirement. That
 * form has properties of suites only, so level, source and verdict stand there, named after the requirement.
 */
export function junitReport(given: SuiteResult): string {
  // XML 1.0 cannot contain every character; what it cannot is among what is shown as an escape.
  const result = printableResult(given)
  const blockOf = blocksOf(result)
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', {
    name: escapedText(`${result.tool.name} against ${lastLineOf(result)}`),
    time: seconds(result.run.durationMs),
    ...tallyOf(result.requirements, result.run.strict, result.stale.length),
  })
  for (const [theme, requirements] of byTheme(result.requirements)) {
    const suite = root.ele('testsuite', {
      name: escapedText(`terminate.${theme}`),
      timestamp: result.run.startedAt.slice(0, 19),
      ...timeOf(requirements, result.exchanges),
      ...tallyOf(requirements, result.run.strict),
      skipped: count(requirements, ({ verdict }) => verdict === 'unsupported'),
    })
    const properties = suite.ele('properties')
    for (const [name, value] of requirements.flatMap(propertiesOf)) {
      properties.ele('property', { name: escapedText(name), value: escapedText(value) })
    }
    for (const requirement of requirements) addCase(suite, requirement, blockOf(requirement), result)
  }
  addStale(root, result)
  return `${root.end({ prettyPrint: true })}\n`
}

/** From the first request of a suite to its last answer: requirements run side by side, so that their times are no sum. Left out where the exchanges are not kept. */
function timeOf(requirements: readonly RequirementResult[], exchanges: readonly Exchange[]): { time?: string } {
  const own = requirements.flatMap((one) => one.exchanges.flatMap((index) => exchanges[index] ?? []))
  if (own.length === 0) return {}
  const begun = own.reduce((least, { startedAt }) => Math.min(least, startedAt), Number.POSITIVE_INFINITY)
  const ended = own.reduce((most, { startedAt, durationMs }) => Math.max(most, startedAt + durationMs), begun)
  return { time: seconds(ended - begun) }
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
      name: escapedText(`${requirement} (${place})`),
      classname: 'deviations',
      time: seconds(0),
    })
    testcase.ele('error', { message: escapedText(message), type: cause }).txt(escapedText(`${place}: ${message}`))
  }
}

function propertiesOf({ id, level, source, verdict }: RequirementResult): [string, string][] {
  return [
    [`${id}.level`, level],
    [`${id}.source`, sourceWithAddress(source)],
    [`${id}.verdict`, verdict],
  ]
}

type Element = ReturnType<typeof create>

function addCase(
  suite: Element,
  requirement: RequirementResult,
  lines: readonly BlockLine[],
  result: SuiteResult,
): void {
  const { finding, ...rest } = requirement
  const { id, statement, durationMs } = rest
  const testcase = suite.ele('testcase', {
    name: escapedText(id),
    classname: escapedText(`terminate.${themeOf(requirement)}`),
    time: seconds(durationMs),
  })
  const kind = kindOf(requirement, result.run.strict)
  const block = lines.map(([name, text]) => `${name}: ${text}`)
  if (kind !== undefined) {
    const attributes = kind === 'skipped' ? {} : { type: finding?.code ?? requirement.verdict }
    testcase
      .ele(kind, { message: escapedText(finding?.message ?? ''), ...attributes })
      .txt(escapedText([statement, ...(block.length > 0 ? block : [finding?.message ?? ''])].join('\n')))
  }
  // A warning, a deviation or an observation is no failure, and must not be lost.
  const observed = requirement.recorded ?? []
  const notes =
    block.length === 0
      ? remarks(kind === undefined ? requirement : rest)
      : [...(kind === undefined ? block : []), ...observed]
  const word = ['pass', 'fail'].includes(requirement.verdict) ? [] : [verdictWords[requirement.verdict]]
  if (notes.length > 0) testcase.ele('system-out').txt(escapedText([...word, ...notes].join('\n')))
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
    case 'recorded':
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

/** A text for xmlbuilder2, which keeps what looks like a reference to an entity as it is. */
function escapedText(text: string): string {
  return text.replaceAll('&', '&amp;')
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3)
}
