import { createVCenter } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import type { Control } from './control.ts'
import { empty, faultAnswer, isTerminate, raise, refusing, tokenHeader } from './lawful-answers.ts'

/** How many ids a call names; none where its body is no list. */
function lengthOf(text: string): number {
  try {
    const { sessionId }: { sessionId?: unknown } = JSON.parse(text)
    return Array.isArray(sessionId) ? sessionId.length : 0
  } catch {
    return 0 // Odd bodies are for the mock to refuse.
  }
}

/** An oddity of a second account that may have few sessions at once, whichever way they begin. */
function forSecondAccount(oddity: string, most: number, refuse: () => never): Control {
  return {
    oddity,
    make() {
      const vcenter = createVCenter()
      const requireRoom = (userName: string) => {
        const of = [...vcenter.sessions.values()].filter(({ principal }) => principal.userName === userName)
        if (userName.startsWith('readonly') && of.length >= most) refuse()
      }
      return mockTarget({
        vcenter: {
          ...vcenter,
          login(userName, ...given) {
            requireRoom(userName)
            return vcenter.login(userName, ...given)
          },
          acquireCloneTicket(caller) {
            requireRoom(caller.principal.userName)
            return vcenter.acquireCloneTicket(caller)
          },
        },
      })
    },
  }
}

/** Limits that a server may have, told by a fault or a status in place of words. */
export const limits: Control[] = [
  refusing('it refuses a list of more than 200 ids with InvalidRequest', (request, text) =>
    isTerminate(request) && lengthOf(text) > 200 ? faultAnswer('InvalidRequest') : undefined,
  ),
  refusing('it refuses a list of more than 120 ids with 400', (request, text) =>
    isTerminate(request) && lengthOf(text) > 120 ? empty(400) : undefined,
  ),
  {
    oddity: 'it answers a second TerminateSession of one session within five milliseconds with 429',
    make() {
      const last = new Map<string | null, number>()
      return mockTarget({
        around: (next) => async (request) => {
          if (!isTerminate(request)) return next(request)
          const token = request.headers.get(tokenHeader)
          const now = performance.now()
          if (now - (last.get(token) ?? Number.NEGATIVE_INFINITY) < 5) return empty(429)
          last.set(token, now)
          return next(request)
        },
      })
    },
  },
  forSecondAccount('it lets the second account have sixteen sessions, and then refuses with NoPermission', 16, () =>
    raise('NoPermission', { privilegeId: 'System.Anonymous' }),
  ),
  forSecondAccount('it lets the second account have sixteen sessions, and then refuses with SystemError', 16, () =>
    raise('SystemError', { reason: '' }),
  ),
]
