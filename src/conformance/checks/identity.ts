import { check } from '../check.ts'
import { unsupported } from '../finding.ts'

/** Ids that differ from a key in what a lenient comparison would pass over. */
function variantsOf(key: string): string[] {
  const otherCase = key === key.toUpperCase() ? key.toLowerCase() : key.toUpperCase()
  const variants = [otherCase, ` ${key}`, `${key} `, `${key}\n`, key.slice(0, -1)]
  return variants.filter((variant) => variant !== key)
}

/** Below this length the beginning of a key might be another session's. */
const shortestSafeKey = 16

export const exactIdentity = check('terminate.identity.exact', async ({ open, invent, terminate, lawful, expect }) => {
  const [victim] = await open(1)
  if (victim.key.length < shortestSafeKey) {
    throw unsupported(
      'not-applicable',
      `keys of ${victim.key.length} characters are too short to be varied without harm`,
    )
  }
  for (const variant of variantsOf(victim.key)) {
    await expect(terminate([invent(variant)])).toBeFault('NotFound')
    await expect(victim).toBeAlive()
  }
  await lawful([victim])
})

export const tokenIsNoId = check(
  'terminate.identity.token-is-no-id',
  async ({ open, invent, terminate, lawful, expect }) => {
    const [victim] = await open(1)
    if (victim.token === victim.key)
      throw unsupported('not-applicable', 'the target’s tokens are the keys of its sessions')
    await expect(terminate([invent(victim.token)])).toBeFault('NotFound')
    await expect(victim).toBeAlive()
    await lawful([victim])
  },
)
