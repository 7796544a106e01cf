import { check } from '../context/check.ts'
import { failed } from '../errors/verdict-error.ts'

export const noContent = check('terminate.success.no-content', async ({ open, terminate, expect, record }) => {
  const [victim] = await open(1)
  const call = await terminate([victim])
  await expect(call).toBeTerminated()
  // fetch hides a body that comes with 204; what it announces can be seen.
  const announced = Number(call.headers.get('content-length') ?? 0)
  if (announced > 0) throw failed('body-present', `204 has no body; this one announces ${announced} bytes`)
  const mediaType = call.headers.get('content-type')
  if (mediaType !== null) record(`the 204 carries a Content-Type, ${mediaType.split(';')[0]}`)
})

export const allListed = check('terminate.success.all-listed', async (stage) => {
  const { open, openLimited, hasLimited, terminate, expect } = stage
  const victims = [...(await open(2)), ...(hasLimited ? [await openLimited()] : [])]
  const call = await terminate(victims)
  await expect(victims).toBeDead()
  await expect(call).toBeTerminated()
})

export const bystandersUntouched = check('terminate.success.bystanders-untouched', async (stage) => {
  const { open, openLimited, hasLimited, terminate, expect, record } = stage
  const victims = [...(await open(1)), ...(hasLimited ? [await openLimited()] : [])]
  const bystanders = [...(await open(1)), ...(hasLimited ? [await openLimited()] : [])]
  // The caller comes last, so that it ends sessions that are older than itself.
  const [caller] = await open(1)
  if (!hasLimited) record('without a second principal, sessions of other users were not looked at')
  const call = await terminate(victims, { as: caller })
  await expect(victims).toBeDead()
  await expect([caller, ...bystanders]).toBeAlive()
  await expect(call).toBeTerminated()
})

export const longList = check('terminate.success.long-list', async ({ open, terminate, expect }) => {
  const victims = await open(32)
  const call = await terminate(victims)
  await expect(victims).toBeDead()
  await expect(call).toBeTerminated()
})
