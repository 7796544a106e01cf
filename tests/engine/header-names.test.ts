import { getRequestListener } from '@hono/node-server'
import { expect, test } from 'vitest'
import { runSuite } from '../../src/conformance/index.ts'
import { createApp, createVCenter } from '../../src/mock/index.ts'
import { serve } from '../support/http-server.ts'
import { principals } from '../support/principals.ts'

const tokenHeader = 'vmware-api-session-id'
const only = ['terminate.request.spelling', 'terminate.success.no-content']

/** The mock over HTTP; a token whose header has another name than that, letter for letter, does not reach it. */
async function serveMock(known: RegExp): Promise<string> {
  const app = createApp(createVCenter())
  const listener = getRequestListener(async (request, { incoming }) => {
    const headers = new Headers(request.headers)
    const isToken = (name: string, index: number) => index % 2 === 0 && name.toLowerCase() === tokenHeader
    if (!known.test(incoming.rawHeaders.find(isToken) ?? '')) headers.delete(tokenHeader)
    const body = ['GET', 'HEAD'].includes(request.method) ? null : await request.text()
    return app.fetch(new Request(request.url, { method: request.method, headers, body }))
  })
  return serve(listener)
}

test('a server that knows the header of the token in small letters alone is found', async () => {
  const url = await serveMock(/^[a-z-]+$/)
  const { requirements, sessions } = await runSuite({ ...principals, url }, { only, seed: 1 })
  expect(requirements.map(({ id, verdict }) => [id, verdict])).toEqual([
    ['terminate.success.no-content', 'pass'],
    ['terminate.request.spelling', 'warn'],
  ])
  expect(requirements[1]?.finding?.message).toContain('names of headers and a media type in capitals')
  expect(sessions.leaked).toBe(0)
})

test('a server that knows it in any letter case is conformant', async () => {
  const url = await serveMock(/^[a-z-]+$/i)
  const { verdict } = await runSuite({ ...principals, url }, { only, seed: 1, strict: true })
  expect(verdict).toBe('conformant')
})
