import { type HttpHandler, http } from 'msw'
import { type AppOptions, createApp } from './app.ts'
import { fault } from './faults.ts'
import { createVCenter, type VCenter } from './vcenter.ts'

export { createVCenter, fault, type VCenter }

/**
 * The mock as msw handlers.
 *
 * @param url what `connect` is given: the host, and a path where the API is served under one: `https://proxy.example/vcenter`. Other hosts and paths are left alone. `/sdk`,
 * which is a part of each request's path, may stand at its end.
 * @param vcenter the simulated vCenter; by default one with the built-in principals and no session.
 * @throws TypeError where `url` is invalid.
 *
 * @example
 * const server = setupServer(...handlers('https://vcenter.example'))
 */
export function handlers(url: string, vcenter: VCenter = createVCenter(), options: AppOptions = {}): HttpHandler[] {
  const app = createApp(vcenter, options)
  const { origin, prefix } = placeOf(url)
  // Compared, not matched: the brackets of an IPv6 address have a meaning in a path of msw.
  return [
    http.all(
      ({ request }) => {
        const asked = new URL(request.url)
        return asked.origin === origin && asked.pathname.startsWith(`${prefix}/`)
      },
      ({ request }) => app.fetch(prefix === '' ? request : without(prefix, request)),
    ),
  ]
}

/** The origin of a URL, and the path in front of every request. @throws TypeError. */
function placeOf(url: string): { origin: string; prefix: string } {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol))
    throw new TypeError('invalid url: give https:// or http:// and the name of the host')
  const prefix = parsed.pathname.replace(/\/+$/, '').replace(/\/sdk(\/.*)?$/i, '')
  return { origin: parsed.origin, prefix }
}

/** A request as it is without a path in front of its own. */
function without(prefix: string, request: Request): Request {
  const { origin, pathname, search } = new URL(request.url)
  return new Request(`${origin}${pathname.slice(prefix.length)}${search}`, request)
}
