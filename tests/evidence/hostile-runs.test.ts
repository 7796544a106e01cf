import { describe, expect, test } from 'vitest'
import { type Exchange, runSuite } from '../../src/conformance/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { judgedAgain } from './again.ts'

describe('the recorded run of a hostile target', () => {
  test.each([30, 200, 700])(
    'a run whose target stops answering after request %i is judged again with the same verdicts, or fewer',
    async (last) => {
      let calls = 0
      const target = mockTarget({
        around: (fetch) => async (request) => {
          calls += 1
          return calls > last ? Promise.reject(new TypeError('fetch failed')) : fetch(request)
        },
      })
      const live = await runSuite(target, { concurrency: 1 })
      expect(live.verdict).toBe('inconclusive')
      const again = await judgedAgain(live)
      // When the circuit breaker opens depends on what was under way: what was decided then may be unreached now, and never the other way round.
      const verdicts = again.requirements.map(({ verdict }, at) => [live.requirements[at]?.verdict, verdict])
      expect(verdicts.filter(([before, now]) => now !== before && now !== 'unreached')).toEqual([])
      const { opened, closed, leaked } = live.sessions
      expect(again.sessions).toMatchObject({ opened, closed, leaked })
    },
  )

  test('a run keeps at most 24 MiB of answers', async () => {
    const filler = 'x'.repeat(1024 * 1024)
    const target = mockTarget({
      around: (fetch) => async (request) => {
        const response = await fetch(request)
        if (!request.url.endsWith('/currentSession') || response.status !== 200) return response
        const text = await response.text()
        return text === '' ? new Response('', { status: 200 }) : Response.json({ ...JSON.parse(text), filler })
      },
    })
    const live = await runSuite(target)
    expect(live.verdict).toBe('conformant')
    const length = ({ answer }: Exchange) =>
      answer.kind === 'answered' && answer.body.kind === 'kept' ? answer.body.text.length : 0
    expect(live.exchanges.reduce((sum, exchange) => sum + length(exchange), 0)).toBeLessThanOrEqual(24 * 1024 * 1024)
    expect(live.exchanges.some(({ answer }) => answer.kind === 'answered' && answer.body.kind === 'left-out')).toBe(
      true,
    )
  })
})
