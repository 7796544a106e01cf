import { createHash } from 'node:crypto'
import { alignedBlock, type RequirementResult, type SuiteResult, type Verdict } from '../conformance/index.ts'
import { printableResult } from './printable.ts'
import { blocksOf } from './request-line.ts'
import { themeOf, verdictWords } from './wording.ts'

/** Test results for Allure, a file for each requirement (https://allurereport.org/docs/how-it-works-test-result-file/), and the environment. */
export function allureResults(given: SuiteResult): Record<string, string> {
  const result = printableResult(given)
  const blockOf = blocksOf(result)
  const files = result.requirements.map((one): [string, string] => {
    const uuid = uuidOf(`${result.run.id} ${one.id}`)
    return [
      `${uuid}-result.json`,
      `${JSON.stringify(testResult(one, alignedBlock(blockOf(one)), result, uuid), null, 2)}\n`,
    ]
  })
  return { ...Object.fromEntries(files), 'environment.properties': environmentOf(result) }
}

function testResult(one: RequirementResult, block: readonly string[], result: SuiteResult, uuid: string) {
  const start = Date.parse(result.run.startedAt)
  const { finding, id, verdict, statement, level } = one
  return {
    uuid,
    // The same for each run against a target, so that its history can be shown.
    historyId: createHash('md5').update(`${result.target.url} ${id}`).digest('hex'),
    name: id,
    fullName: id,
    description: statement,
    status: statuses[verdict],
    ...(finding === undefined
      ? {}
      : { statusDetails: { message: `${verdictWords[verdict]}: ${finding.message}`, trace: block.join('\n') } }),
    stage: 'finished',
    start,
    stop: start + Math.round(one.durationMs),
    labels: [
      { name: 'parentSuite', value: `VI JSON conformance, ${result.target.url}` },
      { name: 'suite', value: themeOf(one) },
      { name: 'severity', value: severities[level] },
      { name: 'framework', value: result.tool.name },
    ],
  }
}

const statuses: Readonly<Record<Verdict, 'passed' | 'failed' | 'broken' | 'skipped'>> = {
  pass: 'passed',
  recorded: 'passed',
  deviated: 'passed',
  fail: 'failed',
  warn: 'failed',
  unreached: 'broken',
  error: 'broken',
  unsupported: 'skipped',
}

const severities = { must: 'critical', should: 'normal', observed: 'trivial' } as const

function environmentOf({ target, tool, run }: SuiteResult): string {
  const entries = {
    target: target.url,
    release: target.release ?? 'unknown',
    product: target.product ?? 'unknown',
    tool: `${tool.name} ${tool.version}`,
    seed: String(run.seed),
  }
  return Object.entries(entries)
    .map(([name, value]) => `${name}=${value.replaceAll('\\', '\\\\').replaceAll('\n', ' ')}\n`)
    .join('')
}

/** A UUID that follows from a text (RFC 9562, version 8): a run that is judged again gives the same files. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
