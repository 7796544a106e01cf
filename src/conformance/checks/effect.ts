import { check, early, last } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import { changedMember } from '../context/session-details.ts'
import type { Call } from '../context/terminate-call.ts'
import { failed, OpeningRefused, unsupported } from '../errors/verdict-error.ts'

export const listedAtOnce = check('terminate.effect.listed-at-once', async ({ open, mustTerminate, isListed }) => {
  const [victim] = await open(1)
  await mustTerminate([victim])
  if (await isListed(victim))
    throw failed('oracles-disagree', 'sessionList still shows the session after the answer to TerminateSession', {
      expected: 'sessionList does not show the session',
      seen: 'it shows it',
    })
})

export const sessionIsActive = check('terminate.effect.session-is-active', async (context) => {
  const { open, mustTerminate, expectSessions, isActive } = context
  const sessions = await open(2)
  for (const session of sessions) {
    const said = await isActive(session)
    if (said === undefined)
      throw unsupported(
        'not-applicable',
        'SessionIsActive, asked by the controller, does not say whether a session is active',
      )
    if (!said)
      throw failed('oracles-disagree', 'SessionIsActive is false of a session that is logged on', {
        expected: 'SessionIsActive is true of a session that is logged on',
        seen: 'false',
      })
  }
  await mustTerminate(sessions)
  await expectSessions(sessions).toBeDead()
  for (const session of sessions) {
    if (await isActive(session))
      throw failed('oracles-disagree', 'SessionIsActive is still true of a session that was terminated', {
        expected: 'SessionIsActive is false of a session that was terminated',
        seen: 'true',
      })
  }
})

export const othersUnchanged = last('terminate.effect.others-unchanged', async (context) => {
  const { controller, ids, openOrReuse, terminate, listedDetails, failedAnswer, step } = context
  const [listed, after] = await openOrReuse(2)
  if (listed === undefined || after === undefined) return
  const lists = {
    'a call that fails at its first id': [ids.unknown(), after],
    'a call that fails at its second id': [listed, ids.unknown(), after],
    'a call that fails at own id': [controller, after],
  }
  let before = await listedDetails()
  for (const [name, list] of Object.entries(lists))
    await step(name, async () => {
      const call = await terminate(list)
      const now = await listedDetails()
      const changed = changedMember(before, now)
      if (changed !== undefined)
        throw failedAnswer(call, 'session-changed', `sessionList shows another value since the call: ${changed}`, {
          expected: 'sessionList shows the sessions that are left alive as before the call',
          seen: changed,
        })
      before = now
    })
})

export const loginsUntouched = early('terminate.effect.logins-untouched', async (context) => {
  const { controller, open, openClone, terminate, step } = context
  const victims = await open(1, 'login')
  let call: Call | undefined
  const endVictims = async () => {
    call ??= await terminate(victims)
  }
  if (await hasClonesOf(context))
    await step('a clone ticket that was taken before the call', () =>
      unrefused('CloneSession', openClone(controller, endVictims)),
    )
  await endVictims()
  await step('the user of a session that was terminated', () => unrefused('Login', open(1, 'login')))

  async function unrefused(method: string, opening: Promise<unknown>): Promise<void> {
    await opening.catch((error: unknown) => {
      if (!(error instanceof OpeningRefused) || call === undefined) throw error
      throw context.failedAnswer(call, 'unexpected-fault', `after the call, ${error.message}`, {
        expected: `${method} begins a session, as before the call`,
        seen: error.message,
      })
    })
  }
})

/** Whether sessions can be cloned: tried before anything is terminated. */
async function hasClonesOf({ controller, openClone }: CheckContext): Promise<boolean> {
  return openClone(controller).then(
    () => true,
    (error: unknown) => {
      if (error instanceof OpeningRefused) return false
      throw error
    },
  )
}
