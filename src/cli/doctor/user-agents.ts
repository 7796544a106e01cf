import { hasTag } from '../../conformance/sessions/login-tag.ts'
import { type Line, wrong } from './line.ts'
import { saying } from './words.ts'

/** A session as a server shows it, which need not have the declared form. */
interface Shown {
  key: string
  userAgent?: unknown
}

/** A session in a list; undefined where the list does not show it. */
export function ownIn<Listed extends Shown>(sessions: readonly Listed[], { key }: { key: string }): Listed | undefined {
  return sessions.find((one) => one.key === key)
}

/**
 * Whether both operations show the User-Agent of the login, by which a run knows its own sessions; nothing where they do. A server may keep none: then both show none.
 *
 * @param loginTag undefined where it is not known with which User-Agent the session was begun.
 */
export function* userAgents(
  own: Shown | null,
  listed: Shown | undefined,
  loginTag: string | undefined,
): Generator<Line> {
  if (own === null || listed === undefined) return
  const shown = { currentSession: textOf(own), sessionList: textOf(listed) }
  if (shown.currentSession === shown.sessionList && (shown.sessionList === '' || isOf(shown.sessionList, loginTag)))
    return
  const changed = Object.entries(shown).filter(([, userAgent]) => loginTag !== undefined && !isOf(userAgent, loginTag))
  const seen =
    changed.length === 0
      ? ['currentSession and sessionList show the session with different User-Agents']
      : changed.map(([name, userAgent]) =>
          userAgent === ''
            ? `${name} shows no User-Agent of the session`
            : `${name} shows the session with another User-Agent than that of its login${saying(userAgent)}`,
        )
  yield wrong(
    'sessions',
    seen.join('; '),
    'look at what is between, such as a gateway: it changes or removes User-Agents, by which a run knows its own sessions; have it pass them on as they are, or name the vCenter itself',
  )
}

function isOf(userAgent: string, loginTag: string | undefined): boolean {
  return loginTag === undefined || hasTag(userAgent, loginTag)
}

function textOf({ userAgent }: Shown): string {
  return typeof userAgent === 'string' ? userAgent : ''
}
