import { setTimeout as pause } from 'node:timers/promises'
import type { Mutant } from '../mutant.ts'
import { post, tokenHeader } from './helpers/common.ts'
import { done, during, fault, send } from './helpers/running.ts'

export const concurrency: Mutant[] = [
  ...[0, 1, 10].map((ms) =>
    during(
      `lets two calls at once both end a session: it looks ids up, and ends them ${ms} ms later`,
      () => async (call) => {
        const alive = new Set(call.vcenter.sessions.keys())
        await pause(ms)
        return send(
          call,
          call.ids.filter((id) => !alive.has(id) || call.vcenter.sessions.has(id)),
        )
      },
    ),
  ),
  during('lets neither of two calls at once end a session that both name', () => async (call) => {
    await pause(2)
    const isShared = [...call.running].some((ids) => ids !== call.ids && ids.some((id) => call.ids.includes(id)))
    if (!isShared) return call.next(call.request)
    await pause(2)
    return fault('NotFound')
  }),
  during('refuses a call while another one is under way', () => async (call) => {
    const isBusy = call.running.size > 1
    await pause(2)
    return isBusy ? fault('TaskInProgress') : call.next(call.request)
  }),
  during('answers a call 204 and does nothing while another one is under way', () => async (call) => {
    const isBusy = call.running.size > 1
    await pause(2)
    return isBusy ? done() : call.next(call.request)
  }),
  during('works on the list that came last where two calls are under way', () => {
    let current: string[] = []
    return async (call) => {
      current = call.ids
      await pause(2)
      return send(call, current)
    }
  }),
  during('takes the caller that came last where two calls are under way', () => {
    let current: string | null = null
    return async (call) => {
      current = call.request.headers.get(tokenHeader)
      await pause(2)
      const headers = new Headers(call.request.headers)
      headers.set(tokenHeader, current ?? '')
      return call.next(post(call.request, JSON.stringify({ sessionId: call.ids }), headers))
    }
  }),
  during('gives the answer of the call that ended last to all calls under way', () => {
    let last: Response | undefined
    return async (call) => {
      const isAlone = call.running.size === 1
      await pause(2)
      last = await call.next(call.request)
      await pause(2)
      return isAlone && call.running.size === 1 ? last : last.clone()
    }
  }),
  during('aborts every call under way where one of them fails', () => {
    let failures = 0
    return async (call) => {
      const before = failures
      await pause(3)
      if (failures > before) return fault('NotFound')
      const response = await call.next(call.request)
      if (response.status === 500) failures += 1
      return response
    }
  }),
  during('loses what another call did meanwhile: it writes back the sessions that it read', () => async (call) => {
    const read = new Map(call.vcenter.sessions)
    await pause(2)
    const before = new Set(call.vcenter.sessions.keys())
    const response = await call.next(call.request)
    for (const [key, one] of read) if (!before.has(key) && !call.ids.includes(key)) call.vcenter.sessions.set(key, one)
    return response
  }),
  during('loses the logins that came while it worked', () => async (call) => {
    const read = new Set(call.vcenter.sessions.keys())
    await pause(2)
    const response = await call.next(call.request)
    for (const key of [...call.vcenter.sessions.keys()]) if (!read.has(key)) call.vcenter.sessions.delete(key)
    return response
  }),
  during('brings a session back that logged out while it worked', () => async (call) => {
    const read = new Map(call.vcenter.sessions)
    await pause(3)
    const response = await call.next(call.request)
    for (const [key, one] of read)
      if (!call.ids.includes(key) && !call.vcenter.sessions.has(key)) call.vcenter.sessions.set(key, one)
    return response
  }),
  during('refuses both of two calls at once that list the callers of each other', () => {
    const callers = new Map<readonly string[], string>()
    return async (call) => {
      const token = call.request.headers.get(tokenHeader)
      const own = [...call.vcenter.sessions.values()].find((one) => one.token === token)?.key ?? ''
      callers.set(call.ids, own)
      await pause(3)
      const isMutual = [...call.running].some((ids) => ids.includes(own) && call.ids.includes(callers.get(ids) ?? ''))
      await pause(3)
      return isMutual && !call.ids.includes(own) ? fault('SystemError') : call.next(call.request)
    }
  }),
]
