import { type PlainRequest, textOf, type WholeAnswer } from '../../client/message.ts'
import { type Credentials, tokenHeader } from '../../client/service.ts'
import { encodingsOf } from '../redaction/encodings.ts'
import type { TestSession } from '../sessions/session-registry.ts'

/** An answer that was captured to be searched for secrets. */
export interface CapturedAnswer {
  /** The operation: the last segment of the path. */
  member: string
  /** Its headers and its body. */
  text: string
  /** The token that it hands out, as the answer to Login does. */
  token: string | null
}

/** A shorter secret might stand in a text by chance. */
const minSecretLength = 6

export function captureAnswer(request: PlainRequest, answer: WholeAnswer): CapturedAnswer {
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`)
  const text = [...headers, textOf(answer)].join('\n')
  return { member: request.url.split('/').at(-1) ?? '', text, token: answer.headers.get(tokenHeader) }
}

/** Says whose secret one of the answers contains, in any letter case and encoding; undefined where none does. Never repeats the secret. */
export function leakedSecret(
  captured: readonly CapturedAnswer[],
  sessions: readonly TestSession[],
  principals: readonly (Credentials | undefined)[],
): string | undefined {
  const answers = captured.map((answer) => ({ ...answer, text: answer.text.toLowerCase() }))
  const keys = new Set(sessions.map(({ key }) => key))
  const tokens = sessions
    // Where tokens are keys, they are public: the requirement is about what a server keeps secret.
    .filter(({ token }) => !keys.has(token))
    .map(({ label, token }) => ({
      whose: `the token of ${label}`,
      secret: token,
      // Login hands out the token of the session that it begins, in whatever header or cookie.
      answers: answers.filter((answer) => !(answer.member === 'Login' && answer.token === token)),
    }))
  const passwords = principals.flatMap((principal) =>
    principal === undefined || principal.userName.includes(principal.password)
      ? []
      : [
          {
            whose: `the password of ${principal.userName}`,
            secret: principal.password,
            // The target does not choose the user agents of other people's sessions.
            answers: answers.filter(({ member }) => member !== 'sessionList'),
          },
        ],
  )
  const leak = [...tokens, ...passwords]
    .filter(({ secret }) => secret.length >= minSecretLength)
    .find((candidate) => {
      const encodings = foldedEncodings(candidate.secret)
      return candidate.answers.some(({ text }) => encodings.some((encoding) => text.includes(encoding)))
    })
  return leak && `an answer contains ${leak.whose}`
}

function foldedEncodings(secret: string): string[] {
  return encodingsOf(secret).flatMap((encoding) => (encoding.length < minSecretLength ? [] : [encoding.toLowerCase()]))
}
