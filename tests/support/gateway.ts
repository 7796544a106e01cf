import type { Fetch } from '../../src/client/index.ts'
import { lostConnection } from './lost-connection.ts'

/** A gateway that now and then answers in place of the server, or loses the connection before or after the server has seen the request. */
export function gateway(fetch: Fetch, seed: number, oneIn: number): Fetch {
  let state = seed
  // A linear congruential generator (Numerical Recipes), so that a run can be repeated.
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
  const page = '<html><body><h1>Bad gateway</h1></body></html>'
  return async (request) => {
    await new Promise((resolve) => setTimeout(resolve, below(4)))
    if (below(oneIn) > 0) return fetch(request)
    switch (below(4)) {
      case 0:
        return new Response(page, { status: 503, headers: { 'content-type': 'text/html' } })
      case 1:
        return new Response('', { status: 429, headers: { 'retry-after': '0' } })
      case 2:
        throw lostConnection()
      default:
        await fetch(request)
        throw lostConnection()
    }
  }
}
