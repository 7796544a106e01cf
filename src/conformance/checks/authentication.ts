import { ofReleases, type RequirementId } from '../../../generated/requirements.ts'
import { check, odd } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import { type Call, summarize } from '../context/terminate-call.ts'
import type { endings } from '../dimensions/sessions.ts'
import { callerForms, type TokenForm, tokenForms } from '../dimensions/tokens.ts'
import { unreachedBy } from '../errors/verdict-error.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import { type Calls, expectNoEffect } from './calls-without-effect.ts'
import { whileHoldingTicket } from './clone-ticket.ts'

export const anonymousIsRefused = odd(
  'terminate.authentication.anonymous',
  async (context) => {
    const { isApplicable, open, openLimited, hasClones, hasLimited } = context
    const { terminateWithToken, mustTerminate, expectCall } = context
    const prepare = async () => {
      // Where they log in, sessions are expensive.
      const [victim, other] = hasClones ? await open(2) : await open(1)
      const ofSecondAccount = hasClones && hasLimited ? [await openLimited()] : []
      const forms = callerForms.filter((form) => isApplicable(form, victim))
      const calls: Calls = {}
      for (const form of forms) calls[form] = () => terminateWithToken(form, victim)
      // Once more: what a first attempt leaves behind must not help the second.
      for (const form of forms) calls[`${form}, once more`] = () => terminateWithToken(form, victim)
      const asKey = "the caller's key as token"
      if (other !== undefined && isApplicable(asKey, victim, other))
        calls['the key of another session as token'] = () => terminateWithToken(asKey, victim, other)
      for (const session of ofSecondAccount)
        calls['no token, for a session of another user'] = () => terminateWithToken('no token', session)
      return { sessions: [victim, ...(other === undefined ? [] : [other]), ...ofSecondAccount] as const, calls }
    }
    const [victim] = await expectNoEffect(context, prepare, (call) => expectCall(call).toBeRefused())
    await mustTerminate([victim])
  },
  { hasMoreWithClones: true },
)

/** Logout is not judged here: where it does not end the session, the token is not that of an ended one. */
async function logOut({ logout, assume, expectSessions }: CheckContext, caller: TestSession): Promise<void> {
  await logout(caller)
  await assume(expectSessions(caller).toBeDead(), 'terminate.current-session.logout-instead')
}

/** Nor is this TerminateSession. But where only the token lives on, that is judged. */
async function terminateIt({ mustTerminate, stateOf }: CheckContext, caller: TestSession): Promise<void> {
  await mustTerminate([caller])
  if ((await stateOf(caller)) === 'alive')
    throw unreachedBy('terminate.success.all-listed', 'the caller, which was to be terminated first, is alive')
}

/** How the token of a caller comes to be invalid. */
const waysToEnd: Record<(typeof endings)[number], (context: CheckContext, caller: TestSession) => Promise<void>> = {
  'the token of a logged-out session': logOut,
  'the token of a terminated session': terminateIt,
}

/** Ways to write the token of a caller that a server might look up otherwise than the token itself: among the valid ones, but not among those that have ended. */
const spellings = [
  "the caller's token in quotes",
  "the caller's token in the other letter case",
  "the caller's token after a scheme",
  "the caller's token and a character",
] as const satisfies readonly TokenForm[]

export const deadTokenIsRefused = check(
  'terminate.authentication.dead-token',
  async ({ forEachCase }) => {
    await forEachCase(waysToEnd, async (context, end) => {
      const { open, hasClones, isApplicable, terminate, terminateWithToken, mustTerminate } = context
      const { step, expectCall, expectSessions } = context
      const [caller, victim] = await open(2)
      // That it was used before is no excuse.
      if (hasClones) await mustTerminate(await open(1), { as: caller })
      await end(context, caller)
      for (const name of ['the first call', 'the second call']) {
        await step(name, async () => {
          const call = await terminate([victim], { as: caller, repeatable: true })
          await expectSessions(victim).toBeAlive()
          await expectCall(call).toBeRefused()
        })
      }
      for (const form of spellings.filter((form) => isApplicable(form, victim, caller)))
        await step(form, async () => {
          const call = await terminateWithToken(form, victim, caller)
          await expectSessions(victim).toBeAlive()
          await expectCall(call).toBeRefused()
        })
      await mustTerminate([victim])
    })
  },
  { hasMoreWithClones: true },
)

