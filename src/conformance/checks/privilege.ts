import { check } from '../check.ts'

export const privilegeRequired = check('terminate.privilege.required', async (stage) => {
  const { open, openLimited, canReadList, terminate, lawful, expect, record } = stage
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
  await lawful([victim, ofOwnUser])
})

export const privilegeFault = check(
  'terminate.privilege.fault',
  async ({ openLimited, unknownId, terminate, expect }) => {
    const caller = await openLimited()
    await expect(terminate([unknownId()], { as: caller })).toBeFault('NoPermission')
  },
)
