import { jsonTextOf } from './json.ts'
import type { Fault } from './outcome.ts'

/**
 * Why no answer came. `aborted`: the signal in `over` has aborted. Where the platform does not say why, as Deno and browsers do not, it is `reset` for all but `timeout`
 * and `aborted`.
 */
export type UnreachableReason =
  | 'refused'
  | 'no-route'
  | 'name'
  | 'certificate'
  | 'not-tls'
  | 'timeout'
  | 'blocked'
  | 'proxy'
  | 'reset'
  | 'aborted'

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

/** What no error may show: the secrets that a request carried, or the result that it asked for. */
export type Secrets = readonly string[] | 'the answer'

/** The server answered with a VIM fault instead of a result. */
export class FaultRaised extends Error {
  /** Tells the errors of this client apart. */
  readonly code = 'fault'
  /** The fault, which narrows on `_typeName`. */
  readonly fault: Fault

  /** @param carried what the request carried: a text that repeats one of them is not shown, nor printed with the error. */
  constructor(call: string, fault: Fault, carried: Secrets = []) {
    const secrets = carried === 'the answer' ? [] : carried
    super(`${call}: the server answered with the fault ${inWords(fault, secrets)}`)
    this.name = 'FaultRaised'
    this.fault = fault
    if (repeats(jsonTextOf(fault, ''), secrets)) hide(this, 'fault')
  }
}

/** The server answered with something that is not VI JSON. The message shows the beginning of its text, unless that repeats a secret. */
export class UnexpectedAnswer extends Error {
  /** Tells the errors of this client apart. */
  readonly code = 'unexpected-answer'
  /** The HTTP status. */
  readonly status: number
  /** The body as text: the server's own words. Not printed with the error where it repeats a secret. */
  readonly body: string

  /** @param secrets what the request carried, which no error shows. */
  constructor(message: string, status: number, body: string, secrets: Secrets = []) {
    const isSecret = secrets === 'the answer' || repeats(body, secrets)
    super(`${message}${isSecret ? '' : excerptOf(body)}`)
    this.name = 'UnexpectedAnswer'
    this.status = status
    this.body = body
    if (isSecret) hide(this, 'body')
  }
}

/** Still there for the program, and left out where the error is printed. */
function hide(error: Error, name: string): void {
  Object.defineProperty(error, name, { enumerable: false })
}

/** The name of a fault, with the text of the server. */
export function inWords(fault: Fault, secrets: readonly string[] = []): string {
  const text = serverTextOf(fault)
  return text === undefined || repeats(text, secrets) ? fault._typeName : `${fault._typeName} (${text})`
}

/** What a fault says itself: its faultstring, else the first of its messages. It comes from a server, and need not have the declared form. */
export function serverTextOf({
  faultstring,
  faultMessage,
}: {
  faultstring?: unknown
  faultMessage?: unknown
}): string | undefined {
  if (typeof faultstring === 'string') return faultstring
  const messages: unknown[] = Array.isArray(faultMessage) ? faultMessage : []
  return messages
    .map((one) => (typeof one === 'object' && one !== null && 'message' in one ? one.message : undefined))
    .find((message) => typeof message === 'string')
}

/** Whether a text repeats a secret: in whatever letter case, as JSON and URLs write it, too. */
function repeats(text: string, secrets: readonly string[]): boolean {
  const folded = text.toLowerCase()
  const forms = secrets
    .filter((secret) => secret !== '') // Every text would repeat it.
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), inUrl(secret)])
  return forms.some((form) => folded.includes(form.toLowerCase()))
}

/** A text as URLs write it. A lone surrogate, which they cannot carry, is sent as the replacement character. */
function inUrl(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'))
}

const maxExcerpt = 200

/** What a body says, in one line, to be shown behind a sentence; nothing where it says nothing. */
function excerptOf(body: string): string {
  const text = body
    .slice(0, 10 * maxExcerpt)
    .replaceAll(/<(style|script)\b.*?<\/\1>|<[^>]*>|\s|\p{C}/gsu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
  if (text === '') return ''
  return `: ${text.length > maxExcerpt ? `${text.slice(0, maxExcerpt)}…` : text}`
}
