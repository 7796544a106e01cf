import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { type Document, LineCounter, parseDocument } from 'yaml'
import { requirements } from '../../../generated/requirements.ts'
import schema from '../../../spec/deviations.schema.json' with { type: 'json' }
import { ConfigurationError } from '../errors/configuration-error.ts'
import type { Deviation } from './deviation.ts'

/**
 * Reads declared deviations from YAML.
 *
 * @param file what the text is called in messages, each of which names a line.
 * @throws ConfigurationError for what is not as the schema (vijson-conformance/deviations.schema.json) wants it, names no requirement that is
 * judged, or is declared twice.
 */
export function readDeviations(text: string, file: string): Deviation[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [broken] = document.errors
  if (broken !== undefined) throw new ConfigurationError(`${file}:${lines.linePos(broken.pos[0]).line}: it is not YAML`)
  const lineOf = (path: readonly (string | number)[]): number => {
    const node = document.getIn(path, true)
    const start = typeof node === 'object' && node !== null && 'range' in node ? (node.range as [number])[0] : undefined
    return start === undefined ? 1 : lines.linePos(start).line
  }
  const value = saidBy(document, file)
  const validate = new Ajv2020().compile<{ deviations: Omit<Deviation, 'place'>[] }>(schema)
  if (!validate(value)) throw refusal(validate.errors?.[0], file, lineOf)
  const declared = value.deviations.map((one, index) => ({ ...one, place: `${file}:${lineOf(['deviations', index])}` }))
  for (const deviation of declared) requireSense(deviation, declared)
  return declared
}

/** What a document says; one whose aliases lead nowhere, or to ever more, says nothing. */
function saidBy(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch (error) {
    throw new ConfigurationError(`${file}: it uses aliases, which are not known here`, { cause: error })
  }
}

function refusal(
  error: ErrorObject | undefined,
  file: string,
  lineOf: (path: (string | number)[]) => number,
): ConfigurationError {
  const path = (error?.instancePath ?? '').split('/').slice(1)
  const steps = path.map((step) => (/^\d+$/.test(step) ? Number(step) : step))
  const last = steps.at(-1) ?? 'the file'
  const what = typeof last === 'number' ? 'the deviation' : last
  const isBlank = error?.keyword === 'pattern' && what !== 'link'
  const isEmpty = isBlank || error?.keyword === 'minLength' || error?.keyword === 'type'
  const why = isEmpty && ['owner', 'reason', 'link'].includes(what) ? 'is to be filled in' : describe(error)
  return new ConfigurationError(`${file}:${lineOf(steps)}: ${what} ${why}`)
}

function describe(error: ErrorObject | undefined): string {
  switch (error?.keyword) {
    case 'additionalProperties':
      return `has a member that is not known: ${error.params.additionalProperty}`
    case 'enum':
      return `must be one of: ${error.params.allowedValues.join(', ')}`
    case 'pattern':
      return what(error.instancePath)
    default:
      return error?.message ?? 'is of another form'
  }
}

function what(path: string): string {
  return path.endsWith('/expires') ? 'must be a day, as 2027-01-31' : 'must be a URL'
}

function requireSense(deviation: Deviation, all: readonly Deviation[]): void {
  const { place, requirement: id, finding, expires } = deviation
  const requirement = requirements.find((candidate) => candidate.id === id)
  if (requirement === undefined) {
    throw new ConfigurationError(`${place}: there is no requirement ${id}; \`vijson list\` shows those there are`)
  }
  if (requirement.level === 'observed') {
    throw new ConfigurationError(`${place}: ${id} is recorded and never judged; nothing can deviate from it`)
  }
  const day = new Date(`${expires}T00:00:00Z`)
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== expires)
    throw new ConfigurationError(`${place}: ${expires} is no day of the calendar`)
  const first = all.find((other) => other.requirement === id && other.finding === finding)
  if (first !== deviation) throw new ConfigurationError(`${place}: this was declared already, at ${first?.place}`)
}
