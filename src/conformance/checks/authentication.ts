import { check, hazardous } from '../check.ts'
import { failed } from '../finding.ts'
import type { Stage } from '../stage/stage.ts'
import type { Call } from '../stage/wire.ts'

export const anonymousIsRefused = hazardous(
  'terminate.authentication.anonymous',
  async ({ open, send, lawful, expect }) => {
    const [victim] = await open(1)
    await expect(send({ body: JSON.stringify({ sessionId: [victim.key] }) })).toBeRefused()
    await expect(victim).toBeAlive()
    await lawful([victim])
  },
)

export const deadTokenIsRefused = check(
  'terminate.authentication.dead-token',
  async ({ open, logout, terminate, lawful, expect }) => {
    const [caller, first, second] = await open(3)
    await lawful([first], { as: caller })
    await logout(caller)
    await expect(terminate([second], { as: caller })).toBeRefused()
    await expect(second).toBeAlive()
  },
)

export const deadTokenFault = check('terminate.authentication.fault', async (stage) => {
  const [caller, victim] = await stage.open(2)
  await stage.logout(caller)
  await toBeUnauthenticated(stage, await stage.terminate([victim], { as: caller }))
})

export const anonymousFault = hazardous('terminate.authentication.anonymous-fault', async (stage) => {
  const [victim] = await stage.open(1)
  await toBeUnauthenticated(stage, await stage.send({ body: JSON.stringify({ sessionId: [victim.key] }) }))
})

/** NotAuthenticated; from 9.1 on, whose text announces standard HTTP authentication, also 401. */
async function toBeUnauthenticated({ release, expect }: Stage, call: Call): Promise<void> {
  const [major = 0, minor = 0] = release.split('.').map(Number)
  const mayChallenge = major > 9 || (major === 9 && minor >= 1)
  if (call.status !== 401) return expect(call).toBeFault('NotAuthenticated')
  if (!mayChallenge)
    throw failed('unexpected-status', `401 is announced from release 9.1 on; the release spoken is ${release}`)
}
