import type { MockSession } from '../../../src/mock/index.ts'
import { invalidArgument, notFound } from '../faults.ts'
import type { Mutant } from '../mutant.ts'
import { everywhere, post, stepping, tokenHeader, whenIdle, withPast } from './helpers/common.ts'

export const callers: Mutant[] = [
  stepping('takes sessions of another language than that of the caller for unknown ones', ({ caller, session }) => {
    if (session !== undefined && session.locale !== caller.locale) throw notFound()
    return false
  }),
  everywhere(
    'writes its faults as text where the caller logged in with a language',
    (vcenter) => async (request, next) => {
      const answer = await next(request)
      const caller = [...vcenter.sessions.values()].find(({ token }) => token === request.headers.get(tokenHeader))
      if (answer.status !== 500 || caller === undefined || caller.locale === 'en') return answer
      return new Response('エラー', { status: 500, headers: { 'content-type': 'text/plain' } })
    },
  ),
  everywhere('writes the capitals of its faults as the language of a Turkish caller has them', (vcenter) => {
    return async (request, next) => {
      const answer = await next(request)
      const caller = [...vcenter.sessions.values()].find(({ token }) => token === request.headers.get(tokenHeader))
      if (answer.status !== 500 || caller?.locale !== 'tr') return answer
      const text = (await answer.text()).replace(/"I/g, '"\u0130')
      return new Response(text, { status: 500, headers: answer.headers })
    }
  }),
  stepping('does nothing where TerminateSession is the first call of its caller', ({ caller, session }) => {
    return caller.callCount === 1 && session !== undefined && session !== caller
  }),
  stepping('does nothing for a caller that made more than twenty calls', ({ caller, session }) => {
    return caller.callCount > 20 && session !== undefined && session !== caller
  }),
  stepping('ends a caller by its own key where the caller made more than ten calls', ({ caller, key, vcenter }) => {
    return caller.callCount > 10 && key === caller.key && vcenter.sessions.delete(key)
  }),
  stepping('ends a caller by its own key where that is its first call', ({ caller, key, vcenter }) => {
    return caller.callCount === 1 && key === caller.key && vcenter.sessions.delete(key)
  }),
  stepping('ends a caller that insists on its own key after it was refused', ({ past, caller, key, vcenter }) => {
    return past.failed.has(caller.key) && key === caller.key && vcenter.sessions.delete(key)
  }),
  stepping('does nothing in the first call of a caller after one that failed', ({ past, caller, session }) => {
    return past.failed.has(caller.key) && session !== undefined && session !== caller
  }),
  stepping('refuses the call after a failed one with NotFound', ({ past, caller, session }) => {
    if (past.failed.has(caller.key) && session !== undefined && session !== caller) throw notFound()
    return false
  }),
  stepping('does nothing from the second call of a caller on', ({ past, caller, session }) => {
    return (past.calls.get(caller.key) ?? 0) > 0 && session !== undefined && session !== caller
  }),
  stepping('lets unknown ids pass from the third call of a caller on', ({ past, caller, session }) => {
    return (past.calls.get(caller.key) ?? 0) > 1 && session === undefined
  }),
  withPast('leaves off, in the next call, where the last one was aborted: skips as many ids', (vcenter) => {
    let ended = 0
    return {
      terminateSessions(caller, keys) {
        const skipped = keys.length > ended ? ended : 0
        ended = 0
        for (const key of keys.slice(skipped)) {
          vcenter.terminateSessions(caller, [key])
          ended += 1
        }
        ended = 0
      },
    }
  }),
  withPast('repeats its answer to the same list without doing anything', (vcenter) => {
    const done = new Set<string>()
    return {
      terminateSessions(caller, keys) {
        if (done.has(keys.join())) return
        vcenter.terminateSessions(caller, keys)
        if (keys.length > 0) done.add(keys.join())
      },
    }
  }),
  withPast('takes the session that logged on last for the current session', (vcenter, past) => ({
    terminateSessions(caller, keys) {
      const current = past.all.at(-1) ?? caller
      for (const key of keys) {
        if (key === current.key && past.all.length > 4 && current.principal !== caller.principal)
          throw invalidArgument()
        vcenter.terminateSessions(caller, [key])
      }
    },
  })),
  ...(['first', 'previous'] as const).map((which) =>
    withPast(`compares the ids with the session of the ${which} TerminateSession, not with the caller`, (vcenter) => {
      let known: MockSession | undefined
      return {
        terminateSessions(caller, keys) {
          const current = known !== undefined && vcenter.sessions.has(known.key) ? known : caller
          known = which === 'first' ? (known ?? caller) : caller
          for (const key of keys) {
            if (key === current.key) throw invalidArgument()
            if (!vcenter.sessions.delete(key)) throw notFound()
          }
        },
      }
    }),
  ),
  everywhere('takes the caller of the request before for the caller of TerminateSession', (vcenter) => {
    let last: string | undefined
    return async (request, next) => {
      const token = request.headers.get(tokenHeader)
      const isAlive = [...vcenter.sessions.values()].some((session) => session.token === last)
      const isTermination = request.url.endsWith('/TerminateSession')
      const headers = new Headers(request.headers)
      if (isTermination && isAlive && last !== undefined && token !== null) headers.set(tokenHeader, last)
      last = token ?? last
      return next(isTermination ? post(request, await request.text(), headers) : request)
    }
  }),
  stepping(
    'takes the session that a clone was made from for the current session of the clone',
    ({ past, caller, key }) => {
      if (key === past.parents.get(caller.key)) throw invalidArgument()
      return false
    },
  ),
  stepping('takes a clone of the caller for the current session', ({ past, caller, key }) => {
    if (past.parents.get(key) === caller.key) throw invalidArgument()
    return false
  }),
  stepping('ends a caller that is a clone by its own key', ({ past, caller, key, vcenter }) => {
    return past.parents.has(key) && key === caller.key && vcenter.sessions.delete(key)
  }),
  stepping('ends a caller by its own key where its user has a younger session', ({ caller, key, vcenter, past }) => {
    const younger = past.all.slice(past.all.indexOf(caller) + 1)
    return key === caller.key && younger.some((one) => vcenter.sessions.has(one.key)) && vcenter.sessions.delete(key)
  }),
  stepping(
    'takes a session that began in the same millisecond as the caller for the current session',
    ({ caller, session }) => {
      if (session?.principal === caller.principal && session.loginTime.getTime() === caller.loginTime.getTime())
        throw invalidArgument()
      return false
    },
  ),
  stepping('does not find sessions that began less than 3 ms after the caller', ({ caller, session }) => {
    const apart = (session?.loginTime.getTime() ?? 0) - caller.loginTime.getTime()
    if (session !== undefined && session !== caller && apart >= 0 && apart < 3) throw notFound()
    return false
  }),
  withPast('works on the rest of the list before, too, where that was aborted', (vcenter) => {
    let rest: readonly string[] = []
    return {
      terminateSessions(caller, keys) {
        for (const key of rest) if (key !== caller.key) vcenter.sessions.delete(key)
        rest = []
        for (const [place, key] of keys.entries()) {
          rest = keys.slice(place + 1)
          vcenter.terminateSessions(caller, [key])
        }
        rest = []
      },
    }
  }),
  whenIdle(
    1200,
    everywhere('does nothing for a caller that was idle for a second', () => {
      const lastUsed = new Map<string, number>()
      return async (request, next) => {
        const token = request.headers.get(tokenHeader) ?? ''
        const idle = Date.now() - (lastUsed.get(token) ?? Number.POSITIVE_INFINITY)
        lastUsed.set(token, Date.now())
        return request.url.endsWith('/TerminateSession') && idle > 1000
          ? new Response(null, { status: 204 })
          : next(request)
      }
    }),
  ),
]
