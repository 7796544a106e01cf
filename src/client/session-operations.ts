import type { Operations } from '../../generated/client.ts'
import type { operations } from '../../generated/openapi.ts'
import { type ServiceAddress, tokenHeader } from './service.ts'

/** hello belongs to no session. */
type OfSession = Exclude<keyof Operations, 'System_hello'>

/** The body of an operation, as the parameters of a function: none where it has none. */
type BodyOf<Name extends OfSession> = operations[Name] extends { requestBody: JsonOf<infer Body> }
  ? [body: Body]
  : operations[Name] extends { requestBody?: JsonOf<infer Body> }
    ? [body?: Body]
    : []

interface JsonOf<Body> {
  content: { 'application/json': Body }
}

/**
 * Every operation of the fragment, called with the token of a session; path and moId are filled in. Each resolves to `{ data, error, response }`, as openapi-fetch has
 * it: decide by `response.status`. Of a 200 without a body, which stands for `null`, `data` is undefined.
 */
export type SessionOperations = {
  [Name in keyof Operations as Name extends OfSession ? Name : never]: Name extends OfSession
    ? (...body: BodyOf<Name>) => ReturnType<Operations[Name]>
    : never
}

/** The operations with what a session fills in. */
export function sessionOperations(
  operations: Operations,
  { release, sessionManager }: ServiceAddress,
  token: string,
): SessionOperations {
  const bound = Object.entries(operations).map(([name, call]) => {
    const moId = name.startsWith('ServiceInstance_') ? 'ServiceInstance' : sessionManager
    const init = { params: { path: { release, moId } }, headers: { [tokenHeader]: token } }
    // Each call takes an `init` of its own type, of which these are the common members.
    const callWith = call as (init: object) => unknown
    return [name, (body?: object) => callWith(body === undefined ? init : { ...init, body })]
  })
  const { System_hello, ...ofSession } = Object.fromEntries(bound)
  return ofSession
}
