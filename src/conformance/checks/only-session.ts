import { final } from '../context/check.ts'
import { onlySessions } from '../dimensions/sessions.ts'
import { begunAfter } from './login-after.ts'

export const onlySession = final('terminate.success.only-session', async (context) => {
  const { hasLimited, onlySession, openLimited, terminate, step, expectCall, expectSessions } = context
  const [ofSecondAccount, ofCaller] = onlySessions
  for (const which of hasLimited ? [ofSecondAccount, ofCaller] : [ofCaller])
    await step(which, async () => {
      const victim = await onlySession(which)
      const call = await terminate([victim])
      // Before any look at the sessions, which takes the same privilege: the caller must have kept it.
      const again = await terminate([victim])
      await expectCall(call).toSucceed()
      await expectCall(again).toBeFault('NotFound')
      await expectSessions(victim).toBeDead()
      if (which === ofSecondAccount)
        await step('a login of that user afterwards', () =>
          begunAfter(context, () => call, 'Login', openLimited('login')),
        )
    })
})
