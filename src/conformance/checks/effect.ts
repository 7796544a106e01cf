import { check, early } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import type { Call } from '../context/terminate-call.ts'
import { failed, OpeningRefused, unsupported, VerdictError } from '../errors/verdict-error.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import { begunAfter } from './login-after.ts'

export const listedAtOnce = check(
  'terminate.effect.listed-at-once',
  async ({ open, mustTerminate, isListed, control, expectSessions, failedReading }) => {
    const [victim] = await open(1)
    await mustTerminate([victim])
    if (!(await isListed(victim))) return
    await control(expectSessions(victim).toBeDead(), 'terminate.success.all-listed')
    throw failedReading(
      { session: victim, list: 'alive' },
      'oracles-disagree',
      'sessionList still shows the session after the answer to TerminateSession',
      { expected: 'sessionList does not show the session', seen: 'it shows it' },
    )
  },
)

export const sessionIsActive = check('terminate.effect.session-is-active', async (context) => {
  const { ids, open, terminate, mustTerminate, stateOf, step, isActive } = context
  const { assume, control, expectSessions, failedAnswer } = context
  const sessions = await open(3)
  const [first, second, third] = sessions
  const expectActive = async (call?: Call) => {
    for (const session of sessions) {
      const said = await isActive(session)
      if (said === undefined)
        throw unsupported(
          'not-applicable',
          'SessionIsActive, asked by the controller, does not say whether a session is active; the account needs Sessions.ValidateSession for it',
        )
      if (said) continue
      const message = 'SessionIsActive is false of a session that is logged on'
      const parts = { expected: 'SessionIsActive is true of a session that is logged on', seen: 'false' }
      throw call === undefined
        ? failed('oracles-disagree', message, parts)
        : failedAnswer(call, 'oracles-disagree', `after a call that has left it alive, ${message}`, parts)
    }
  }
  await expectActive()
  const call = await terminate([ids.unknown(), ...sessions], { repeatable: true })
  await assume(expectSessions(sessions).toBeAlive(), 'terminate.sequence.suffix-untouched')
  await expectActive(call)
  const expectInactive = async (session: TestSession) => {
    if (await isActive(session))
      throw failed('oracles-disagree', 'SessionIsActive is still true of a session that was terminated', {
        expected: 'SessionIsActive is false of a session that was terminated',
        seen: 'true',
      })
  }
  // Another session has ended it, in a call that failed later.
  const failing = await terminate([first, ids.unknown()], { as: second })
  if (failing.outcome.kind === 'fault' && (await stateOf(first)) === 'dead')
    await step('a session that a call had ended before it failed', () => expectInactive(first))
  await mustTerminate([third, second])
  await control(expectSessions([third, second]).toBeDead(), 'terminate.success.all-listed')
  await step('the first session of a list', () => expectInactive(third))
  await step('the second session of a list', () => expectInactive(second))
})

export const loginsUntouched = early('terminate.effect.logins-untouched', async (context) => {
  const { controller, ids, open, openByLogin, openClone, record, stateOf, terminate, step } = context
  const clones = await cloneOf(context)
  const [session] = await after(
    'a call that fails',
    () => terminate([ids.unknown()]),
    'a login of the same user',
    () => open(1, 'login'),
  )
  await after(
    'a call that ends its sessions',
    () => terminate([session, ...clones]),
    'a login of the same user, with the token of an ended session in its header',
    () => logInOver(session),
  )

  /** A client may go on with the token that it has. A server, or a gateway, that knows no such session may refuse it; the name and the password are right. */
  async function logInOver(ended: TestSession): Promise<unknown> {
    // With the token of a session that is alive, InvalidLogin is right.
    if ((await stateOf(ended)) !== 'dead') return open(1, 'login')
    const notJudged = 'a login that carries the token of the ended session was not judged'
    try {
      const over = await openByLogin({ ended })
      if (over !== undefined) return over
    } catch (error) {
      // No login is left: a clone by a ticket has just shown that sessions can begin.
      if (error instanceof VerdictError && error.finding.code === 'limit')
        return record(`${notJudged}: ${error.message}`)
      if (!(error instanceof OpeningRefused) || error.refused !== 'session') throw error
      record(`${notJudged}: ${error.message}`)
    }
    return open(1, 'login')
  }

  /** @returns what a login after the call has begun. */
  async function after<Begun>(
    name: string,
    send: () => Promise<Call>,
    again: string,
    logIn: () => Promise<Begun>,
  ): Promise<Begun> {
    let call: Call | undefined
    const sendOnce = async () => {
      call ??= await send()
    }
    if (clones.length > 0) {
      const clone = await step(`${name}: a clone ticket that was taken before it`, () =>
        begunAfter(context, () => call, 'CloneSession', openClone(controller, { afterTicket: sendOnce })),
      )
      clones.push(clone)
    }
    await sendOnce()
    return step(`${name}: ${again}`, () => begunAfter(context, () => call, 'Login', logIn()))
  }
})

/** A clone, where sessions can be cloned: tried before anything is terminated. */
async function cloneOf({ controller, openClone }: CheckContext): Promise<TestSession[]> {
  return openClone(controller).then(
    (clone) => [clone],
    (error: unknown) => {
      if (error instanceof OpeningRefused) return []
      throw error
    },
  )
}
