import { check } from '../context/check.ts'

export const privilegeRequired = check('terminate.privilege.required', async (stage) => {
  const { open, openLimited, canReadList, terminate, mustTerminate, expect, record } = stage
  const caller = await openLimited()
  const [victim] = await open(1)
  const ofOwnUser = await openLimited()
  if (await canReadList(caller)) {
    record('the second principal can read sessionList, which needs the same privilege: does it lack it?')
  }
  for (const list of [[victim], [ofOwnUser], [ofOwnUser, victim]]) {
    const call = await terminate(list, { as: caller })
    await expect(list).toBeAlive()
    await expect(call).toBeRefused()
  }
  await mustTerminate([victim, ofOwnUser])
})

export const privilegeFault = check('terminate.privilege.fault', async (stage) => {
  const { open, openLimited, unknownId, terminate, mustTerminate, expect } = stage
  const caller = await openLimited()
  const [victim] = await open(1)
  await expect(terminate([unknownId()], { as: caller })).toBeFault('NoPermission')
  await expect(terminate([victim], { as: caller })).toBeFault('NoPermission')
  await mustTerminate([victim])
})
