import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import fragment from '../../../generated/openapi.json' with { type: 'json' }
import { faultName } from '../errors/fault-name.ts'

/** The problems of a value as one of the operation's faults, by the fragment; empty where it is valid. */
export type FaultValidator = (value: unknown) => string[]

let compiled: FaultValidator | undefined

/** The validator of faults. Compiled when it is first needed, and once: compiling the fragment takes longer than most checks. */
export function faultSchema(): FaultValidator {
  compiled ??= compile()
  return compiled
}

/** Unknown properties are allowed. The fragment is given as a whole with its references, because the cause of a fault is a fault. */
function compile(): FaultValidator {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema(fragment, 'fragment')
  const validate = (name: string): ValidateFunction => ajv.compile({ $ref: `fragment#/components/schemas/${name}` })
  const anyFault = validate('TerminateSessionFault')
  const faultNames = membersOf('TerminateSessionFault')
  return (value) => {
    try {
      return problemsOf(value)
    } catch (error) {
      // The cause of a fault is validated as a fault, and so is its cause: that recursion has a limit.
      if (error instanceof RangeError) return ['the fault is nested too deep to be validated']
      throw error
    }
  }

  function problemsOf(value: unknown): string[] {
    if (anyFault(value)) return []
    // For a union, the errors of every member are reported; the helpful ones are those of the fault that the value says it is.
    const name = nameOf(value)
    if (name === undefined) return ['the fault has no _typeName']
    if (!Object.hasOwn(fragment.components.schemas, name)) return [`unknown fault ${faultName({ _typeName: name })}`]
    if (!faultNames.includes(name)) return [`${name} is not a fault of this operation`]
    const named = validate(name)
    named(value)
    return (named.errors ?? []).map((error) => `${error.instancePath || 'the fault'} ${error.message ?? error.keyword}`)
  }
}

/** The faults of a union in the fragment, through the unions that it contains. */
function membersOf(name: string): string[] {
  const schema = Object.entries(fragment.components.schemas).find(([known]) => known === name)?.[1]
  if (schema === undefined || !('oneOf' in schema)) return [name]
  return schema.oneOf.flatMap(({ $ref }) => membersOf($ref.split('/').at(-1) ?? ''))
}

function nameOf(value: unknown): string | undefined {
  const isNamed = typeof value === 'object' && value !== null && '_typeName' in value
  return isNamed && typeof value._typeName === 'string' ? value._typeName : undefined
}
