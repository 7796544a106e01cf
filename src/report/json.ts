import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import schema from '../../spec/result.schema.json' with { type: 'json' }
import type { RequirementResult, SuiteResult } from '../conformance/index.ts'
import { headlineOf } from './headline.ts'
import { printableJson } from './printable.ts'
import { criticalPath } from './timing.ts'

/** A result in the JSON report: without exchanges and traces, which other reports show. */
export type JsonResult = Omit<SuiteResult, 'exchanges' | 'requirements' | 'run'> & {
  /** With the length of the longest chain of requests that had to follow one another, where the exchanges were kept. */
  run: SuiteResult['run'] & { criticalPathMs?: number }
  /** What came of the run, in one line; absent in the reports of earlier versions. */
  headline?: string
  requirements: Omit<RequirementResult, 'traces'>[]
}

/** A file is not a JSON report. The message is what the file is, without its name: `not a JSON report of vijson test: it is empty`. */
export class UnreadableResult extends Error {
  readonly code = 'unreadable-result'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'UnreadableResult'
  }
}

/** The result as `vijson-result/2` (its schema: vijson-conformance/result.schema.json). */
export function jsonReport({ exchanges, requirements, ...result }: SuiteResult): string {
  const { schema, run, problem, ...members } = result
  const criticalPathMs = Math.round(criticalPath(exchanges).ms)
  const written: JsonResult = {
    schema,
    headline: headlineOf({ ...result, requirements }).text,
    ...members,
    ...(problem === undefined ? {} : { problem: { code: problem.code, message: problem.message } }),
    run: exchanges.length === 0 ? run : { ...run, criticalPathMs },
    requirements: requirements.map(({ traces: _, ...one }) => one),
  }
  return `${printableJson(JSON.stringify(written, null, 2))}\n`
}

/** Parses a JSON report. @throws UnreadableResult where the text is not a JSON report. */
export function readResult(text: string): JsonResult {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const why = text.trim() === '' ? 'it is empty' : 'it is not JSON, or a part of it is missing'
    throw new UnreadableResult(`${noReport}: ${why}`, { cause: error })
  }
  value = upgraded(value)
  const validate = new Ajv2020({ strict: false }).compile<JsonResult>(schema)
  if (validate(value)) return value
  throw new UnreadableResult(whatIs(value, validate.errors?.[0]))
}

const noReport = 'not a JSON report of vijson test'

/** What a value is that the schema does not accept. What stands in it is not repeated. */
function whatIs(value: unknown, error: ErrorObject | undefined): string {
  const [, version] = /^vijson-result\/(\d{1,4})$/.exec(isRecord(value) ? String(value.schema) : '') ?? []
  if (version === undefined) return `${noReport}; name a file that --report json=FILE has written`
  if (Number(version) > 2)
    return `the report of a newer version of vijson (vijson-result/${version}); use that version to read it`
  const { instancePath = '', keyword, params } = error ?? {}
  const place = keyword === 'required' ? `${instancePath}/${params?.missingProperty} is missing` : undefined
  const unknown = keyword === 'additionalProperties' ? `${instancePath || 'it'} has an unknown member` : undefined
  return `not a whole JSON report of vijson test: ${place ?? unknown ?? `${instancePath} is invalid`}`
}

/** A report of the first version in the present form: observed requirements counted as passed, and nothing was sent again. Any other value as it is. */
function upgraded(value: unknown): unknown {
  if (!isRecord(value) || value.schema !== 'vijson-result/1' || !isRecord(value.counts)) return value
  if (!Array.isArray(value.requirements)) return value
  const requirements = value.requirements.map((one: unknown) =>
    isRecord(one) && one.level === 'observed' && one.verdict === 'pass' ? { ...one, verdict: 'recorded' } : one,
  )
  const recorded = requirements.filter((one: unknown) => isRecord(one) && one.verdict === 'recorded').length
  const counts = { ...value.counts, pass: Number(value.counts.pass) - recorded, recorded }
  return { ...value, schema: 'vijson-result/2', counts, retries: [], requirements }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
