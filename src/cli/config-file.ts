import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { distance } from 'fastest-levenshtein'
import { type Document, isMap, isScalar, LineCounter, type Pair, parseDocument } from 'yaml'
import schema from '../../spec/config.schema.json' with { type: 'json' }
import type { Config } from './configured.ts'
import { readRegularFile, sizes } from './read-file.ts'
import { UsageError } from './usage.ts'

/**
 * Reads a configuration file.
 *
 * @throws UsageError with one sentence; it repeats no value, which may be a password.
 */
export function readConfig(file: string): Config {
  const text = readRegularFile(file, 'configuration file', sizes.other)
  const places = new LineCounter()
  const document = parsed(text, file, places)
  const value = asValue(document, file)
  if (value === null) return {}
  const validate = new Ajv2020().compile<Config>(schema)
  if (!validate(value))
    throw new UsageError(`${file}: ${explain(validate.errors?.[0], (name) => lineOf(document, name, places))}`)
  return value
}

function parsed(text: string, file: string, places: LineCounter): Document.Parsed {
  const document = parseDocument(text, {
    logLevel: 'error',
    prettyErrors: false,
    lineCounter: places,
    uniqueKeys: false,
  })
  const [error] = document.errors
  // Its message may repeat a value, which may be a secret; its code does not.
  if (error !== undefined)
    throw new UsageError(
      `${file}: invalid YAML in line ${places.linePos(error.pos[0]).line} (${error.code.toLowerCase().replaceAll('_', ' ')})`,
      {
        cause: error,
      },
    )
  const twice = pairsOf(document).find(
    (pair, index, all) => all.findIndex((one) => nameOf(one) === nameOf(pair)) < index,
  )
  if (twice !== undefined)
    throw new UsageError(
      `${file}: line ${startOf(twice, places)} gives ${quotable(nameOf(twice))} a second time; leave one of them out`,
    )
  return document
}

function asValue(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch (error) {
    throw new UsageError(`${file}: aliases are not supported; write the value itself`, { cause: error })
  }
}

function pairsOf({ contents }: Document.Parsed): Pair[] {
  return isMap(contents) ? contents.items : []
}

function nameOf({ key }: Pair): string {
  return String(isScalar(key) ? key.value : key)
}

function startOf({ key }: Pair, places: LineCounter): number {
  return isScalar(key) && key.range ? places.linePos(key.range[0]).line : 1
}

/** The line of a member. */
function lineOf(document: Document.Parsed, name: string, places: LineCounter): number {
  const pair = pairsOf(document).find((one) => nameOf(one) === name)
  return pair === undefined ? 1 : startOf(pair, places)
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list, as in [one, another]',
}

function explain(
  { instancePath = '', keyword, params }: Partial<ErrorObject> = {},
  lineOfMember: (name: string) => number,
): string {
  const name = instancePath.split('/')[1] ?? ''
  if (keyword === 'additionalProperties') {
    const given = String(params?.additionalProperty)
    return /password$/i.test(given)
      ? 'a password must not stand in it; name a command that prints it: passwordCommand'
      : `line ${lineOfMember(given)}: ${quotable(given)} is no option; ${nearest(given)}`
  }
  if (name === '') return 'it must have lines NAME: VALUE, such as seed: 1'
  const isEntry = instancePath.split('/').length > 2
  const wanted = keyword === 'pattern' ? (forms[name] ?? demand(keyword, params)) : demand(keyword, params)
  return `line ${lineOfMember(name)}: ${isEntry ? 'an entry of ' : ''}${name} ${wanted}`
}

/** How a text has to be written, by the name of its option. */
const forms: Readonly<Record<string, string>> = {
  release: 'must be auto, or releases such as 8.0.3.0, with commas between them',
  report: 'must be FORMAT=FILE, such as json=result.json',
  label: 'must be a word of at most 40 letters, digits, dots, dashes and underscores',
}

/** What a value has to be. */
function demand(keyword: string | undefined, params: ErrorObject['params'] | undefined): string {
  switch (keyword) {
    case 'type':
      return `must be ${kinds[String(params?.type)] ?? 'of another type'}`
    case 'enum':
      return `must be one of: ${params?.allowedValues?.join(', ')}`
    case 'minimum':
      return `must be at least ${params?.limit}`
    case 'maximum':
      return `must be at most ${params?.limit}`
    case 'maxLength':
      return `must have at most ${params?.limit} characters`
    case 'minLength':
    case 'minItems':
      return 'is empty; fill it in, or leave the line out'
    default:
      return 'is not written as it has to be; see vijson-conformance/config.schema.json'
  }
}

/** A name as it can be shown: one that is no word may be anything, also a password. */
function quotable(name: string): string {
  return /^[a-z][a-z_-]{0,30}$/i.test(name) ? name : 'what stands there'
}

/** The option that is meant perhaps: the one that is written alike, whatever its case and its hyphens. */
function nearest(given: string): string {
  const plain = (name: string) => name.replaceAll(/[-_]/g, '').toLowerCase()
  const rated = Object.keys(schema.properties).map((name) => ({ name, by: distance(plain(name), plain(given)) }))
  const [best] = rated.sort((one, other) => one.by - other.by)
  return best !== undefined && best.by <= Math.max(2, given.length / 4)
    ? `did you mean ${best.name}?`
    : 'see vijson-conformance/config.schema.json'
}
