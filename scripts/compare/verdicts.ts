/*
 * What each tool reports against a target, read from its output: one text for each thing that is wrong. The texts name no value that differs from run to run, so that two runs can be
 * compared.
 */

/** What stands for a tool that did not come to its end. */
const unfinished = 'ended without a verdict'

/** The failures in the JSON report of Schemathesis. @param report undefined where it has written none. */
export function failuresOfSchemathesis(report: string | undefined): string[] {
  if (report === undefined) return [unfinished]
  const { failures, errors, complete }: SchemathesisReport = JSON.parse(report)
  return [
    ...failures.flatMap(({ title, operations }) => operations.map((operation) => `${operation}: ${title}`)),
    ...errors.map(({ title }) => title),
    ...(complete ? [] : [unfinished]),
  ]
}

interface SchemathesisReport {
  complete: boolean
  failures: { title: string; operations: string[] }[]
  errors: { title: string }[]
}

/** The transactions that Dredd has found wrong, in what it prints. */
export function failuresOfDredd(printed: string): string[] {
  const failed = [...printed.matchAll(/^(?:fail|error): ([A-Z]+ \(\d+\) \S+) duration: /gm)].map(([, one = '']) => one)
  return [...new Set([...failed, ...(/^complete: \d+ passing/m.test(printed) ? [] : [unfinished])])]
}

/** The requests that Prism has refused to pass, or whose answers it has found wrong, in what it prints. */
export function failuresOfPrism(printed: string): string[] {
  const pattern = /\[HTTP SERVER\] (\w+) \S*\/(\w+) .*?Request terminated with error: (?:\S*#)?(\w+)/g
  return [
    ...new Set([...printed.matchAll(pattern)].map(([, verb = '', member, error]) => `${verb} ${member}: ${error}`)),
  ]
}

/** The address at which Prism listens, once it has printed it. */
export function addressOfPrism(printed: string): string | undefined {
  return /Prism is listening on (http:\S+)/.exec(printed)?.[1]
}

/** The checks of calls.sh that are not met, in what it prints. */
export function failuresOfCalls(printed: string): string[] {
  const failed = [...printed.matchAll(/^not ok \d+ (.*?): expected /gm)].map(([, name = '']) => name)
  return [...failed, ...(/^(not )?ok 15 /m.test(printed) ? [] : [unfinished])]
}

/** The requirements that are not met, in the JSON report of `vijson test`. @param report undefined where it has written none. */
export function failuresOfVijson(report: string | undefined): string[] {
  if (report === undefined) return [unfinished]
  const { requirements, problem }: VijsonReport = JSON.parse(report)
  const unmet = requirements.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn').map(({ id }) => id)
  return [...unmet, ...(problem === undefined ? [] : [problem.code])]
}

interface VijsonReport {
  requirements: { id: string; verdict: string }[]
  problem?: { code: string }
}

/** Whether a defect is found: something is reported of the target that is not reported of the sound mock. */
export function isFound(failures: readonly string[], ofSound: readonly string[]): boolean {
  return failures.some((failure) => !ofSound.includes(failure))
}
