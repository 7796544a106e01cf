import { check } from '../context/check.ts'
import { isSuccess, summarizeAll } from '../context/terminate-call.ts'

/** How often two calls are made at once: where nothing orders them, not every attempt shows it. */
const attempts = 2

export const sameId = check(
  'terminate.concurrent.same-id',
  async ({ controller, open, terminate, step, expectSessions, failedAnswer }) => {
    const [caller, ...victims] = await open(1 + attempts)
    if (caller === undefined) return
    for (const [index, victim] of victims.entries()) {
      await step(`attempt ${index + 1}`, async () => {
        // By one caller first, then by two.
        const [one, other] = index % 2 === 0 ? [caller, caller] : [caller, controller]
        const calls = await Promise.all([terminate([victim], { as: one }), terminate([victim], { as: other })])
        await expectSessions(victim).toBeDead()
        if (calls.filter(isSuccess).length !== 1) {
          const answers = summarizeAll(calls)
          const code = calls.every(isSuccess) ? 'unexpected-success' : 'unexpected-fault'
          throw failedAnswer(calls, code, `expected one 204 and one fault, got ${answers}`, {
            expected: 'one 204 and one fault',
            seen: answers,
          })
        }
      })
    }
  },
)
