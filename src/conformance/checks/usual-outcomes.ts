import type { CheckContext } from '../context/check-context.ts'
import type { Call } from '../context/terminate-call.ts'
import type { TestSession } from '../sessions/session-registry.ts'

/**
 * The outcomes that the page describes, by one caller, as steps: a list is worked through up to an unknown id, the caller's own id is refused, a session is ended. They
 * are the same for every caller, in every manner.
 *
 * @param how the sessions that are listed, the first before the second; and how the second one is ended in the last step.
 */
export async function expectUsualOutcomes(
  context: CheckContext,
  caller: TestSession,
  how: { sessions?: readonly [TestSession, TestSession]; end?: (victim: TestSession) => Promise<Call> } = {},
): Promise<void> {
  const { ids, open, terminate, step, expectCall, expectSessions } = context
  const { sessions, end } = how
  const [before, after] = sessions ?? (await open(2))
  await step('an unknown id between two sessions', async () => {
    const call = await terminate([before, ids.unknown(), after], { as: caller })
    await expectSessions(before).toBeDead()
    await expectSessions([caller, after]).toBeAlive()
    await expectCall(call).toBeFault('NotFound')
  })
  await step("the caller's own id before a session", async () => {
    const call = await terminate([caller, after], { as: caller })
    await expectSessions([caller, after]).toBeAlive()
    await expectCall(call).toBeFault('InvalidArgument')
  })
  await step('a session', async () => {
    const call = await (end?.(after) ?? terminate([after], { as: caller }))
    await expectSessions(after).toBeDead()
    await expectSessions(caller).toBeAlive()
    await expectCall(call).toBeTerminated()
  })
}
