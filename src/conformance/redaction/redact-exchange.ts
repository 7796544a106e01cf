import { jsonOf } from '../../client/json.ts'
import { textOf, type WholeAnswer } from '../../client/message.ts'
import { tokenHeader } from '../../client/service.ts'
import type { AnswerBody, Exchange, HeaderList } from '../types.ts'
import { maskSessions } from './mask-sessions.ts'
import type { Masker } from './masker.ts'

/**
 * An exchange without the data of other users' sessions that its answer shows, and without the password of a login. What becomes known so is masked from then on.
 *
 * @param isOwn whether a key belongs to a session that the run opened.
 */
export function withoutOthers(exchange: Exchange, masker: Masker, isOwn: (key: string) => boolean): Exchange {
  const { answer, path, body } = exchange
  const isList = path.endsWith('/sessionList') && answer.kind === 'answered' && answer.status === 200
  return {
    ...exchange,
    body: body === undefined ? undefined : withoutPassword(path, body, masker),
    answer: answer.kind === 'answered' ? { ...answer, body: maskBody(answer.body, isList, masker, isOwn) } : answer,
  }
}

/** An exchange without what is known by now to be masked: tokens, passwords, cookies, and the names, addresses and keys of other users' sessions. */
export function maskExchange(exchange: Exchange, masker: Masker): Exchange {
  const { mask, maskIfReadable } = masker
  return {
    ...exchange,
    // A note would be no path.
    path: maskIfReadable(exchange.path) ?? '/redacted',
    query: maskIfReadable(exchange.query) ?? '?redacted',
    headers: maskHeaders(exchange.headers, masker),
    body: exchange.body === undefined ? undefined : mask(exchange.body),
    answer: maskAnswer(exchange.answer, masker),
  }
}

function maskAnswer(answer: Exchange['answer'], masker: Masker): Exchange['answer'] {
  const { mask } = masker
  switch (answer.kind) {
    case 'answered': {
      return { ...answer, headers: maskHeaders(answer.headers, masker), body: maskKept(answer.body, masker) }
    }
    case 'broken':
    case 'unreachable':
      return { ...answer, message: mask(answer.message) }
    case 'unsent':
      return answer
  }
}

function maskKept(body: AnswerBody, { maskIfReadable }: Masker): AnswerBody {
  if (body.kind === 'left-out') return body
  const text = maskIfReadable(body.text)
  // A body that cannot be read to its end may hold a secret.
  return text === undefined ? { kind: 'left-out', length: body.text.length } : { kind: 'kept', text }
}

function maskBody(body: AnswerBody, isList: boolean, masker: Masker, isOwn: (key: string) => boolean): AnswerBody {
  if (body.kind === 'left-out') return body
  const text = maskSessions(body.text, isList, masker, isOwn)
  // A body that cannot be masked is not kept.
  return text === undefined ? { kind: 'left-out', length: body.text.length } : { kind: 'kept', text }
}

/** However short: the password of a Login is masked by its member. */
function withoutPassword(path: string, body: string, masker: Masker): string {
  if (!path.endsWith('/Login')) return body
  const login: { userName: string; password: string } = JSON.parse(body)
  return JSON.stringify({ ...login, password: masker.pseudonymOf(login.password) })
}

const pseudonymStart = /^redacted-/i

function maskHeaders(headers: HeaderList, masker: Masker): HeaderList {
  return headers.map(([name, value]) => [name, masker.mask(maskByName(name, value))])

  function maskByName(name: string, value: string): string {
    if (name === 'set-cookie') return cookieWithoutValue(value)
    return name === tokenHeader && masker.isSecret(value) ? masker.pseudonymOf(value) : value
  }

  /** However short: the value of a cookie is masked by its header. */
  function cookieWithoutValue(text: string): string {
    const { name, value, attributes } = parseCookie(text)
    const shown = value === '' || pseudonymStart.test(value) ? value : masker.pseudonymOf(value)
    return `${name}${shown}${attributes}`
  }
}

/** The parts of a Set-Cookie: its name with the equals sign (where it has one), its value, and the attributes after it. */
function parseCookie(cookie: string): { name: string; value: string; attributes: string } {
  const [, name = '', value = '', attributes = ''] = /^([^=;]*=)?([^;]*)(.*)$/s.exec(cookie) ?? []
  return { name, value: value.replaceAll('"', '').trim(), attributes }
}

/** A shorter cookie value might be an ordinary word. */
const minCookieLength = 16

/** Masks from now on what an answer hands out: a token, unless it is the one that the request was sent with, and the values of cookies. */
export function maskHandedOver(asked: Headers, answered: Headers, masker: Masker): void {
  const token = answered.get(tokenHeader)
  if (token !== null && token !== asked.get(tokenHeader)) masker.maskSecret(token)
  for (const cookie of answered.getSetCookie()) {
    const { value } = parseCookie(cookie)
    if (value.length >= minCookieLength) masker.maskCookie(value)
  }
}

/** Masks from now on a clone ticket, by which anybody can begin a session. */
export function maskTicket(answer: WholeAnswer, masker: Masker): void {
  const ticket = jsonOf(textOf(answer))
  if (typeof ticket === 'string') masker.maskSecret(ticket)
}
