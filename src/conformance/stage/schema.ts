import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import fragment from '../../../generated/openapi.json' with { type: 'json' }

let compiled: ValidateFunction | undefined

/** Where a value departs from what the fragment says of a TerminateSession fault; empty where it does not. Unknown properties are let through. */
export function departuresFromFaultSchema(value: unknown): string[] {
  compiled ??= compile()
  if (compiled(value)) return []
  const [branches, ...errors] = [...(compiled.errors ?? [])].reverse()
  // `oneOf` reports every branch; those of the fault that the value says it is are the ones that help.
  const relevant = errors.filter(({ keyword }) => keyword !== 'const' && keyword !== 'oneOf')
  return (relevant.length > 0 ? relevant : [branches]).flatMap((error) =>
    error === undefined ? [] : [`${error.instancePath || 'the fault'} ${error.message ?? error.keyword}`],
  )
}

/** The document as a whole, references unresolved: a fault's cause is a fault, which cannot be written out. */
function compile(): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  formats.default(ajv)
  ajv.addSchema(fragment, 'fragment')
  return ajv.compile({ $ref: 'fragment#/components/schemas/TerminateSessionFault' })
}
