import { type Credentials, tokenHeader } from '../../client/service.ts'
import type { TestSession } from '../run/ownership.ts'

/** Below this length a secret might stand in a text by chance. */
const shortestSecret = 6

/** An answer as text: its headers, but for the one in which Login hands over the token, and its body. */
export async function textOf(response: Response): Promise<string> {
  const headers = [...response.headers]
    .filter(([name]) => name !== tokenHeader)
    .map(([name, value]) => `${name}: ${value}`)
  return [...headers, await response.text()].join('\n')
}

/** Says whose secret stands in one of the texts, plainly, in base64 or as part of a URL. Never says the secret. */
export function leakedSecret(
  texts: readonly string[],
  sessions: readonly TestSession[],
  principals: readonly (Credentials | undefined)[],
): string | undefined {
  const keys = new Set(sessions.map(({ key }) => key))
  const tokens = sessions
    // Where tokens are keys, they are public: the requirement is about what a server keeps secret.
    .filter(({ token }) => !keys.has(token))
    .map(({ label, token }) => ({ whose: `the token of ${label}`, secret: token }))
  const passwords = principals.flatMap((principal) =>
    principal === undefined || principal.userName.includes(principal.password)
      ? []
      : [{ whose: `the password of ${principal.userName}`, secret: principal.password }],
  )
  const leak = [...tokens, ...passwords]
    .filter(({ secret }) => secret.length >= shortestSecret)
    .find(({ secret }) => texts.some((text) => spellings(secret).some((spelling) => text.includes(spelling))))
  return leak && `an answer contains ${leak.whose}`
}

function spellings(secret: string): string[] {
  return [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').replace(/=+$/, '')]
}
