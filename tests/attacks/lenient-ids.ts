import type { MockSession } from '../../src/mock/index.ts'
import type { Attacked } from './attacked.ts'

/** A text as a lenient comparison reads it: letters and digits of every script, in one case. */
export function loose(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** The ids in the list of a TerminateSession; none where it has no list. */
export async function idsIn(request: Request): Promise<string[]> {
  const body: unknown = await request
    .clone()
    .json()
    .catch(() => undefined)
  const listed = typeof body === 'object' && body !== null && 'sessionId' in body ? body.sessionId : []
  return Array.isArray(listed) ? listed.filter((id) => typeof id === 'string') : []
}

/** Gives a session another key. */
export function rename({ vcenter }: Attacked, session: MockSession, key: string): void {
  vcenter.sessions.delete(session.key)
  session.key = key
  vcenter.sessions.set(key, session)
}
