import { check } from '../check.ts'
import { failed } from '../finding.ts'

export const noContent = check('terminate.success.no-content', async ({ open, terminate, expect, record }) => {
  const [victim] = await open(1)
  const call = await terminate([victim])
  await expect(call).toBeTerminated()
  const announced = Number(call.headers.get('content-length') ?? 0)
  if (call.body !== '' || announced > 0)
    throw failed('body-present', `204 has no body; this one has ${call.body.length || announced} bytes`)
  const mediaType = call.headers.get('content-type')
  if (mediaType !== null) record(`the 204 carries a Content-Type, ${mediaType}`)
})

export const allListed = check(
  'terminate.success.all-listed',
  async ({ open, openLimited, hasLimited, terminate, expect }) => {
    const victims = [...(await open(3)), ...(hasLimited ? [await openLimited()] : [])]
    await terminate(victims)
    await expect(victims).toBeDead()
  },
)

export const bystandersUntouched = check(
  'terminate.success.bystanders-untouched',
  async ({ open, openLimited, hasLimited, terminate, expect, record }) => {
    const [caller, victim, bystander] = await open(3)
    const others = hasLimited ? [await openLimited()] : []
    if (!hasLimited) record('without a second principal, sessions of other users were not looked at')
    await terminate([victim], { as: caller })
    await expect(victim).toBeDead()
    await expect([caller, bystander, ...others]).toBeAlive()
  },
)

export const longList = check('terminate.success.long-list', async ({ open, terminate, expect }) => {
  const victims = await open(32)
  await terminate(victims)
  await expect(victims).toBeDead()
})
