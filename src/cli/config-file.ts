import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
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
  const value = parsed(readRegularFile(file, 'configuration file', sizes.other), file)
  if (value === null) return {}
  const validate = new Ajv2020().compile<Config>(schema)
  if (!validate(value)) throw new UsageError(`${file}: ${explain(validate.errors?.[0])}`)
  return value
}

function parsed(text: string, file: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0, logLevel: 'error', prettyErrors: false })
  } catch (error) {
    const at = (error as { pos?: [number, number] }).pos?.[0] // A YAMLParseError has a place.
    const line = at === undefined ? '' : ` in line ${text.slice(0, at).split('\n').length}`
    throw new UsageError(`${file}: invalid YAML${line}`, { cause: error })
  }
}

function explain({ instancePath = '', keyword, params }: Partial<ErrorObject> = {}): string {
  const name = instancePath.split('/')[1] ?? ''
  switch (keyword) {
    case 'additionalProperties': {
      const given = String(params?.additionalProperty)
      return /password$/i.test(given)
        ? 'a password must not stand in it; name a command that prints it: passwordCommand'
        : `it has a member that is no option; see vijson-conformance/config.schema.json`
    }
    case 'type':
      return name === '' ? 'it must be a list of options' : `${name} must be of type ${params?.type}`
    case 'enum':
      return `${name} must be one of: ${params?.allowedValues?.join(', ')}`
    case 'minimum':
    case 'maximum':
      return `${name} must be ${params?.comparison} ${params?.limit}`
    default:
      return `${name} is not written as it has to be`
  }
}
