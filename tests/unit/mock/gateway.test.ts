import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { gateway } from '../../../src/mock/gateway.ts'
import type { GatewayOptions } from '../../../src/mock/gateway-options.ts'

/** Requests through a gateway, and how many of them reached the server. @param drawn the random numbers, in turn. */
async function through(options: GatewayOptions, drawn: number[]) {
  let reached = 0
  let dropped = 0
  const app = new Hono()
  app.use(gateway(options, () => drawn.shift() ?? 0.99))
  app.get('/', (context) => {
    reached += 1
    return context.text('served')
  })
  const bindings = { incoming: { socket: { destroy: () => (dropped += 1) } } }
  const response = await app.fetch(new Request('https://mock.invalid/'), bindings)
  return { status: response.status, text: await response.text(), headers: response.headers, reached, dropped }
}

describe('a gateway', () => {
  test('lets every request pass by default', async () => {
    expect(await through({}, [0, 0])).toMatchObject({ status: 200, text: 'served', reached: 1, dropped: 0 })
  })

  test('lets the part of the requests pass that does not fail', async () => {
    expect(await through({ failRate: 0.5 }, [0, 0.5])).toMatchObject({ status: 200, reached: 1 })
  })

  test.each([
    ['answers 503 with a page', 0, { status: 503, reached: 0, dropped: 0 }],
    ['answers 429 with a page', 0.25, { status: 429, reached: 0, dropped: 0 }],
    ['drops the connection before the server has seen the request', 0.5, { reached: 0, dropped: 1 }],
    ['drops the connection after the server has seen the request', 0.75, { reached: 1, dropped: 1 }],
  ])('%s', async (_, kind, expected) => {
    const answered = await through({ failRate: 0.5 }, [0, 0.49, kind])
    expect(answered).toMatchObject(expected)
    if ('status' in expected) {
      expect(answered.headers.get('content-type')).toContain('text/html')
      expect(answered.text).toContain('<h1>')
    }
  })

  test('delays by the round trip, and by a part of the jitter', async () => {
    const since = performance.now()
    await through({ rttMs: 20, jitterMs: 40 }, [0.5, 0])
    expect(performance.now() - since).toBeGreaterThanOrEqual(39)
  })
})
