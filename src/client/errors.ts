import type { Fault } from './outcome.ts'

/** Why no answer came. */
export type UnreachableReason =
  | 'refused'
  | 'no-route'
  | 'name'
  | 'certificate'
  | 'not-tls'
  | 'timeout'
  | 'blocked'
  | 'reset'

/** A request got no answer. The message is one sentence. */
export class TargetUnreachable extends Error {
  readonly code = 'unreachable'
  readonly reason: UnreachableReason

  constructor(reason: UnreachableReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'TargetUnreachable'
    this.reason = reason
  }
}

/** An answer is incomplete: it stopped half-way, took too long or exceeded the size limit. */
export class BrokenAnswer extends Error {
  readonly code = 'broken-answer'
  readonly status: number

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'BrokenAnswer'
    this.status = status
  }
}

/** The server answered with a VIM fault instead of a result. */
export class FaultRaised extends Error {
  readonly code = 'fault'
  readonly fault: Fault

  constructor(call: string, fault: Fault) {
    const text = fault.faultstring ?? fault.faultMessage?.find(({ message }) => message !== undefined)?.message
    super(`${call}: the server answered with the fault ${fault._typeName}${text === undefined ? '' : ` (${text})`}`)
    this.name = 'FaultRaised'
    this.fault = fault
  }
}

/** The server answered with something that is not VI JSON. The message does not contain the body. */
export class UnexpectedAnswer extends Error {
  readonly code = 'unexpected-answer'
  readonly status: number
  readonly body: string

  constructor(message: string, status: number, body: string) {
    super(message)
    this.name = 'UnexpectedAnswer'
    this.status = status
    this.body = body
  }
}
