import { setTimeout as delay } from 'node:timers/promises'
import { VimFault } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import type { Control } from './control.ts'
import { isTerminate, tokenHeader, wrapped } from './lawful-answers.ts'

/** The list of ids in a valid body. */
function listIn(text: string): string[] | undefined {
  try {
    const { sessionId } = (JSON.parse(text) ?? {}) as { sessionId?: unknown }
    const isList = Array.isArray(sessionId) && sessionId.every((id) => typeof id === 'string')
    return isList ? (sessionId as string[]) : undefined
  } catch {
    return undefined
  }
}

/** The same call with an empty list, where its list is valid: it only asks whether the call is allowed. */
function emptied(request: Request, text: string): Request {
  if (request.method !== 'POST' || listIn(text) === undefined) return request
  return new Request(request.url, { method: 'POST', headers: request.headers, body: '{"sessionId":[]}' })
}

/** Lawful oddities in the order of concurrent calls. */
export const concurrency: Control[] = [
  wrapped('it serves concurrent requests in another order', (next) => async (request) => {
    await delay(Math.random() * 12)
    return next(request)
  }),
  wrapped('it serves one request at a time', (next) => {
    let last: Promise<unknown> = Promise.resolve()
    return (request) => {
      const response = last.then(() => next(request))
      last = response.catch(() => undefined).then(() => delay(1))
      return response
    }
  }),
  wrapped('it answers concurrent requests in reverse order', (next) => {
    let waiting: (() => void)[] = []
    const release = () => {
      const all = waiting
      waiting = []
      for (const go of all.reverse()) go()
    }
    return async (request) => {
      const response = await next(request)
      if (waiting.length === 0) setTimeout(release, 6)
      await new Promise<void>((resolve) => waiting.push(resolve))
      return response
    }
  }),
  {
    oddity: 'it serves other calls between the sessions of a list',
    make() {
      const target = mockTarget({
        around: (next) => async (request) => {
          const { vcenter } = target
          const text = await request.clone().text()
          // Who calls is known from the beginning: another call may end the caller while this one is carried out.
          const token = request.headers.get(tokenHeader)
          const caller = [...vcenter.sessions.values()].find((session) => session.token === token)
          const response = await next(isTerminate(request) ? emptied(request, text) : request)
          if (!isTerminate(request) || response.status !== 204) return response
          for (const [place, key] of (listIn(text) ?? []).entries()) {
            try {
              if (caller !== undefined) vcenter.terminateSessions(caller, [key])
            } catch (error) {
              if (error instanceof VimFault) return Response.json(error.fault, { status: 500 })
              throw error
            }
            await (place < 100 ? delay(1) : new Promise(setImmediate))
          }
          return response
        },
      })
      return target
    },
  },
]
