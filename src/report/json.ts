import { Ajv2020 } from 'ajv/dist/2020.js'
import schema from '../../spec/result.schema.json' with { type: 'json' }
import type { RequirementResult, SuiteResult } from '../conformance/index.ts'

/** A result as the JSON report has it: without the exchanges, and what happened on the stages, which other reports show. */
export type JsonResult = Omit<SuiteResult, 'exchanges' | 'requirements'> & {
  requirements: Omit<RequirementResult, 'traces'>[]
}

/** A file is no JSON report. The message is one sentence. */
export class UnreadableResult extends Error {
  readonly code = 'unreadable-result'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'UnreadableResult'
  }
}

/** The result as `vijson-result/1` (its schema: vijson-conformance/result.schema.json). */
export function jsonReport({ exchanges: _, requirements, ...result }: SuiteResult): string {
  const written: JsonResult = { ...result, requirements: requirements.map(({ traces: _, ...one }) => one) }
  return `${JSON.stringify(written, null, 2)}\n`
}

/** Reads a JSON report. @throws UnreadableResult for a text that is none. */
export function readResult(text: string): JsonResult {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new UnreadableResult('it is not JSON', { cause: error })
  }
  const validate = new Ajv2020({ strict: false }).compile<JsonResult>(schema)
  if (validate(value)) return value
  const [first] = validate.errors ?? []
  throw new UnreadableResult(`it is no report of vijson test: ${first?.instancePath || 'the file'} ${first?.message}`)
}
