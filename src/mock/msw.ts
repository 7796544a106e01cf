import { type HttpHandler, http } from 'msw'
import { type AppOptions, createApp } from './app.ts'
import { fault } from './faults.ts'
import { createVCenter, type VCenter } from './vcenter.ts'

export { createVCenter, fault, type VCenter }

/**
 * The mock as msw handlers.
 *
 * @param url the host that is mocked, `https://vcenter.example`; other hosts are left alone.
 * @param vcenter the simulated vCenter; by default one with the built-in principals and no session.
 *
 * @example
 * const server = setupServer(...handlers('https://vcenter.example'))
 */
export function handlers(url: string, vcenter: VCenter = createVCenter(), options: AppOptions = {}): HttpHandler[] {
  const app = createApp(vcenter, options)
  const { origin } = new URL(url)
  // Compared, not matched: the brackets of an IPv6 address have a meaning in a path of msw.
  return [
    http.all(
      ({ request }) => new URL(request.url).origin === origin,
      ({ request }) => app.fetch(request),
    ),
  ]
}
