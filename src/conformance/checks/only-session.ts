import { final } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import { type Call, isSuccess } from '../context/terminate-call.ts'
import { onlySessions } from '../dimensions/sessions.ts'
import { VerdictError } from '../errors/verdict-error.ts'
import { begunAfter } from './login-after.ts'

export const onlySession = final('terminate.success.only-session', async (context) => {
  const { hasClones, hasLimited, onlySession, terminate, step, expectCall, expectSessions } = context
  const [ofSecondAccount, ofCaller] = onlySessions
  for (const which of hasLimited ? [ofSecondAccount, ofCaller] : [ofCaller])
    await step(which, async () => {
      const victim = await onlySession(which)
      const call = await terminate([victim])
      // Before any look at the sessions, which takes the same privilege: the caller must have kept it.
      const again = await terminate([victim])
      await expectCall(call).toSucceed()
      // A second success is right where the first call has ended nothing.
      if (isSuccess(again)) await expectSessions(victim).toBeDead()
      await step('the same call again', () => expectCall(again).toBeFault('NotFound'))
      await expectSessions(victim).toBeDead()
      // Without clones, there is no login left for it.
      if (which === ofSecondAccount && hasClones)
        await step('a login of that user afterwards', () => expectLogin(context, call))
    })
})

/** The user of the only session can log in again. Not tested where the run has no login left. */
async function expectLogin(context: CheckContext, call: Call): Promise<void> {
  const { openLimited, record } = context
  await begunAfter(context, () => call, 'Login', openLimited('login')).catch((error: unknown) => {
    if (!(error instanceof VerdictError) || error.finding.code !== 'limit') throw error
    record(`a login of that user afterwards was not tested: ${error.message}`)
  })
}
