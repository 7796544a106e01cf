import { check } from '../context/check.ts'
import { isSuccess, summarize } from '../context/terminate-call.ts'

/** How often two calls are made at once: where nothing orders them, not every attempt shows it. */
const attempts = 2

export const sameId = check(
  'terminate.concurrent.same-id',
  async ({ open, terminate, step, expectSessions, failedAnswer }) => {
    const callers = await open(2)
    const victims = await open(attempts)
    for (const [index, victim] of victims.entries()) {
      await step(`attempt ${index + 1}`, async () => {
        // By one caller first, then by two.
        const [one, other] = index % 2 === 0 ? [callers[0], callers[0]] : callers
        const calls = await Promise.all([terminate([victim], { as: one }), terminate([victim], { as: other })])
        await expectSessions(victim).toBeDead()
        if (calls.filter(isSuccess).length !== 1) {
          const answers = calls.map(summarize).sort().join(' and ')
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
