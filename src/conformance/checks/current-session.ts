import { check } from '../check.ts'

export const ownIdIsInvalidArgument = check(
  'terminate.current-session.fault',
  async ({ open, lawful, terminate, expect }) => {
    const [caller, victim] = await open(2)
    await lawful([victim], { as: caller })
    await expect(terminate([caller], { as: caller })).toBeFault('InvalidArgument')
  },
)

export const callerSurvives = check('terminate.current-session.survives', async ({ open, terminate, expect }) => {
  const [caller, victim] = await open(2)
  await terminate([caller], { as: caller })
  await expect(caller).toBeAlive()
  await expect(terminate([victim], { as: caller })).toBeTerminated()
})

export const logoutInstead = check('terminate.current-session.logout-instead', async ({ open, logout, expect }) => {
  const [session] = await open(1)
  await logout(session)
  await expect(session).toBeDead()
})
