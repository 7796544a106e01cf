import type { components } from '../../generated/openapi.ts'

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
export function outcomeOf(status: number, body: string): Outcome {
  if (status === 204) return { kind: 'terminated' }
  const fault = status === 500 ? faultIn(body) : undefined
  return fault === undefined
    ? { kind: 'unexpected', status, body }
    : { kind: 'fault', fault: fault as Schemas['TerminateSessionFault'] }
}

/** Reads the answer of a call with a result off its status and body. */
export function answerOf<Value>(status: number, body: string): Answer<Value> {
  if (status === 200) {
    const value = body.trim() === '' ? null : parsed(body)
    // The edge of the typed world: that the value has the declared shape is the server's promise, not something seen here.
    return value === undefined ? { kind: 'unexpected', status, body } : { kind: 'value', value: value as Value }
  }
  if (status === 204) return { kind: 'value', value: null as Value }
  const fault = status === 500 ? faultIn(body) : undefined
  return fault === undefined ? { kind: 'unexpected', status, body } : { kind: 'fault', fault }
}

function faultIn(body: string): Fault | undefined {
  const value = parsed(body)
  const isFault =
    typeof value === 'object' && value !== null && '_typeName' in value && typeof value._typeName === 'string'
  return isFault ? (value as Fault) : undefined
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined // No JSON value is undefined, so this says "not JSON" and nothing else.
  }
}
