import { check } from '../check.ts'

export const privilegeRequired = check(
  'terminate.privilege.required',
  async ({ open, openLimited, canReadList, terminate, lawful, expect, record }) => {
    const limited = await openLimited()
    if (await canReadList(limited))
      record('the second principal can read sessionList, which needs the same privilege: does it lack it?')
    const [victim] = await open(1)
    await expect(terminate([victim], { as: limited })).toBeRefused()
    await expect(victim).toBeAlive()
    await lawful([victim])
  },
)

export const privilegeFault = check('terminate.privilege.fault', async ({ open, openLimited, terminate, expect }) => {
  const limited = await openLimited()
  const [victim] = await open(1)
  await expect(terminate([victim], { as: limited })).toBeFault('NoPermission')
})
