import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { onTestFinished } from 'vitest'
import { createApp, createVCenter, type VCenter } from '../../src/mock/index.ts'

/** What a test does with the requests to a mock. */
export interface Handling {
  /** Called with each request, and how many came before it. A request for which it returns `hang` gets no answer. */
  onRequest: (path: string, before: number) => 'answer' | 'hang'
}

/** A mock over HTTP in this process, closed when the test ends. @returns its URL and its domain. */
export async function observedMock({ onRequest }: Handling): Promise<{ url: string; vcenter: VCenter }> {
  const vcenter = createVCenter()
  const behave = getRequestListener(createApp(vcenter).fetch)
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
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, vcenter }
}
