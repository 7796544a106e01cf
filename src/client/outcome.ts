import type { InvalidLocale, InvalidLogin, MethodFault, TerminateSessionFault } from '../../generated/openapi.ts'
import { jsonOf, jsonTextOf } from './json.ts'

/**
 * The name of a fault that the fragment does not know: any other string. Declared as an enum, which exists for the compiler alone, because no other type is a string
 * and yet none of the known names.
 */
declare enum NewerFaultName {
  Any = '',
}

/**
 * A fault that a newer server may send, and the fragment does not know: what every fault has. A comparison of `_typeName` with a name that the fragment knows leaves it
 * out; the default branch of a switch can read its name, which is a string.
 */
export interface NewerFault extends Pick<MethodFault, 'faultstring' | 'faultCause' | 'faultMessage'> {
  /** Of a fault that the fragment does not know, it is any other string. */
  _typeName: NewerFaultName
}

/** Every fault that the fragment knows, discriminated by `_typeName`, and what a newer server may send besides. */
export type Fault = TerminateSessionFault | InvalidLogin | InvalidLocale | NewerFault

/** The outcome of a TerminateSession, decided by the status: 204, 500, or any other. A 500 without a fault is `unexpected`. */
export type Outcome = Terminated | NotTerminated | Unexpected

/** 204. */
export interface Terminated {
  /** Every listed session is ended. */
  kind: 'terminated'
}

/** 500 with a fault. */
export interface NotTerminated {
  /** The server stopped at an id, or refused the call. */
  kind: 'fault'
  /** Why. The sessions before the id that failed are ended all the same. */
  fault: TerminateSessionFault | NewerFault
}

/** Any other answer. */
export interface Unexpected {
  /** Whether a session was ended is unknown. */
  kind: 'unexpected'
  /** The HTTP status. */
  status: number
  /** The body as text. */
  body: string
}

/**
 * The answer to a call with a result. A 200 without a body is `null`, as a vCenter answers it. `status`: where it was not 200. `token`: that of a session which has begun
 * all the same.
 */
export type Answer<Value> =
  | { kind: 'value'; value: Value; status?: 204 }
  | { kind: 'fault'; fault: Fault }
  | { kind: 'unexpected'; status: number; body: string; token?: string }

/** The outcome of a TerminateSession with this status and body. */
export function outcomeOf(status: number, body: string | object): Outcome {
  if (status === 204) return { kind: 'terminated' }
  const value = typeof body === 'string' ? jsonOf(body) : body
  if (status !== 500 || !isFault(value))
    return { kind: 'unexpected', status, body: typeof body === 'string' ? body : jsonTextOf(body, tooDeep) }
  return { kind: 'fault', fault: value as TerminateSessionFault }
}

/** The answer to a call with a result, from its status and its body: the text, or the value parsed from it. */
export function answerOf<Value>(status: number, body: string | object): Answer<Value> {
  const value = typeof body !== 'string' ? body : body.trim() === '' ? null : jsonOf(body)
  // Not validated: that the value has the declared type is the server's promise.
  if (status === 200 && value !== undefined) return { kind: 'value', value: value as Value }
  if (status === 204) return { kind: 'value', value: null as Value, status }
  if (status === 500 && isFault(value)) return { kind: 'fault', fault: value }
  return { kind: 'unexpected', status, body: typeof body === 'string' ? body : jsonTextOf(body, tooDeep) }
}

function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && '_typeName' in value && typeof value._typeName === 'string'
}

const tooDeep = '(JSON, nested too deep to be shown)'
