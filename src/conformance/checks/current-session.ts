import { check } from '../context/check.ts'
import { failed } from '../errors/verdict-error.ts'

export const ownIdIsInvalidArgument = check('terminate.current-session.fault', async (context) => {
  const { open, mustTerminate, assume, terminate, step, expectCall, expectSessions } = context
  const [caller, victim] = await open(2, 'login')
  await mustTerminate([victim], { as: caller })
  await step("the caller's own id", () => expectCall(terminate([caller], { as: caller })).toBeFault('InvalidArgument'))
  await assume(expectSessions(caller).toBeAlive(), 'terminate.current-session.survives')
  await step("the caller's own id twice", () =>
    expectCall(terminate([caller, caller], { as: caller })).toBeFault('InvalidArgument'),
  )
  await assume(expectSessions(caller).toBeAlive(), 'terminate.current-session.survives')
  await step('the same id in the call of another session', () => expectCall(terminate([caller])).toSucceed())
})

export const callerSurvives = check('terminate.current-session.survives', async (context) => {
  const { open, terminate, step, expectCall, expectSessions } = context
  const [caller, victim] = await open(2, 'login')
  await step("the caller's own id", async () => {
    await terminate([caller], { as: caller })
    await expectSessions(caller).toBeAlive()
  })
  await step("the caller's own id twice", async () => {
    await terminate([caller, caller], { as: caller })
    await expectSessions(caller).toBeAlive()
  })
  await step('another call of the caller afterwards', () => expectCall(terminate([victim], { as: caller })).toSucceed())
})

export const logoutInstead = check(
  'terminate.current-session.logout-instead',
  async ({ open, sendLogout, expectSessions }) => {
    const [session] = await open(1, 'login')
    const isAccepted = await sendLogout(session)
    await expectSessions(session).toBeDead()
    if (!isAccepted)
      throw failed('unexpected-fault', 'Logout should end the current session; it was refused', {
        expected: 'Logout is accepted',
        seen: 'it was refused',
      })
  },
)
