import { type PlainRequest, textOf, type WholeAnswer } from '../../client/message.ts'
import { tokenHeader } from '../../client/service.ts'
import { isCommonText } from '../redaction/reserved-words.ts'
import { createSecretSearch, isLong, type SecretSearch } from '../redaction/secret-search.ts'
import { type Account, secretOf } from '../sessions/account.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import { isBeginning } from '../transport/beginning-methods.ts'
import type { Call } from './terminate-call.ts'

/** An answer that was captured to be searched for secrets. */
export interface CapturedAnswer {
  /** The operation: the last segment of the path. */
  member: string
  /** Its headers and its body. */
  text: string
  /** The token that it hands out, as the answer to Login does. */
  token: string | null
}

export function captureAnswer(request: PlainRequest, answer: WholeAnswer): CapturedAnswer {
  const { headers } = answer
  const member = request.url.split('/').at(-1) ?? ''
  // Who sent a token knows it: a server that repeats it in the header that it came in has told nobody.
  const repeated = request.headers.get(tokenHeader)
  return { member, text: wholeText(headers, textOf(answer), repeated), token: headers.get(tokenHeader) }
}

/** The answer to one call, as it would have been captured. @param token that of its caller. */
export function capturedCall({ headers, body }: Pick<Call, 'headers' | 'body'>, token: string): CapturedAnswer {
  return { member: 'TerminateSession', text: wholeText(headers, body, token), token: null }
}

/** @param repeated the token that the header of tokens may hold. */
function wholeText(headers: Headers, body: string, repeated: string | null): string {
  const shown = [...headers].filter(([name, value]) => name !== tokenHeader || value !== repeated)
  return [...shown.map(([name, value]) => `${name}: ${value}`), body].join('\n')
}

/**
 * Says whose secret one of the answers contains, read as a reader would read it; undefined where none does. Never repeats the secret. In an answer
 * that was made so that it cannot be read to its end, secrets are found as they are written only.
 */
export function leakedSecret(
  captured: readonly CapturedAnswer[],
  sessions: readonly TestSession[],
  principals: readonly (Account | undefined)[],
): string | undefined {
  const keys = new Set(sessions.map(({ key }) => key))
  const userNames = principals.flatMap((principal) => (principal === undefined ? [] : [principal.userName]))
  const tokens = sessions
    // Where tokens are keys, they are public: the requirement is about what a server keeps secret.
    .filter(({ token }) => !keys.has(token) && isLong(token))
    .map(({ label, token }) => ({
      whose: `the token of ${label}`,
      secret: token,
      // Login hands out the token of the session that it begins, in whatever header or cookie.
      isIn: (answer: CapturedAnswer) => !(isBeginning(answer.member) && answer.token === token),
    }))
  const passwords = principals.flatMap((principal) => {
    if (principal === undefined) return []
    const [secret, what] = [
      secretOf(principal),
      'token' in principal ? 'the token of the given session' : `the password of ${principal.userName}`,
    ]
    if (isInAnyAnswer(principal)) return []
    // The target does not choose the user agents of other people's sessions.
    return [{ whose: what, secret, isIn: ({ member }: CapturedAnswer) => member !== 'sessionList' }]
  })
  const candidates = [...tokens, ...passwords]
  // A token that lacks a character may be a key or a name, which are public.
  const search = createSecretSearch((text) => !keys.has(text) && !userNames.some((name) => name.includes(text)))
  for (const { secret } of candidates) search.addSecret(secret, '')
  const found = captured.map((answer) => ({ answer, secrets: secretsIn(answer.text, search) }))
  const leak = candidates.find(({ secret, isIn }) =>
    found.some(({ answer, secrets }) => isIn(answer) && secrets.has(secret)),
  )
  return leak && `an answer contains ${leak.whose}`
}

function secretsIn(text: string, search: SecretSearch): Set<string> {
  return new Set((search.find(text) ?? search.findAsWritten(text)).map(({ pattern }) => pattern.value))
}

/** Says which passwords are not looked for; undefined where all are. */
export function notLookedFor(principals: readonly (Account | undefined)[]): string | undefined {
  const names = principals.flatMap((one) => (one !== undefined && isInAnyAnswer(one) ? [one.userName] : []))
  if (names.length === 0) return undefined
  return `not looked for, because answers may contain its text anyway: the password of ${names.join(' and of ')}`
}

/** Whether the text of a password stands in answers that give nothing away. */
function isInAnyAnswer(principal: Account): boolean {
  const secret = secretOf(principal)
  return principal.userName.includes(secret) || isCommonText(secret) || isGuessable(secret)
}

/** Whether a password is so short and so plain that it stands in answers as a value by chance: `en`, `200`. */
function isGuessable(password: string): boolean {
  return !isLong(password) && /^(?:\p{L}*|\p{N}*)$/u.test(password)
}
