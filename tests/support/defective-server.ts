import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { onTestFinished } from 'vitest'
import { createApp, createVCenter } from '../../src/mock/index.ts'

/** The mock over HTTP, which answers TerminateSession with 200 instead of 204. Closed when the test ends. @returns its URL. */
export async function serveDefective(): Promise<string> {
  const app = createApp(createVCenter())
  const fetch = async (request: Request) => {
    const response = await app.fetch(request)
    return response.status === 204 ? new Response('', { status: 200 }) : response
  }
  const server = createAdaptorServer({ fetch })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
