import { type PlainRequest, textOf, type WholeAnswer } from '../../client/message.ts'
import { type Credentials, tokenHeader } from '../../client/service.ts'
import { encodingsOf } from '../redaction/encodings.ts'
import type { TestSession } from '../sessions/session-registry.ts'

/** An answer that was listened to. */
export interface CapturedAnswer {
  /** What was asked: the last segment of the path. */
  member: string
  /** Its headers and its body. */
  text: string
  /** The token that it hands over, as Login should. */
  token: string | null
}

/** Below this length a secret might stand in a text by chance. */
const minSecretLength = 6

export function captureAnswer(request: PlainRequest, answer: WholeAnswer): CapturedAnswer {
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`)
  const text = [...headers, textOf(answer)].join('\n')
  return { member: request.url.split('/').at(-1) ?? '', text, token: answer.headers.get(tokenHeader) }
}

/** Says whose secret stands in one of the answers: plainly, in other case, in base64, or as part of a URL, of HTML or of JSON. Never says the secret. */
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
      // Login hands over the token of the session that it begins, in whatever header or cookie.
      answers: answers.filter((answer) => !(answer.member === 'Login' && answer.token === token)),
    }))
  const passwords = principals.flatMap((principal) =>
    principal === undefined || principal.userName.includes(principal.password)
      ? []
      : [
          {
            whose: `the password of ${principal.userName}`,
            secret: principal.password,
            // What other people's clients call themselves is not the target's to choose.
            answers: answers.filter(({ member }) => member !== 'sessionList'),
          },
        ],
  )
  const leak = [...tokens, ...passwords]
    .filter(({ secret }) => secret.length >= minSecretLength)
    .find((candidate) => {
      const spellings = foldedSpellings(candidate.secret)
      return candidate.answers.some(({ text }) => spellings.some((spelling) => text.includes(spelling)))
    })
  return leak && `an answer contains ${leak.whose}`
}

function foldedSpellings(secret: string): string[] {
  return encodingsOf(secret).flatMap((spelling) => (spelling.length < minSecretLength ? [] : [spelling.toLowerCase()]))
}
