import { tokenHeader } from '../../client/service.ts'
import type { Exchange, Headings } from './exchange.ts'
import type { Pseudonyms } from './pseudonyms.ts'

/**
 * An exchange in which nothing stands that must not be told: tokens and passwords, what the cookies of the target carry, and all that tells one
 * session of other people from another, their names, addresses and keys.
 *
 * @param isOwn whether a key is that of a session which the run has opened.
 */
export function redacted(exchange: Exchange, pseudonyms: Pseudonyms, isOwn: (key: string) => boolean): Exchange {
  const { answer } = exchange
  const clean = pseudonyms.clean
  // First of all what the answer makes known: it may stand in the request as well.
  const answered = answer.kind === 'answered' && answer.body.kind === 'kept' ? sealed(answer.body.text) : undefined
  return {
    ...exchange,
    path: clean(exchange.path),
    query: clean(exchange.query),
    headers: cleanHeaders(exchange.headers),
    body: exchange.body === undefined ? undefined : clean(withoutPassword(exchange.path, exchange.body)),
    answer: redactedAnswer(),
  }

  /** However short it is: what a login carries is a password by its place. */
  function withoutPassword(path: string, body: string): string {
    if (!path.endsWith('/Login')) return body
    const login: { userName: string; password: string } = JSON.parse(body)
    return JSON.stringify({ ...login, password: pseudonyms.of(login.password) })
  }

  function redactedAnswer(): Exchange['answer'] {
    switch (answer.kind) {
      case 'answered': {
        const body = answered === undefined ? answer.body : { kind: 'kept' as const, text: clean(answered) }
        return { ...answer, headers: cleanHeaders(answer.headers), body }
      }
      case 'broken':
      case 'unreachable':
        return { ...answer, message: clean(answer.message) }
      case 'unsent':
        return answer
    }
  }

  function cleanHeaders(headers: Headings): Headings {
    return headers.map(([name, value]) => [name, clean(value)])
  }

  /** A text in which the sessions of other people are sealed; the text itself where it shows none. */
  function sealed(text: string): string {
    let found = false
    const sealForeign = (_: string, value: unknown): unknown => {
      if (!isForeignSession(value)) return value
      found = true
      return sealedSession(value, pseudonyms)
    }
    try {
      const json = JSON.stringify(JSON.parse(text), sealForeign)
      return found ? json : text
    } catch {
      return text // No JSON, or nested beyond measure: it shows no sessions that anybody could read.
    }
  }

  function isForeignSession(value: unknown): value is Record<string, unknown> & { key: string } {
    if (typeof value !== 'object' || value === null || !('key' in value) || typeof value.key !== 'string') return false
    return ('userName' in value || 'loginTime' in value) && !isOwn(value.key)
  }
}

/** What of a session is told of everybody: what kind of thing it is, its times and its language. */
const told = ['_typeName', 'loginTime', 'lastActiveTime', 'locale', 'messageLocale']

function sealedSession(session: Record<string, unknown>, pseudonyms: Pseudonyms): Record<string, unknown> {
  for (const name of ['key', 'userName', 'ipAddress']) {
    const value = session[name]
    if (typeof value === 'string') pseudonyms.hide(value)
  }
  const members = Object.entries(session).map(([name, value]) => {
    if (typeof value === 'string') return [name, told.includes(name) ? value : pseudonyms.of(value)]
    return [name, typeof value === 'object' && value !== null ? null : value]
  })
  return Object.fromEntries(members)
}

/** Has hidden what an answer hands over: the token of a session, unless it is what was asked with, and whatever a cookie carries. */
export function hideHandedOver(asked: Headers, { headers }: Response, pseudonyms: Pseudonyms): void {
  const token = headers.get(tokenHeader)
  if (token !== null && token !== asked.get(tokenHeader)) pseudonyms.hide(token)
  for (const cookie of headers.getSetCookie()) {
    const value = /^[^=;]*=\s*"?([^";]*)/.exec(cookie)?.[1]
    if (value !== undefined) pseudonyms.hide(value)
  }
}
