import { check } from '../context/check.ts'
import { summarize } from '../context/expect.ts'

export const unknownMoid = check(
  'terminate.path.unknown-moid',
  async ({ open, sessionManager, terminate, mustTerminate, expect }) => {
    const [victim] = await open(1)
    const call = await terminate([victim], { moId: `${sessionManager}-unknown` })
    await expect(victim).toBeAlive()
    await expect(call).toBeFault()
    await mustTerminate([victim])
  },
)

export const unknownRelease = check('terminate.path.unknown-release', async ({ open, terminate, stateOf, record }) => {
  const [victim] = await open(1)
  const call = await terminate([victim], { release: '99.0.0.0' })
  record(`${summarize(call)}; the listed session is ${await stateOf(victim)}`)
})
