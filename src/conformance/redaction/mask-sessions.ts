import { jsonOf } from '../../client/json.ts'
import type { Masker } from './masker.ts'

/** What of a session is told of everybody: what kind of thing it is, its times and its language. */
const publicMembers = ['_typeName', 'loginTime', 'lastActiveTime', 'locale', 'messageLocale']

/** By any of these an object is taken for a session; in a sessionList, by its key as well. */
const sessionMembers = ['userName', 'ipAddress', 'loginTime']

/**
 * A text in which the sessions of other people are sealed: the text itself where it shows none.
 *
 * @param isList it was answered to sessionList: what stands there and is not the run's own is somebody's.
 * @returns undefined where it shows some, or may, and cannot be written without them.
 */
export function maskSessions(
  text: string,
  isList: boolean,
  pseudonyms: Masker,
  isOwn: (key: string) => boolean,
): string | undefined {
  // Most answers show no session, and to read each for nothing costs time and memory; an escaped name is not overlooked.
  const marks = isList ? [...sessionMembers, 'key'] : sessionMembers
  if (!text.includes('\\u') && !marks.some((name) => text.includes(name))) return text
  const value = jsonOf(text)
  // What is no JSON shows no session that the suite could read; a list that is broken shows some to whoever looks.
  if (value === undefined) return isList ? undefined : text
  if (!maskWithin(value, marks, pseudonyms, isOwn)) return text
  try {
    return JSON.stringify(value)
  } catch (error) {
    if (error instanceof RangeError) return undefined // Nested beyond measure.
    throw error
  }
}

/** Seals, in place, every session that is not the run's own. Not by recursion: a target may nest as deep as it likes. @returns whether there was one. */
function maskWithin(
  root: unknown,
  marks: readonly string[],
  pseudonyms: Masker,
  isOwn: (key: string) => boolean,
): boolean {
  let found = false
  const left: unknown[] = [root]
  while (left.length > 0) {
    const value = left.pop()
    if (typeof value !== 'object' || value === null) continue
    if (isSession(value, marks) && !(typeof value.key === 'string' && isOwn(value.key))) {
      maskSession(value, pseudonyms)
      found = true
    } else for (const member of Object.values(value)) left.push(member) // One by one: there may be a million.
  }
  return found
}

function isSession(value: object, marks: readonly string[]): value is Record<string, unknown> {
  return !Array.isArray(value) && marks.some((name) => name in value)
}

function maskSession(session: Record<string, unknown>, pseudonyms: Masker): void {
  for (const name of ['key', 'userName', 'fullName', 'ipAddress', 'userAgent']) {
    const value = session[name]
    if (typeof value !== 'string') continue
    pseudonyms.maskPrivate(value)
    if (name === 'userName') for (const account of accountsIn(value)) pseudonyms.maskPrivate(account)
  }
  for (const [name, value] of Object.entries(session)) {
    if (publicMembers.includes(name)) continue
    if (typeof value === 'string') session[name] = pseudonyms.pseudonymOf(value)
    else if (typeof value === 'object' && value !== null) session[name] = null
    else if (name === 'key') session[name] = pseudonyms.pseudonymOf(String(value))
  }
}

/** What a name is besides: `alice` of `DOMAIN\alice` and of `alice@domain`, and all three of `DOMAIN\alice@domain`. */
function accountsIn(userName: string): string[] {
  const withoutDomain = userName.split('\\').at(-1) ?? ''
  return [withoutDomain, ...[userName, withoutDomain].map((name) => name.split('@')[0] ?? '')]
}
