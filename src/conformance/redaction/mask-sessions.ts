import { jsonOf } from '../../client/json.ts'
import type { Masker } from './masker.ts'

/** The members of another user's session that stay readable: its type, its times and its language. */
const publicMembers = ['_typeName', 'loginTime', 'lastActiveTime', 'locale', 'messageLocale']

/** An object with any of these members is taken for a session; in a sessionList, one with a `key` as well. */
const sessionMembers = ['userName', 'ipAddress', 'loginTime']

/**
 * A text with the sessions of other users masked; the text itself where it shows none.
 *
 * @param isList the answer to sessionList: every object there that is not the run's own session is another user's.
 * @returns undefined where the text may show such sessions and cannot be written without them.
 */
export function maskSessions(
  text: string,
  isList: boolean,
  masker: Masker,
  isOwn: (key: string) => boolean,
): string | undefined {
  // Most answers show no session, and parsing each would cost time and memory; a member name with escapes is not missed.
  const names = isList ? [...sessionMembers, 'key'] : sessionMembers
  if (!text.includes('\\u') && !names.some((name) => text.includes(name))) return text
  const value = jsonOf(text)
  // Invalid JSON shows no session that the suite could read; an invalid list shows some to a human reader.
  if (value === undefined) return isList ? undefined : text
  if (!maskWithin(value, names, masker, isOwn)) return text
  try {
    return JSON.stringify(value)
  } catch (error) {
    if (error instanceof RangeError) return undefined // Nested too deep to be written.
    throw error
  }
}

/**
 * Learns from a sessionList that is not kept what has to be masked elsewhere: the sessions of other users may stand in other answers, too.
 *
 * @param list its value; it is not changed.
 * @param known the keys of those that were learned before; lists of a run show the same ones again and again.
 */
export function learnSessions(
  list: unknown,
  masker: Masker,
  isOwn: (key: string) => boolean,
  known: Set<string>,
): void {
  for (const session of othersIn(list, [...sessionMembers, 'key'], isOwn)) {
    if (typeof session.key === 'string' && known.has(session.key)) continue
    if (typeof session.key === 'string') known.add(session.key)
    learnSession(session, masker)
  }
}

/** Masks, in place, every session that is not the run's own. @returns whether there was one. */
function maskWithin(root: unknown, names: readonly string[], masker: Masker, isOwn: (key: string) => boolean): boolean {
  let found = false
  for (const session of othersIn(root, names, isOwn)) {
    learnSession(session, masker)
    maskSession(session, masker)
    found = true
  }
  return found
}

/** Every session within a value that is not the run's own. Iterates instead of recursing: a target may nest to any depth. */
function* othersIn(
  root: unknown,
  names: readonly string[],
  isOwn: (key: string) => boolean,
): Generator<Record<string, unknown>> {
  const pending: unknown[] = [root]
  while (pending.length > 0) {
    const value = pending.pop()
    if (typeof value !== 'object' || value === null) continue
    if (isSession(value, names) && !(typeof value.key === 'string' && isOwn(value.key))) yield value
    else for (const member of Object.values(value)) pending.push(member) // One by one: there may be a million.
  }
}

function isSession(value: object, names: readonly string[]): value is Record<string, unknown> {
  return !Array.isArray(value) && names.some((name) => name in value)
}

/** Has the names of a session masked wherever they stand. */
function learnSession(session: Record<string, unknown>, masker: Masker): void {
  for (const name of ['key', 'userName', 'fullName', 'ipAddress', 'userAgent']) {
    const value = session[name]
    if (typeof value !== 'string') continue
    masker.maskPrivate(value)
    if (name === 'userName') for (const account of accountsIn(value)) masker.maskPrivate(account)
  }
}

function maskSession(session: Record<string, unknown>, masker: Masker): void {
  for (const [name, value] of Object.entries(session)) {
    if (publicMembers.includes(name)) continue
    if (typeof value === 'string') session[name] = masker.pseudonymOf(value)
    else if (typeof value === 'object' && value !== null) session[name] = null
    else if (name === 'key') session[name] = masker.pseudonymOf(String(value))
  }
}

/** The account names within a user name: `alice` of `DOMAIN\alice` and of `alice@domain`, all three of `DOMAIN\alice@domain`. */
function accountsIn(userName: string): string[] {
  const withoutDomain = userName.split('\\').at(-1) ?? ''
  return [withoutDomain, ...[userName, withoutDomain].map((name) => name.split('@')[0] ?? '')]
}
