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
  /** Tells the errors of this client apart. */
  readonly code = 'unreachable'
  /** Why no answer came. */
  readonly reason: UnreachableReason

  constructor(reason: UnreachableReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'TargetUnreachable'
    this.reason = reason
  }
}

/** An answer is incomplete: it stopped half-way, took too long or exceeded the size limit. */
export class BrokenAnswer extends Error {
  /** Tells the errors of this client apart. */
  readonly code = 'broken-answer'
  /** The HTTP status. */
  readonly status: number

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'BrokenAnswer'
    this.status = status
  }
}

/** The server answered with a VIM fault instead of a result. */
export class FaultRaised extends Error {
  /** Tells the errors of this client apart. */
  readonly code = 'fault'
  /** The fault, which narrows on `_typeName`. */
  readonly fault: Fault

  constructor(call: string, fault: Fault) {
    super(`${call}: the server answered with the fault ${inWords(fault)}`)
    this.name = 'FaultRaised'
    this.fault = fault
  }
}

/** The name of a fault, with the text of the server. */
export function inWords(fault: Fault): string {
  const text = fault.faultstring ?? fault.faultMessage?.find(({ message }) => message !== undefined)?.message
  return `${fault._typeName}${text === undefined ? '' : ` (${text})`}`
}

const maxExcerpt = 200

/** What a body says, in one line, to be shown behind a sentence; nothing where it says nothing, or shows one of the secrets. */
export function excerptOf(body: string, secrets: readonly string[] = []): string {
  if (secrets.some((secret) => body.includes(secret))) return ''
  const text = body
    .slice(0, 10 * maxExcerpt)
    .replaceAll(/<(style|script)\b.*?<\/\1>|<[^>]*>|\s|\p{C}/gsu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
  if (text === '') return ''
  return `: ${text.length > maxExcerpt ? `${text.slice(0, maxExcerpt)}…` : text}`
}

/** The server answered with something that is not VI JSON. The message shows the beginning of its text, where the request carried no password. */
export class UnexpectedAnswer extends Error {
  /** Tells the errors of this client apart. */
  readonly code = 'unexpected-answer'
  /** The HTTP status. */
  readonly status: number
  /** The body as text: the server's own words, which may repeat what the request carried. */
  readonly body: string

  constructor(message: string, status: number, body: string) {
    super(message)
    this.name = 'UnexpectedAnswer'
    this.status = status
    this.body = body
  }
}