export const invalidTokensReadNothing = check(
  'terminate.authentication.reading',
  async (context) => {
    const { controller, isApplicable, step, forEachCase } = context
    const expectNothing = (name: string, by: CheckContext, token: TestSession | TokenForm) =>
      step(name, async () => {
        const member = await by.readingWith(token)
        if (member === undefined) return
        const reading = typeof token === 'string' ? 'no session' : { session: token, self: 'alive' as const }
        const message = `expected a refusal, or no session; ${member} was answered`
        throw by.failedReading(reading, 'unexpected-success', message, {
          expected: 'a refusal, or no session',
          seen: `${member} was answered`,
        })
      })
    for (const form of tokenForms.filter((form) => isApplicable(form, controller)))
      await expectNothing(form, context, form)
    await forEachCase(waysToEnd, async (inner, end) => {
      const [session] = await inner.open(1)
      // Logins are expensive.
      if (!inner.hasClones) await end(inner, session)
      else
        await inner.step('a clone by its ticket', () => whileHoldingTicket(inner, session, () => end(inner, session)))
      await expectNothing('the first read', inner, session)
      await expectNothing('the second read', inner, session)
      if (!inner.hasClones) return
      await inner.open(1, 'login')
      await expectNothing('after the next login', inner, session)
    })
  },
  { hasMoreWithClones: true, long: true },
)

export const deadTokenFault = check(
  'terminate.authentication.fault',
  async (context) => {
    const id = 'terminate.authentication.fault'
    const { open, openLimited, lacksPrivilege, hasClones, ids, terminate, step } = context
    const [caller] = await open(1)
    await logOut(context, caller)
    await step('a token of the first account', async () =>
      toBeUnauthenticated(id, context, await terminate([ids.unknown()], { as: caller })),
    )
    if (!lacksPrivilege || !hasClones) return
    const limited = await openLimited()
    await terminateIt(context, limited)
    await step('a token of the second account, which had no privilege', async () =>
      toBeUnauthenticated(id, context, await terminate([ids.unknown()], { as: limited })),
    )
  },
  { hasMoreWithClones: true },
)

export const anonymousFault = check('terminate.authentication.anonymous-fault', async (context) => {
  const id = 'terminate.authentication.anonymous-fault'
  const [victim] = await context.open(1)
  const { step, ids, terminateWithToken } = context
  await step('a session', async () => toBeUnauthenticated(id, context, await terminateWithToken('no token', victim)))
  await step('an unknown id', async () =>
    toBeUnauthenticated(id, context, await terminateWithToken('no token', { key: ids.unknown() })),
  )
})

/** NotAuthenticated; from a server of a release that the ledger names, also what that release announces. */
async function toBeUnauthenticated(
  id: RequirementId,
  { target, expectCall, failedAnswer }: CheckContext,
  call: Call,
): Promise<void> {
  const { outcome, status } = call
  const announcing = ofReleases.filter(
    ({ statuses, faults, ...one }) =>
      one.id === id &&
      (statuses.includes(status) || (outcome.kind === 'fault' && faults.includes(outcome.fault._typeName))),
  )
  const [first] = announcing
  if (first === undefined) return expectCall(call).toBeFault('NotAuthenticated')
  if (!announcing.some(({ from }) => isSince(target.apiVersion, from))) {
    const [release] = /^\d+\.\d+/.exec(first.from) ?? []
    const seen = `${summarize(call)}, which only ${release} and later may answer; the target says it is ${target.apiVersion}`
    const expected = '500 with the fault NotAuthenticated'
    throw failedAnswer(call, 'unexpected-status', `expected ${expected}, got ${seen}`, { expected, seen })
  }
}

/** Whether a version is a release or a later one: of its numbers, the first that differs decides. */
function isSince(version: string, release: string): boolean {
  const [numbers = [], others = []] = [version, release].map((text) => text.split('.').map(Number))
  const at = others.findIndex((other, index) => other !== (numbers[index] ?? 0))
  return at === -1 || (numbers[at] ?? 0) > (others[at] ?? 0)
}
