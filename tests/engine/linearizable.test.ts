import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { runSuite, type Target } from '../../src/conformance/index.ts'
import { createVCenter } from '../../src/mock/index.ts'
import { judgedAgain, verdictsOf } from '../evidence/again.ts'
import { mockTarget } from '../support/mock-target.ts'
import { answering } from './one-check.ts'

const header = 'vmware-api-session-id'

/** A server that looks the sessions of a list up, waits, and removes them only then: two calls at once may find the same one. */
function waitingBeforeRemoval(): Target {
  const vcenter = createVCenter()
  const around = answering('TerminateSession', async (request, fetch) => {
    const caller = vcenter.authenticate(request.headers.get(header) ?? '')
    const { sessionId } = (await request.clone().json()) as { sessionId: string[] }
    if (caller === undefined || !sessionId.every((key) => key !== caller.key && vcenter.sessions.has(key)))
      return fetch(request)
    // As long as a slow look-up, so that the other call of the same moment comes to it meanwhile.
    for (let turn = 0; turn < 20; turn += 1) await nextTurn()
    for (const key of sessionId) vcenter.sessions.delete(key)
    return new Response(null, { status: 204 })
  })
  return mockTarget({ vcenter, around })
}

const linearizable = 'terminate.concurrent.linearizable'

describe('a server with a wait between look-up and removal', () => {
  test('two calls for one session both succeed, which is found', async () => {
    const { requirements } = await runSuite(waitingBeforeRemoval(), { only: ['terminate.concurrent.same-id'] })
    const message = 'attempt 1: expected one 204 and one fault, got 204 and 204'
    expect(requirements).toMatchObject([{ verdict: 'warn', finding: { code: 'unexpected-success', message } }])
  })

  test('calls that no order explains are found, shown as lanes over time, and judged again with the same verdict', async () => {
    const live = await runSuite(waitingBeforeRemoval(), { only: [linearizable], seed: 4 })
    const calls = ['session 4 terminates session 2: 204', 'session 3 terminates session 2: 204']
    expect(live.requirements).toMatchObject([
      {
        verdict: 'warn',
        finding: {
          code: 'oracles-disagree',
          message: `no order of these 2 calls explains their answers (seed 4), made by session 4, session 3: ${calls.join('; ')}.`,
        },
        recorded: [
          expect.stringMatching(/^session 4 +├1─*┤$/),
          expect.stringMatching(/^session 3 +├2─*┤$/),
          `1: ${calls[0]}`,
          `2: ${calls[1]}`,
        ],
      },
    ])
    expect(verdictsOf(await judgedAgain(live))).toEqual(verdictsOf(live))
  })
})

test.each([1, 2, 3])(
  'a server without such a wait passes, also where the run is judged again (seed %i)',
  async (seed) => {
    const live = await runSuite(mockTarget(), { only: [linearizable], seed })
    expect(verdictsOf(live)).toEqual([{ id: linearizable, verdict: 'pass' }])
    expect(verdictsOf(await judgedAgain(live))).toEqual(verdictsOf(live))
  },
)
