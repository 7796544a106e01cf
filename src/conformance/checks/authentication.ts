import { check } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import { type Call, summarize } from '../context/terminate-call.ts'
import { failed, unreached } from '../errors/verdict-error.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import type { CallerForm } from '../transport/terminate-request.ts'

/** Callers without the token of a session: a key is public, and a token without its end is another one. */
const callers: [name: string, form: CallerForm][] = [
  ['no token', 'no-token'],
  ['an unknown token', 'unknown-token'],
  ["the controller's key as token", 'key-as-token'],
  ["the controller's token without its last character", 'cut-token'],
]

export const anonymousIsRefused = check('terminate.authentication.anonymous', async (context) => {
  const { isApplicable, open, terminateWithToken, mustTerminate, step, expectCall, expectSessions } = context
  const [victim] = await open(1)
  for (const [name, form] of callers.filter(([, form]) => isApplicable(form))) {
    await step(name, async () => {
      const call = await terminateWithToken(form, victim)
      await expectSessions(victim).toBeAlive()
      await expectCall(call).toBeRefused()
    })
  }
  await mustTerminate([victim])
})

/** Logout is not judged here: where it does not end the session, the token is not that of an ended one. */
async function logOut({ logout, assume, expectSessions }: CheckContext, caller: TestSession): Promise<void> {
  await logout(caller)
  await assume(expectSessions(caller).toBeDead())
}

/** Nor is this TerminateSession. But where only the token lives on, that is judged; that it was used before is no excuse. */
async function terminateIt({ open, mustTerminate, stateOf }: CheckContext, caller: TestSession): Promise<void> {
  const [other] = await open(1)
  await mustTerminate([other], { as: caller })
  await mustTerminate([caller])
  if ((await stateOf(caller)) === 'alive') throw unreached('the caller, which was to be terminated first, is alive')
}

/** How the token of a caller comes to be invalid. */
const endings: Record<string, (context: CheckContext, caller: TestSession) => Promise<void>> = {
  'the token of a logged-out session': logOut,
  'the token of a terminated session': terminateIt,
}

export const deadTokenIsRefused = check('terminate.authentication.dead-token', async ({ forEachCase }) => {
  await forEachCase(endings, async (context, end) => {
    const { open, terminate, mustTerminate, expectCall, expectSessions } = context
    const [caller, victim] = await open(2)
    await end(context, caller)
    const call = await terminate([victim], { as: caller })
    await expectSessions(victim).toBeAlive()
    await expectCall(call).toBeRefused()
    await mustTerminate([victim])
  })
})

export const deadTokenFault = check('terminate.authentication.fault', async (context) => {
  const [caller, victim] = await context.open(2)
  await logOut(context, caller)
  await toBeUnauthenticated(context, await context.terminate([victim], { as: caller }))
  await context.mustTerminate([victim])
})

export const anonymousFault = check('terminate.authentication.anonymous-fault', async (context) => {
  const [victim] = await context.open(1)
  await toBeUnauthenticated(context, await context.terminateWithToken('no-token', victim))
  await context.mustTerminate([victim])
})

/**
 * Further answers that a server of 9.1 or later may give: the schema of AuthenticationRequired in the published specification 9.1.0.0 announces standard
 * HTTP authentication, and it knows further faults.
 */
const since91 = { statuses: [400, 401, 403], faults: ['AuthenticationRequired', 'InvalidToken', 'SessionNotFound'] }

/** NotAuthenticated; from a server of 9.1 or later, also what 9.1 announces. */
async function toBeUnauthenticated({ target, expectCall }: CheckContext, call: Call): Promise<void> {
  const [major = 0, minor = 0] = target.apiVersion.split('.').map(Number)
  const isSince91 = major > 9 || (major === 9 && minor >= 1)
  const { outcome, status } = call
  const isAnnounced =
    since91.statuses.includes(status) || (outcome.kind === 'fault' && since91.faults.includes(outcome.fault._typeName))
  if (!isAnnounced) return expectCall(call).toBeFault('NotAuthenticated')
  if (!isSince91) {
    throw failed(
      'unexpected-status',
      `expected 500 with the fault NotAuthenticated, got ${summarize(call)}, which only 9.1 and later may answer; the target says it is ${target.apiVersion}`,
    )
  }
}
