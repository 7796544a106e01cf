import { tokenHeader } from '../../client/service.ts'
import type { AnswerBody, Exchange, HeaderList } from '../transport/exchange.ts'
import { maskSessions } from './mask-sessions.ts'
import type { Masker } from './masker.ts'

/**
 * An exchange in which nothing stands that must not be told: tokens and passwords, what the cookies of the target carry, and all that tells one
 * session of other people from another, their names, addresses and keys.
 *
 * @param isOwn whether a key is that of a session which the run has opened.
 */
export function redactExchange(exchange: Exchange, pseudonyms: Masker, isOwn: (key: string) => boolean): Exchange {
  const { answer, path, body } = exchange
  // First of all what the answer makes known: it may stand in the request as well.
  const isList = path.endsWith('/sessionList') && answer.kind === 'answered' && answer.status === 200
  const sealed = answer.kind === 'answered' ? maskBody(answer.body, isList, pseudonyms, isOwn) : undefined
  return maskExchange(
    {
      ...exchange,
      body: body === undefined ? undefined : withoutPassword(path, body, pseudonyms),
      answer: answer.kind === 'answered' && sealed !== undefined ? { ...answer, body: sealed } : answer,
    },
    pseudonyms,
  )
}

/** An exchange without what is hidden by now. */
export function maskExchange(exchange: Exchange, pseudonyms: Masker): Exchange {
  const { mask } = pseudonyms
  return {
    ...exchange,
    path: mask(exchange.path),
    query: mask(exchange.query),
    headers: maskHeaders(exchange.headers, pseudonyms),
    body: exchange.body === undefined ? undefined : mask(exchange.body),
    answer: maskAnswer(exchange.answer, pseudonyms),
  }
}

function maskAnswer(answer: Exchange['answer'], pseudonyms: Masker): Exchange['answer'] {
  const { mask } = pseudonyms
  switch (answer.kind) {
    case 'answered': {
      const body = answer.body.kind === 'kept' ? { kind: 'kept' as const, text: mask(answer.body.text) } : answer.body
      return { ...answer, headers: maskHeaders(answer.headers, pseudonyms), body }
    }
    case 'broken':
    case 'unreachable':
      return { ...answer, message: mask(answer.message) }
    case 'unsent':
      return answer
  }
}

function maskBody(body: AnswerBody, isList: boolean, pseudonyms: Masker, isOwn: (key: string) => boolean): AnswerBody {
  if (body.kind === 'left-out') return body
  const text = maskSessions(body.text, isList, pseudonyms, isOwn)
  // What cannot be sealed is not kept.
  return text === undefined ? { kind: 'left-out', length: body.text.length } : { kind: 'kept', text }
}

/** However short: what a login carries is a password by its place. */
function withoutPassword(path: string, body: string, pseudonyms: Masker): string {
  if (!path.endsWith('/Login')) return body
  const login: { userName: string; password: string } = JSON.parse(body)
  return JSON.stringify({ ...login, password: pseudonyms.pseudonymOf(login.password) })
}

const beginsPseudonym = /^redacted-/i

function maskHeaders(headers: HeaderList, pseudonyms: Masker): HeaderList {
  return headers.map(([name, value]) => [name, pseudonyms.mask(hiddenByPlace(name, value))])

  function hiddenByPlace(name: string, value: string): string {
    if (name === 'set-cookie') return cookie(value)
    return name === tokenHeader && pseudonyms.isSecret(value) ? pseudonyms.pseudonymOf(value) : value
  }

  /** However short: what a cookie carries is a secret by its place. */
  function cookie(text: string): string {
    const { name, carried, rest } = partsOf(text)
    const shown = carried === '' || beginsPseudonym.test(carried) ? carried : pseudonyms.pseudonymOf(carried)
    return `${name}${shown}${rest}`
  }
}

/** What a Set-Cookie carries, and what stands before (its name, where it has one) and after that. */
function partsOf(cookie: string): { name: string; carried: string; rest: string } {
  const [, name = '', value = '', rest = ''] = /^([^=;]*=)?([^;]*)(.*)$/s.exec(cookie) ?? []
  return { name, carried: value.replaceAll('"', '').trim(), rest }
}

/** From this length on a cookie is more than a word. */
const minCookieLength = 16

/** Has hidden what an answer hands over: the token of a session, unless it is what was asked with, and whatever a cookie carries. */
export function maskHandedOver(asked: Headers, answered: Headers, pseudonyms: Masker): void {
  const token = answered.get(tokenHeader)
  if (token !== null && token !== asked.get(tokenHeader)) pseudonyms.maskSecret(token)
  for (const cookie of answered.getSetCookie()) {
    const { carried } = partsOf(cookie)
    if (carried.length >= minCookieLength) pseudonyms.maskCookie(carried)
  }
}
