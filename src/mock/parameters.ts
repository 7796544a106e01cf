import { invalidArgument, invalidRequest } from './faults.ts'

/** The parameters of a call: one JSON object, with any `_typeName` or none, and with any Content-Type. */
export type Parameters = Record<string, unknown>

/** Parses the body of a call. @throws VimFault InvalidRequest where it is not a JSON object. */
export function parametersOf(body: string): Parameters {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    throw invalidRequest('The request body is not JSON.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidRequest('The request body is not an object.')
  }
  return value as Parameters
}

/** A parameter that has to be a string. @throws VimFault InvalidArgument. */
export function text(parameters: Parameters, name: string): string {
  const value = parameters[name]
  if (typeof value !== 'string') throw invalidArgument(name)
  return value
}

/** A parameter that has to be a list of strings, an empty one for all that is known. @throws VimFault InvalidArgument. */
export function textList(parameters: Parameters, name: string): string[] {
  const value = parameters[name]
  if (!Array.isArray(value) || !value.every((element) => typeof element === 'string')) throw invalidArgument(name)
  return value
}
