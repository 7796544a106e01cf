import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { onTestFinished } from 'vitest'
import type { GatewayOptions } from '../../src/mock/gateway-options.ts'
import { createApp, createVCenter, type VCenter } from '../../src/mock/index.ts'

/** What a test does with the requests to a mock. */
export interface Handling {
  /** Called with each request, and how many came before it. A request for which it returns `hang` gets no answer. */
  onRequest: (path: string, before: number) => 'answer' | 'hang'
  /** Delays and failures of a gateway before it; by default, none. */
  weather?: GatewayOptions
}

/** A mock over HTTP: its URL, its domain, and what ends the delays and failures. */
export interface ObservedMock {
  url: string
  vcenter: VCenter
  endWeather: () => void
}

/** A mock over HTTP in this process, closed when the test ends. */
export async function observedMock({ onRequest, weather = {} }: Handling): Promise<ObservedMock> {
  const vcenter = createVCenter()
  const [calm, behind] = [createApp(vcenter), createApp(vcenter, weather)]
  let app = behind
  const behave = getRequestListener((request, env) => app.fetch(request, env))
  let requests = 0
  const server = createServer((incoming, outgoing) => {
    requests += 1
    if (onRequest(incoming.url ?? '', requests - 1) === 'answer') behave(incoming, outgoing)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    vcenter,
    endWeather() {
      app = calm
    },
  }
}
