import { describe, expect, test } from 'vitest'
import { runSuite } from '../../src/conformance/index.ts'
import { mockTarget } from '../support/mock-target.ts'

const html = { 'content-type': 'text/html' }
const page = '<!DOCTYPE html><title>Sign in</title>'

/** What a gateway answers in place of the target from some moment on: its session has ended, or the server behind it has. */
const answers: Record<string, () => Response> = {
  'a redirect to single sign-on': () =>
    new Response(null, { status: 302, headers: { location: 'https://idp.example/login' } }),
  'a redirect to its own login page': () => new Response(null, { status: 302, headers: { location: '/login' } }),
  'a login page': () => new Response(page, { headers: html }),
  'a challenge': () => new Response(page, { status: 401, headers: html }),
  'a page that forbids': () => new Response(page, { status: 403, headers: html }),
  'a page that has not found': () => new Response(page, { status: 404, headers: html }),
  'a page about an internal error': () => new Response(page, { status: 500, headers: html }),
  'an empty error': () => new Response(null, { status: 500 }),
  'a page about a bad gateway': () => new Response(page, { status: 502, headers: html }),
}

describe.each(Object.entries(answers))('from some moment on, %s answers everything', (_, answer) => {
  test.concurrent.each([60, 230, 400, 650, 900, 1400, 2000])(
    'after %i requests: that is no defect of the target',
    async (after) => {
      let received = 0
      const target = mockTarget({
        around: (next) => async (request) => (++received > after ? answer() : next(request)),
      })
      const { verdict, requirements } = await runSuite(target, { seed: 1, exchanges: false, idleMs: 0 })
      expect(requirements.filter((one) => ['fail', 'warn', 'error'].includes(one.verdict))).toEqual([])
      expect(verdict).toBe('inconclusive')
    },
    60_000,
  )
})
