import type { components } from '../../generated/openapi.ts'
import { jsonOf } from './json.ts'

type Schemas = components['schemas']

/** Every fault that the fragment knows, discriminated by `_typeName`. A newer server may send others: keep a default branch. */
export type Fault = Schemas['TerminateSessionFault'] | Schemas['InvalidLogin'] | Schemas['InvalidLocale']

/** What a TerminateSession came to. Decided by the status: 204, 500, anything else; a 500 that carries no fault is `unexpected`. */
export type Outcome =
  | { kind: 'terminated' }
  | { kind: 'fault'; fault: Schemas['TerminateSessionFault'] }
  | { kind: 'unexpected'; status: number; body: string }

/** What a call with a result came to. A result that is `null`, or absent from an answer of 200, is `null`. `token`: of a session that has begun all the same. */
export type Answer<Value> =
  | { kind: 'value'; value: Value }
  | { kind: 'fault'; fault: Fault }
  | { kind: 'unexpected'; status: number; body: string; token?: string }

/** Reads the outcome of a TerminateSession off its status and body. */
export function outcomeOf(status: number, body: string | object): Outcome {
  if (status === 204) return { kind: 'terminated' }
  const value = typeof body === 'string' ? jsonOf(body) : body
  if (status !== 500 || !isFault(value))
    return { kind: 'unexpected', status, body: typeof body === 'string' ? body : written(body) }
  return { kind: 'fault', fault: value as Schemas['TerminateSessionFault'] }
}

/** Reads the answer of a call with a result off its status and body: its text, or what the text was parsed to. */
export function answerOf<Value>(status: number, body: string | object): Answer<Value> {
  const value = typeof body !== 'string' ? body : body.trim() === '' ? null : jsonOf(body)
  // The edge of the typed world: that the value has the declared shape is the server's promise, not something seen here.
  if (status === 200 && value !== undefined) return { kind: 'value', value: value as Value }
  if (status === 204) return { kind: 'value', value: null as Value }
  if (status === 500 && isFault(value)) return { kind: 'fault', fault: value }
  return { kind: 'unexpected', status, body: typeof body === 'string' ? body : written(body) }
}

function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && '_typeName' in value && typeof value._typeName === 'string'
}

/** Unlike parsing, writing has a limit to how deep it goes, which a hostile server can reach. */
function written(value: object): string {
  try {
    return JSON.stringify(value)
  } catch (error) {
    if (error instanceof RangeError) return '(JSON that is nested too deep to be written)'
    throw error
  }
}
