import { check } from '../context/check.ts'
import { failed } from '../errors/verdict-error.ts'

export const ownIdIsInvalidArgument = check(
  'terminate.current-session.fault',
  async ({ open, mustTerminate, assume, terminate, expect }) => {
    const [caller, victim] = await open(2)
    await mustTerminate([victim], { as: caller })
    await expect(terminate([caller], { as: caller })).toBeFault('InvalidArgument')
    await assume(expect(caller).toBeAlive())
    await expect(terminate([caller, caller], { as: caller })).toBeFault('InvalidArgument')
    // It is the current session of nobody else.
    await assume(expect(caller).toBeAlive())
    await expect(terminate([caller])).toBeTerminated()
  },
)

export const callerSurvives = check('terminate.current-session.survives', async ({ open, terminate, expect }) => {
  const [caller, victim] = await open(2)
  await terminate([caller], { as: caller })
  await expect(caller).toBeAlive()
  await expect(terminate([victim], { as: caller })).toBeTerminated()
})

export const logoutInstead = check('terminate.current-session.logout-instead', async ({ open, sendLogout, expect }) => {
  const [session] = await open(1)
  const isAccepted = await sendLogout(session)
  await expect(session).toBeDead()
  if (!isAccepted) throw failed('unexpected-fault', 'Logout should end the current session; it was refused')
})
