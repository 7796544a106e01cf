import type { MockSession } from '../../../src/mock/index.ts'
import type { Mutant } from '../mutant.ts'
import { type At, everywhere, withPast } from './helpers/common.ts'

const isOther = (at: At) => at.session?.principal !== at.caller.principal
const isLast = ({ place, keys }: At) => place === keys.length - 1

/** A defect of what is seen of an ended session: in the list, by SessionIsActive, or by its token. */
const seen = (defect: string, where: 'list' | 'active' | 'token', is: (at: At, age: number) => boolean): Mutant =>
  withPast(defect, (vcenter, past) => {
    const ended = new Map<string, { at: At; session: MockSession; time: number }>()
    const ghosts = () =>
      [...ended.values()].filter(({ at, time }) => is(at, Date.now() - time)).map(({ session }) => session)
    class Shown extends Map<string, MockSession> {
      override values() {
        const all = new Map([...ghosts().map((one) => [one.key, one] as const), ...vcenter.sessions])
        return all.values()
      }
    }
    return {
      ...(where === 'list' ? { sessions: new Shown() } : {}),
      ...(where === 'active'
        ? {
            sessionIsActive: (key: string, user: string) =>
              vcenter.sessionIsActive(key, user) ||
              ghosts().some((one) => one.key === key && one.principal.userName === user),
          }
        : {}),
      ...(where === 'token'
        ? {
            authenticate: (token: string) => vcenter.authenticate(token) ?? ghosts().find((one) => one.token === token),
          }
        : {}),
      terminateSessions(caller, keys) {
        for (const [place, key] of keys.entries()) {
          const session = vcenter.sessions.get(key)
          vcenter.terminateSessions(caller, [key])
          const at = { vcenter, past, caller, key, session, place, keys }
          if (session !== undefined) ended.set(key, { at, session, time: Date.now() })
        }
      },
    }
  })

/** What sessionList shows of a session that has made a request. */
const useOf: Record<string, (session: MockSession) => void> = {
  'their time': (session) => {
    session.lastActiveTime = new Date()
  },
  'their number of calls': (session) => {
    session.callCount += 1
  },
}

const isClone = ({ past, key }: At) => past.parents.has(key)

export const traces: Mutant[] = [
  everywhere('shows each session twice in the list once it has ended one', () => {
    let hasEnded = false
    return async (request, next) => {
      const answer = await next(request)
      if (request.url.endsWith('/TerminateSession')) hasEnded ||= answer.status === 204
      if (!request.url.endsWith('/sessionList') || answer.status !== 200 || !hasEnded) return answer
      const list: unknown = await answer.json()
      return Response.json(Array.isArray(list) ? [...list, ...list] : list)
    }
  }),
  seen('still shows an ended session in the list', 'list', () => true),
  ...[20, 150, 700].map((ms) =>
    seen(`still shows an ended session in the list for ${ms} ms`, 'list', (_, age) => age < ms),
  ),
  ...Object.entries(useOf).map(([what, use]) =>
    withPast(`shows the sessions behind the id that fails as used: ${what}`, (vcenter) => ({
      terminateSessions(caller, keys) {
        try {
          vcenter.terminateSessions(caller, keys)
        } catch (error) {
          for (const session of keys.flatMap((key) => vcenter.sessions.get(key) ?? []))
            if (session !== caller) use(session)
          throw error
        }
      },
    })),
  ),
  seen('still shows an ended clone in the list', 'list', isClone),
  seen('still shows the last session of a list of ids in the list', 'list', (at) => at.place > 0 && isLast(at)),
  seen('still shows an ended session of another user in the list', 'list', isOther),
  seen('shows an ended session in the list again after a second', 'list', (_, age) => age > 1000),
  seen('still calls an ended session active', 'active', () => true),
  seen('still calls an ended session active for 200 ms', 'active', (_, age) => age < 200),
  seen('still calls an ended session of another user active', 'active', isOther),
  seen('still calls the second session of a list of ids active', 'active', ({ place }) => place === 1),
  seen('still calls an ended clone active', 'active', isClone),
  seen('still serves the token of an ended session', 'token', () => true),
  seen('still serves the token of an ended session for 100 ms', 'token', (_, age) => age < 100),
  seen('serves the token of an ended session again after half a second', 'token', (_, age) => age > 500),
  seen('still serves the token of an ended session of another user', 'token', isOther),
  seen('still serves the token of an ended clone', 'token', isClone),
  seen('still serves the token of the last session of several', 'token', (at) => at.place > 0 && isLast(at)),
  seen(
    'still serves the token of an ended session that was used before',
    'token',
    ({ session }) => (session?.callCount ?? 0) > 1,
  ),
  seen('still serves the tokens of sessions behind the fifth id', 'token', ({ place }) => place >= 5),
]
