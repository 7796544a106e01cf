import { check } from '../context/check.ts'

export const privilegeRequired = check('terminate.privilege.required', async (context) => {
  const { open, openLimited, canReadList, terminate, mustTerminate, step, expectCall, expectSessions, record } = context
  const caller = await openLimited()
  const [victim] = await open(1)
  const ofOwnUser = await openLimited()
  if (await canReadList(caller))
    record('the second principal can read sessionList, which needs the same privilege; check that it lacks it')
  const lists = {
    'a session of another user': [victim],
    'a session of its own user': [ofOwnUser],
    'a session of its own user, then one of another': [ofOwnUser, victim],
  }
  for (const [name, list] of Object.entries(lists)) {
    await step(name, async () => {
      const call = await terminate(list, { as: caller })
      await expectSessions(list).toBeAlive()
      await expectCall(call).toBeRefused()
    })
  }
  await mustTerminate([victim, ofOwnUser])
})

export const privilegeFault = check('terminate.privilege.fault', async (context) => {
  const { ids, open, openLimited, terminate, mustTerminate, step, expectCall } = context
  const caller = await openLimited()
  const [victim] = await open(1)
  await step('an unknown id', () => expectCall(terminate([ids.unknown()], { as: caller })).toBeFault('NoPermission'))
  await step('a session', () => expectCall(terminate([victim], { as: caller })).toBeFault('NoPermission'))
  await mustTerminate([victim])
})
