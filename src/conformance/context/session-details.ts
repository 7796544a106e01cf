import type { TestSession } from '../sessions/session-registry.ts'

/** What sessionList shows of each session of the run at one moment, beside its key. */
export type SessionDetails = ReadonlyMap<TestSession, Readonly<Record<string, unknown>>>

/** What is compared: the members of a UserSession that stay as they are while it lives, and those that only grow. */
type Comparison = 'equal' | 'same time' | 'no earlier time' | 'no less'

/** The number of entries that the list has for a session, beside what it shows of it. */
const entries = 'number of entries'

/** At which place of the list it stands. */
const place = 'place in the list'

/**
 * The members by what becomes of them while nobody but the suite uses the session (the fragment's UserSession). Its address is not among them: behind several gateways, it may be
 * another one at each request.
 */
const members: Readonly<Record<string, Comparison>> = {
  userName: 'equal',
  fullName: 'equal',
  userAgent: 'equal',
  extensionSession: 'equal',
  locale: 'equal',
  messageLocale: 'equal',
  loginTime: 'same time',
  lastActiveTime: 'no earlier time',
  callCount: 'no less',
  [entries]: 'equal',
}

/** The sessions of the run that an answer to sessionList shows, with what it shows of them. */
export function detailsIn(value: unknown, sessions: readonly TestSession[]): SessionDetails {
  const byKey = new Map(sessions.map((session) => [session.key, session]))
  const details = new Map<TestSession, Record<string, unknown>>()
  for (const [index, shown] of (Array.isArray(value) ? value : []).entries()) {
    const session = typeof shown?.key === 'string' ? byKey.get(shown.key) : undefined
    if (session !== undefined)
      details.set(session, { ...shown, [entries]: Number(details.get(session)?.[entries] ?? 0) + 1, [place]: index })
  }
  return details
}

/** At which place the list shows a session, counted from zero. */
export function placeIn(details: SessionDetails, session: TestSession): number | undefined {
  const index = details.get(session)?.[place]
  return typeof index === 'number' ? index : undefined
}

/** The first session that is shown more than once; undefined where there is none. */
export function shownTwice(details: SessionDetails): TestSession | undefined {
  return [...details].find(([, shown]) => Number(shown[entries]) > 1)?.[0]
}

/** The first member that is not as it has to be, of a session that is shown both times: `loginTime of session 2 was …, and is …`; undefined where there is none. */
export function changedMember(before: SessionDetails, after: SessionDetails): string | undefined {
  for (const [session, shown] of after) {
    const earlier = before.get(session)
    if (earlier === undefined) continue
    for (const [member, comparison] of Object.entries(members)) {
      const [was, is] = [earlier[member], shown[member]]
      // A target need not send all of them.
      if (was === undefined || is === undefined || holds(comparison, was, is)) continue
      return `${member} of ${session.label} was ${JSON.stringify(was)}, and is ${JSON.stringify(is)}`
    }
  }
  return undefined
}

/** The members that grow by the requests of a session. */
const ofUse = Object.keys(members).filter((member) => ['no earlier time', 'no less'].includes(members[member] ?? ''))

/** Each member by which a session is shown to have been used since, other than the one that read the lists: `callCount of session 2`, and what became of it. */
export function usesShown(before: SessionDetails, after: SessionDetails, reader: TestSession): Map<string, string> {
  const uses = new Map<string, string>()
  for (const [session, shown] of after) {
    for (const member of session === reader ? [] : ofUse) {
      const [was, is] = [before.get(session)?.[member], shown[member]]
      if (was !== undefined && is !== undefined && was !== is)
        uses.set(`${member} of ${session.label}`, `was ${JSON.stringify(was)}, and is ${JSON.stringify(is)}`)
    }
  }
  return uses
}

function holds(comparison: Comparison, was: unknown, is: unknown): boolean {
  if (was === is) return true
  switch (comparison) {
    case 'equal':
      return false
    case 'same time':
      return timeOf(was) === timeOf(is)
    case 'no earlier time':
      return !(timeOf(is) < timeOf(was))
    case 'no less':
      return !(Number(is) < Number(was))
  }
}

/** Milliseconds; NaN for what is not a time. */
function timeOf(value: unknown): number {
  return typeof value === 'string' ? Date.parse(value) : Number.NaN
}
