import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { type Document, LineCounter, parseDocument } from 'yaml'
import { requirements } from '../../../generated/requirements.ts'
import schema from '../../../spec/deviations.schema.json' with { type: 'json' }
import { ConfigurationError } from '../errors/configuration-error.ts'
import type { Deviation } from '../types.ts'

/**
 * Reads declared deviations from YAML (schema: vijson-conformance/deviations.schema.json).
 *
 * @param file the name of the file in messages, which name a line where one is known.
 * @throws ConfigurationError for invalid YAML, a value that the schema refuses, an unknown requirement, and a deviation that is declared twice.
 *
 * @example
 * const deviations = readDeviations(await readFile('deviations.yaml', 'utf8'), 'deviations.yaml')
 */
export function readDeviations(text: string, file: string): Deviation[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'error' })
  const [error] = document.errors
  if (error !== undefined)
    throw new ConfigurationError(
      `${file}:${lines.linePos(error.pos[0]).line}: invalid YAML: ${error.message.split(' at line ')[0]}`,
    )
  const lineOf = (path: readonly (string | number)[]): number => {
    const node = document.getIn(path, true)
    const start = typeof node === 'object' && node !== null && 'range' in node ? (node.range as [number])[0] : undefined
    return start === undefined ? 1 : lines.linePos(start).line
  }
  const value = parsedValue(document, file)
  const validate = new Ajv2020().compile<{ deviations: Omit<Deviation, 'place'>[] }>(schema)
  if (!validate(value)) throw schemaError(validate.errors?.[0], document, file, lineOf)
  const declared = value.deviations.map((one, index) => ({ ...one, place: `${file}:${lineOf(['deviations', index])}` }))
  for (const deviation of declared) requireMeaningful(deviation, declared)
  return declared
}

/** The value of a document. Aliases are refused: one may be undefined, or expand without end. */
function parsedValue(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch (error) {
    throw new ConfigurationError(`${file}: aliases are not supported; write the value itself`, { cause: error })
  }
}

function schemaError(
  error: ErrorObject | undefined,
  document: Document,
  file: string,
  lineOf: (path: (string | number)[]) => number,
): ConfigurationError {
  const path = (error?.instancePath ?? '').split('/').slice(1)
  const segments = path.map((segment) => (/^\d+$/.test(segment) ? Number(segment) : segment))
  if (segments.length === 0 && error?.keyword === 'type')
    return new ConfigurationError(
      `${file}:1: the file must begin with the line "deviations:", and list the deviations under it`,
    )
  const last = segments.at(-1) ?? 'the file'
  const what = typeof last === 'number' ? 'the deviation' : last
  const isBlank = error?.keyword === 'pattern' && what !== 'link'
  const isNull = error?.keyword === 'type' && document.getIn(segments) === null
  const isEmpty = isBlank || error?.keyword === 'minLength' || isNull
  const why = isEmpty && ['owner', 'reason', 'link'].includes(what) ? 'must be filled in' : explain(error)
  return new ConfigurationError(`${file}:${lineOf(segments)}: ${what} ${why}`)
}

const typeNames: Record<string, string> = { object: 'lines NAME: VALUE', array: 'a list', string: 'a text' }

function explain(error: ErrorObject | undefined): string {
  switch (error?.keyword) {
    case 'required':
      return `lacks the member ${error.params.missingProperty}`
    case 'type':
      return `must be ${typeNames[error.params.type] ?? error.params.type}`
    case 'additionalProperties':
      return `has an unknown member: ${error.params.additionalProperty}`
    case 'enum':
      return `must be one of: ${error.params.allowedValues.join(', ')}`
    case 'pattern':
      return error.instancePath.endsWith('/expires') ? 'must be a date such as 2027-01-31' : 'must be a URL'
    case 'minLength':
      return 'must be filled in'
    default:
      return error?.message ?? 'is invalid'
  }
}

/** Refuses a deviation that the schema accepts and that makes no sense. */
function requireMeaningful(deviation: Deviation, all: readonly Deviation[]): void {
  const { place, requirement: id, finding, expires } = deviation
  const requirement = requirements.find((candidate) => candidate.id === id)
  if (requirement === undefined)
    throw new ConfigurationError(`${place}: unknown requirement ${id}; \`vijson list\` shows all requirements`)
  if (requirement.level === 'observed')
    throw new ConfigurationError(`${place}: ${id} is observed and never judged, so no deviation can be declared for it`)
  const day = new Date(`${expires}T00:00:00Z`)
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== expires)
    throw new ConfigurationError(`${place}: ${expires} is not a calendar date`)
  const first = all.find((other) => other.requirement === id && other.finding === finding)
  if (first !== deviation) throw new ConfigurationError(`${place}: declared twice; first at ${first?.place}`)
}
