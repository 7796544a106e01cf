import { runSuite } from '../../src/conformance/index.ts'
import type { MockSession } from '../../src/mock/index.ts'
import { type Attack, pairs } from './attack.ts'
import { type Attacked, type Behaviour, memberOf, tokenHeader } from './attacked.ts'
import { idsIn, loose, rename } from './lenient-ids.ts'

const requirements = [
  'terminate.success.no-content',
  'terminate.success.all-listed',
  'terminate.not-found.ended-session',
]

/** The key that a server gives a session of the run, so that a lenient server takes it for that of another user. */
const keys: Record<string, (other: MockSession) => string> = {
  'in capitals': ({ key }) => key.toUpperCase(),
  'with a blank behind it': ({ key }) => `${key} `,
  'with a zero-width space in it': ({ key }) => `${key.slice(0, 9)}\u200b${key.slice(9)}`,
  'with more behind it': ({ key }) => `${key}-1`,
  'with more before it': ({ key }) => `session-${key}`,
  'cut after 24 characters': ({ key }) => key.slice(0, 24),
  'without separators': ({ key }) => key.replaceAll('-', ''),
  'in braces': ({ key }) => `{${key}}`,
  'in full-width digits': ({ key }) =>
    key.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  'with an escape of URLs': ({ key }) => key.replace('-', '%2d'),
  'as a path': ({ key }) => `UserSession/${key}`,
  'after a comma': ({ key }) => `x,${key}`,
  'in base64': ({ key }) => Buffer.from(key).toString('base64'),
  'as a pattern': ({ key }) => `${key.slice(0, 4)}*`,
  'as its user': ({ principal }) => principal.userName,
  'as its User-Agent': ({ userAgent }) => userAgent || 'no user agent',
}

/** Ends every session of others that a lenient server could mean by an id. */
function endLenient({ vcenter, others }: Attacked, ids: readonly string[]): void {
  const readings = ids.flatMap((id) => [id, Buffer.from(id, 'base64').toString(), id.replace('%2d', '-')]).map(loose)
  for (const other of [others.named, others.unnamed]) {
    const names = [other.key, other.principal.userName, other.userAgent].map(loose).filter((name) => name.length > 3)
    const isMeant = readings.some((id) => id.length > 2 && names.some((name) => name.includes(id) || id.includes(name)))
    if (isMeant) vcenter.sessions.delete(other.key)
  }
}

function givingKeys(
  attacked: Attacked,
  userAgent: 'named' | 'unnamed',
  write: (other: MockSession) => string,
  renamed: Set<string>,
): Behaviour {
  const { vcenter, others } = attacked
  let logins = 0
  return async (request, mock) => {
    const member = memberOf(request)
    if (member === 'TerminateSession') {
      const ids = await idsIn(request)
      // Lenient with the keys that it has made up: the others are those of the mock, and like no other.
      endLenient(
        attacked,
        ids.filter((id) => renamed.has(id)),
      )
    }
    const answer = await mock(request)
    if (member !== 'Login' || answer.status !== 200) return answer
    logins += 1
    const shown = (await answer.json()) as { key: string }
    const session = vcenter.sessions.get(shown.key)
    // The controller keeps its key: without it, nothing is sent.
    if (session === undefined || logins !== 3) return Response.json(shown, answer)
    const key = write(others[userAgent])
    if (vcenter.sessions.has(key)) return Response.json(shown, answer)
    rename(attacked, session, key)
    renamed.add(key)
    return Response.json({ ...shown, key }, { headers: { [tokenHeader]: session.token } })
  }
}

/** By keys that are like those of others. */
export const likeKeys: Attack[] = pairs(Object.entries(keys), ['named', 'unnamed'] as const).map(
  ([[name, write], userAgent]) => ({
    title: `a server gives a session of the run the key of another user's session ${name} (${userAgent === 'named' ? 'with' : 'without'} a User-Agent)`,
    async attempt(attacked) {
      const renamed = new Set<string>()
      attacked.behave(givingKeys(attacked, userAgent, write, renamed))
      const result = await runSuite(attacked.target, { only: requirements, seed: 1, idleMs: 0, exchanges: false })
      // It is logged out by its own token; where that is not so, the run says that it is left.
      return { kind: 'result', result, mustTell: [...renamed].some((key) => attacked.vcenter.sessions.has(key)) }
    },
  }),
)
