import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import fragment from '../../../generated/openapi.json' with { type: 'json' }

/** Says where a value departs from what the fragment says of the fault that it names; empty where it does not. */
export type FaultValidator = (value: unknown) => string[]

let compiled: FaultValidator | undefined

/** The judge of faults. Made when it is first asked for, and once: to compile the fragment takes longer than most checks. */
export function faultSchema(): FaultValidator {
  compiled ??= compile()
  return compiled
}

/** Unknown properties are let through. The document is given as a whole, its references unresolved: a fault's cause is a fault. */
function compile(): FaultValidator {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema(fragment, 'fragment')
  const validate = (name: string): ValidateFunction => ajv.compile({ $ref: `fragment#/components/schemas/${name}` })
  const anyFault = validate('TerminateSessionFault')
  return (value) => {
    try {
      return problemsOf(value)
    } catch (error) {
      // A fault's cause is judged as a fault, and that one's as well: there is an end to how deep that goes.
      if (error instanceof RangeError) return ['it is nested too deep to be judged']
      throw error
    }
  }

  function problemsOf(value: unknown): string[] {
    if (anyFault(value)) return []
    // Of a union, every member is reported; what helps is what the fault departs from that it says it is.
    const name = nameOf(value)
    if (name === undefined) return ['the fault has no _typeName']
    if (!Object.hasOwn(fragment.components.schemas, name)) return [`the fragment knows no fault ${name}`]
    const named = validate(name)
    if (named(value)) return [`${name} is no fault of this operation`]
    return (named.errors ?? []).map((error) => `${error.instancePath || 'the fault'} ${error.message ?? error.keyword}`)
  }
}

function nameOf(value: unknown): string | undefined {
  const isNamed = typeof value === 'object' && value !== null && '_typeName' in value
  return isNamed && typeof value._typeName === 'string' ? value._typeName : undefined
}
