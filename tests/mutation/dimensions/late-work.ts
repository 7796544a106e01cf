import type { Mutant } from '../mutant.ts'
import { everywhere, post, tokenHeader } from './helpers/common.ts'
import { done, during, fault, send } from './helpers/running.ts'
import { idsOf } from './helpers/wire.ts'

export const lateWork: Mutant[] = [
  during('works on the ids of a list all at once, so that those behind a failure end, too', () => async (call) => {
    const answers = await Promise.all(call.ids.map((id) => send(call, [id])))
    return answers.find(({ status }) => status !== 204) ?? done()
  }),
  during('works on four ids at once, so that up to three behind a failure end, too', () => async (call) => {
    for (let start = 0; start < call.ids.length; start += 4) {
      const answers = await Promise.all(call.ids.slice(start, start + 4).map((id) => send(call, [id])))
      const failure = answers.find(({ status }) => status !== 204)
      if (failure !== undefined) return failure
    }
    return call.ids.length === 0 ? call.next(call.request) : done()
  }),
  during('answers an abort, and goes on with the rest of the list 50 ms later', () => async (call) => {
    const response = await call.next(call.request)
    const own = call.request.headers.get(tokenHeader)
    const rest = () => {
      for (const id of call.ids) if (call.vcenter.sessions.get(id)?.token !== own) call.vcenter.sessions.delete(id)
    }
    if (response.status === 500) setTimeout(rest, 50).unref()
    return response
  }),
  during('answers at its first failure or after ten ids, and ends the others 30 ms later', () => async (call) => {
    if (call.ids.length <= 10) return call.next(call.request)
    const response = await send(call, call.ids.slice(0, 10))
    if (response.status === 204) setTimeout(() => send(call, call.ids.slice(10)), 30).unref()
    return response
  }),
  during('answers a list whose last id is own at once, and ends the others after a login came', () => async (call) => {
    const own = call.request.headers.get(tokenHeader)
    const last = call.ids.at(-1) ?? ''
    if (call.ids.length < 2 || call.vcenter.sessions.get(last)?.token !== own) return call.next(call.request)
    setTimeout(() => send(call, call.ids), 80).unref()
    return fault('InvalidArgument')
  }),
  everywhere('ends sessions at the next request after its answer', (vcenter) => {
    let open: (() => Promise<unknown>) | undefined
    return async (request, next) => {
      const wasOpen = open
      open = undefined
      const hadEffect = wasOpen !== undefined && request.url.endsWith('/sessionList')
      if (wasOpen !== undefined && !hadEffect) await wasOpen()
      const ids = request.url.endsWith('/TerminateSession') ? idsOf(await request.clone().text()) : undefined
      const victim = vcenter.sessions.get(ids?.[0] ?? '')
      const isSingle = ids?.length === 1 && victim !== undefined && victim.token !== request.headers.get(tokenHeader)
      if (!isSingle || wasOpen !== undefined) {
        const response = await next(request)
        if (hadEffect) await wasOpen()
        return response
      }
      const copy = request.clone()
      const tried = await next(post(request, '{"sessionId":[]}'))
      if (tried.status !== 204) return tried
      open = () => next(copy)
      return tried
    }
  }),
]
