import { check } from '../context/check.ts'
import { unsupported } from '../errors/verdict-error.ts'

/** Ids that differ from a key in what a lenient comparison would pass over. No other session's key is any of them by such a comparison. */
function variantsOf(key: string): string[] {
  const otherCase = key === key.toUpperCase() ? key.toLowerCase() : key.toUpperCase()
  const spaced = [` ${key}`, `${key} `, `${key}\n`, `\t${key}`, `\u00a0${key}`, `${key}\0`]
  return [otherCase, ...spaced, `${key}-`, `{${key}}`, `${key},${key}`, encodeURIComponent(` ${key}`)].filter(
    (variant) => variant !== key,
  )
}

/** Parts of a key, and what a pattern would match. Where keys are alike, a lenient server might find another session by one of them. */
function partsOf(key: string): string[] {
  return [key.slice(0, -1), key.slice(1), `${key.slice(0, -1)}_`]
}

export const exactIdentity = check('terminate.identity.exact', async (stage) => {
  const { open, isTaken, invent, inventDisruptive, isAlone, terminate, mustTerminate, expect, record } = stage
  const [victim] = await open(1)
  // Where keys are numbers, what differs a little from one may well be another.
  const isFree = (id: string) => id !== '' && !isTaken(id)
  const ids = variantsOf(victim.key).filter(isFree).map(invent)
  if (await isAlone()) ids.push(...partsOf(victim.key).filter(isFree).map(inventDisruptive))
  else record('parts of a key were not tried, because others are logged on')
  for (const id of ids) {
    const call = await terminate([id])
    await expect(victim).toBeAlive()
    await expect(call).toBeFault('NotFound')
  }
  await mustTerminate([victim])
})

export const tokenIsNoId = check('terminate.identity.token-is-no-id', async (stage) => {
  const { open, invent, terminate, mustTerminate, expect } = stage
  const [victim] = await open(1)
  if (victim.token === victim.key)
    throw unsupported('not-applicable', "the target's tokens are the keys of its sessions")
  const call = await terminate([invent(victim.token)])
  await expect(victim).toBeAlive()
  await expect(call).toBeFault('NotFound')
  await mustTerminate([victim])
})
