import { check, disruptive } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import type { Call } from '../context/terminate-call.ts'
import { failed, unreached } from '../errors/verdict-error.ts'
import type { TestSession } from '../sessions/session-registry.ts'

export const anonymousIsRefused = disruptive('terminate.authentication.anonymous', async (stage) => {
  const { controller, open, unknownId, send, mustTerminate, expect } = stage
  const [victim] = await open(1)
  const body = JSON.stringify({ sessionId: [victim.key] })
  for (const token of [undefined, unknownId(), ...unproved(controller)]) {
    const call = await send({ body, ...(token === undefined ? {} : { token }) })
    await expect(victim).toBeAlive()
    await expect(call).toBeRefused()
  }
  await mustTerminate([victim])
})

/** What of a session proves nothing: its key, which is public, and its token without the end. A key need not be fit for a header. */
function unproved({ key, token }: TestSession): string[] {
  return [key, token.slice(0, -1)].filter((text) => text !== token && /^[!-~]+$/.test(text))
}

/** Logout itself is not what is judged here: where it does not end the session, its token is none of a dead one. */
async function logOut({ logout, assume, expect }: CheckContext, caller: TestSession): Promise<void> {
  await logout(caller)
  await assume(expect(caller).toBeDead())
}

/** Nor is this TerminateSession; but where the token alone lives on, that is what is judged. That it has served before is no excuse. */
async function terminateIt({ open, mustTerminate, stateOf }: CheckContext, caller: TestSession): Promise<void> {
  const [other] = await open(1)
  await mustTerminate([other], { as: caller })
  await mustTerminate([caller])
  if ((await stateOf(caller)) === 'alive') throw unreached('the caller, which was to be terminated first, lives on')
}

/** How the token of a caller comes to be dead. */
const endings: Record<string, (stage: CheckContext, caller: TestSession) => Promise<void>> = {
  'the token of a logged-out session': logOut,
  'the token of a terminated session': terminateIt,
}

export const deadTokenIsRefused = check('terminate.authentication.dead-token', async ({ forEachCase }) => {
  await forEachCase(endings, async (stage, end) => {
    const [caller, victim] = await stage.open(2)
    await end(stage, caller)
    const call = await stage.terminate([victim], { as: caller })
    await stage.expect(victim).toBeAlive()
    await stage.expect(call).toBeRefused()
    await stage.mustTerminate([victim])
  })
})

export const deadTokenFault = check('terminate.authentication.fault', async (stage) => {
  const [caller, victim] = await stage.open(2)
  await logOut(stage, caller)
  await toBeUnauthenticated(stage, await stage.terminate([victim], { as: caller }))
  await stage.mustTerminate([victim])
})

export const anonymousFault = disruptive('terminate.authentication.anonymous-fault', async (stage) => {
  const [victim] = await stage.open(1)
  await toBeUnauthenticated(stage, await stage.send({ body: JSON.stringify({ sessionId: [victim.key] }) }))
  await stage.mustTerminate([victim])
})

/** What 9.1 answers besides: its text announces standard HTTP authentication, and it knows further faults. */
const since91 = { statuses: [400, 401, 403], faults: ['AuthenticationRequired', 'InvalidToken', 'SessionNotFound'] }

/** NotAuthenticated; of a server that is 9.1 or later, also what 9.1 announces. */
async function toBeUnauthenticated({ apiVersion, expect }: CheckContext, call: Call): Promise<void> {
  const [major = 0, minor = 0] = apiVersion.split('.').map(Number)
  const isSince91 = major > 9 || (major === 9 && minor >= 1)
  const { outcome, status } = call
  const isAnnounced =
    since91.statuses.includes(status) || (outcome.kind === 'fault' && since91.faults.includes(outcome.fault._typeName))
  if (!isAnnounced) return expect(call).toBeFault('NotAuthenticated')
  if (!isSince91) {
    const answer = outcome.kind === 'fault' ? `the fault ${outcome.fault._typeName}` : `status ${status}`
    throw failed('unexpected-status', `${answer} is announced for 9.1; the target says that it is ${apiVersion}`)
  }
}
