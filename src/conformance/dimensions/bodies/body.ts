import type { RequirementId } from '../../../../generated/requirements.ts'

/** A body of TerminateSession that differs in one place from the usual one, and the requirement that judges the call. */
export interface Body {
  check: RequirementId
  /**
   * A server might read it as no list at all, and take that for every session. A list of the run's own sessions is not, however odd its form.
   */
  disruptive?: true
  /** How many of the ids it contains, as a lenient server might read them. */
  ids: 0 | 1 | 2
  /** Undefined: no body. The ids are written as JSON strings. */
  text(id: string, other: string): string | undefined
  /** By default, POST. */
  method?: 'GET' | 'HEAD' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'
  query?(id: string, other: string): string
  /** By default, application/json. Null: none. */
  contentType?: string | null
  /** By default, that of fetch: anything. */
  accept?: string
  /** Contains the id without quotes: one that could itself be read as a body is not sent. */
  raw?: true
  /** Sent in chunks, without its length. */
  chunked?: true
  /** The names of its headers are written in capitals (RFC 9110, 5.1). */
  capitals?: true
  /** Asks for the connection to be closed after the answer. */
  closing?: true
  /** Its second id is the caller's own: the call ends the first session, and is refused. */
  endsWithOwn?: true
  /** A server may carry it out: unlike the others, it must not be sent twice. */
  mayEnd?: true
}

/** Whether a key of the target, which stands in a body without quotes, could itself be read as a body. */
export function isAmbiguous({ raw }: Pick<Body, 'raw'>, key: string): boolean {
  return raw === true && /[{[<&=,\r\n]/.test(key)
}

export type Bodies = Record<string, Body>
export type Text = Body['text']

/** Bodies that name one session, by the name of the step. */
export function naming(check: RequirementId, texts: Record<string, Text>, parts: Partial<Body> = {}): Bodies {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, { check, ids: 1, text, ...parts }]))
}

/** Bodies without an id of a session. */
export function namingNothing(check: RequirementId, texts: Record<string, string | undefined>): Bodies {
  const bodies = Object.entries(texts).map(([name, text]): [string, Body] => [
    name,
    { check, disruptive: true, ids: 0, text: () => text },
  ])
  return Object.fromEntries(bodies)
}
