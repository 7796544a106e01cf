import { tokenHeader } from '../../client/service.ts'
import type { AnswerBody, Exchange, Headings } from '../transport/exchange.ts'
import { sealedText } from './mask-sessions.ts'
import type { Pseudonyms } from './masker.ts'

/**
 * An exchange in which nothing stands that must not be told: tokens and passwords, what the cookies of the target carry, and all that tells one
 * session of other people from another, their names, addresses and keys.
 *
 * @param isOwn whether a key is that of a session which the run has opened.
 */
export function redacted(exchange: Exchange, pseudonyms: Pseudonyms, isOwn: (key: string) => boolean): Exchange {
  const { answer, path, body } = exchange
  // First of all what the answer makes known: it may stand in the request as well.
  const isList = path.endsWith('/sessionList') && answer.kind === 'answered' && answer.status === 200
  const sealed = answer.kind === 'answered' ? sealedBody(answer.body, isList, pseudonyms, isOwn) : undefined
  return cleaned(
    {
      ...exchange,
      body: body === undefined ? undefined : withoutPassword(path, body, pseudonyms),
      answer: answer.kind === 'answered' && sealed !== undefined ? { ...answer, body: sealed } : answer,
    },
    pseudonyms,
  )
}

/** An exchange without what is hidden by now. */
export function cleaned(exchange: Exchange, pseudonyms: Pseudonyms): Exchange {
  const { clean } = pseudonyms
  return {
    ...exchange,
    path: clean(exchange.path),
    query: clean(exchange.query),
    headers: cleanHeaders(exchange.headers, pseudonyms),
    body: exchange.body === undefined ? undefined : clean(exchange.body),
    answer: cleanAnswer(exchange.answer, pseudonyms),
  }
}

function cleanAnswer(answer: Exchange['answer'], pseudonyms: Pseudonyms): Exchange['answer'] {
  const { clean } = pseudonyms
  switch (answer.kind) {
    case 'answered': {
      const body = answer.body.kind === 'kept' ? { kind: 'kept' as const, text: clean(answer.body.text) } : answer.body
      return { ...answer, headers: cleanHeaders(answer.headers, pseudonyms), body }
    }
    case 'broken':
    case 'unreachable':
      return { ...answer, message: clean(answer.message) }
    case 'unsent':
      return answer
  }
}

function sealedBody(
  body: AnswerBody,
  isList: boolean,
  pseudonyms: Pseudonyms,
  isOwn: (key: string) => boolean,
): AnswerBody {
  if (body.kind === 'left-out') return body
  const text = sealedText(body.text, isList, pseudonyms, isOwn)
  // What cannot be sealed is not kept.
  return text === undefined ? { kind: 'left-out', length: body.text.length } : { kind: 'kept', text }
}

/** However short: what a login carries is a password by its place. */
function withoutPassword(path: string, body: string, pseudonyms: Pseudonyms): string {
  if (!path.endsWith('/Login')) return body
  const login: { userName: string; password: string } = JSON.parse(body)
  return JSON.stringify({ ...login, password: pseudonyms.of(login.password) })
}

const beginsPseudonym = /^redacted-/i

function cleanHeaders(headers: Headings, pseudonyms: Pseudonyms): Headings {
  return headers.map(([name, value]) => [name, pseudonyms.clean(hiddenByPlace(name, value))])

  function hiddenByPlace(name: string, value: string): string {
    if (name === 'set-cookie') return cookie(value)
    return name === tokenHeader && pseudonyms.isSecret(value) ? pseudonyms.of(value) : value
  }

  /** However short: what a cookie carries is a secret by its place. */
  function cookie(text: string): string {
    const { name, carried, rest } = partsOf(text)
    const shown = carried === '' || beginsPseudonym.test(carried) ? carried : pseudonyms.of(carried)
    return `${name}${shown}${rest}`
  }
}

/** What a Set-Cookie carries, and what stands before (its name, where it has one) and after that. */
function partsOf(cookie: string): { name: string; carried: string; rest: string } {
  const [, name = '', value = '', rest = ''] = /^([^=;]*=)?([^;]*)(.*)$/s.exec(cookie) ?? []
  return { name, carried: value.replaceAll('"', '').trim(), rest }
}

/** From this length on a cookie is more than a word. */
const shortestCookie = 16

/** Has hidden what an answer hands over: the token of a session, unless it is what was asked with, and whatever a cookie carries. */
export function hideHandedOver(asked: Headers, answered: Headers, pseudonyms: Pseudonyms): void {
  const token = answered.get(tokenHeader)
  if (token !== null && token !== asked.get(tokenHeader)) pseudonyms.hideSecret(token)
  for (const cookie of answered.getSetCookie()) {
    const { carried } = partsOf(cookie)
    if (carried.length >= shortestCookie) pseudonyms.hideCarried(carried)
  }
}
