import type { RequirementId } from '../../../generated/requirements.ts'
import { type Check, check, odd } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import { isSuccess, summarize } from '../context/terminate-call.ts'
import { addressesOf } from '../dimensions/addresses.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import { type Calls, expectNoEffect } from './calls-without-effect.ts'
import { expectUsualOutcomes } from './usual-outcomes.ts'

/** A check that expects a call to each of the addresses to be refused and to end nothing. */
function isRefusedAt(id: RequirementId): Check {
  return odd(id, async (context) => {
    const { open, target, terminate, mustTerminate, expectCall, record } = context
    const prepare = async () => {
      const [victim] = await open(1)
      const calls: Calls = {}
      for (const address of addressesOf(id, target.sessionManager))
        calls[address] = () => terminate([victim], { address, repeatable: true })
      return { sessions: [victim] as const, calls }
    }
    const answers = new Set<string>()
    const [victim] = await expectNoEffect(context, prepare, async (call) => {
      answers.add(summarize(call))
      await expectCall(call).toBeRefused()
    })
    record(`answers: ${[...answers].join(', ')}`)
    await mustTerminate([victim])
  })
}

export const unknownMoid = isRefusedAt('terminate.path.unknown-moid')
export const typeAndMethod = isRefusedAt('terminate.path.type-and-method')

export const oldestRelease = check(
  'terminate.path.oldest-release',
  async ({ inManner, hasClones, lacksPrivilege, openLimited }) => {
    const limited = lacksPrivilege ? await openLimited() : undefined
    await inManner('oldest release', 'under the oldest release', async (context) => {
      const { open, openClone, terminateWithBody } = context
      const [caller, parent] = await open(2)
      const second = hasClones ? await openClone(parent) : (await open(1))[0]
      await expectUsualOutcomes(context, caller, {
        sessions: [parent, second],
        end: (session) => terminateWithBody('named after the parameter type', session, undefined, caller),
      })
      await expectRefusals(context, caller, limited)
    })
    if (!hasClones) return
    await inManner('next older release', 'under the next older release', async (context) => {
      const { ids, open, terminate, expectCall, expectSessions } = context
      const [before] = await open(1)
      await expectRefusals(context, before, limited)
      const call = await terminate([before, ids.unknown()])
      await expectSessions(before).toBeDead()
      await expectCall(call).toBeFault('NotFound')
    })
  },
  { hasMoreWithClones: true, long: true },
)

/** That it takes a session, and the privilege, to end one. */
async function expectRefusals(
  { terminate, terminateWithToken, step, expectCall, expectSessions }: CheckContext,
  victim: TestSession,
  limited: TestSession | undefined,
): Promise<void> {
  await step('without a token', async () => {
    const call = await terminateWithToken('no token', victim)
    await expectSessions(victim).toBeAlive()
    await expectCall(call).toBeRefused()
  })
  if (limited === undefined) return
  await step('without the privilege', async () => {
    const call = await terminate([victim], { as: limited, repeatable: true })
    await expectSessions(victim).toBeAlive()
    await expectCall(call).toBeRefused()
  })
}

export const unknownRelease = check('terminate.path.unknown-release', async (context) => {
  const { open, terminate, mustTerminate, stateOf, expectSessions, record } = context
  const [victim] = await open(1)
  const call = await terminate([victim], { address: 'an unknown release' })
  record(`answer: ${summarize(call)}; the listed session is ${await stateOf(victim)}`)
  if (isSuccess(call)) return expectSessions(victim).toBeDead()
  await expectSessions(victim).toBeAlive()
  await mustTerminate([victim])
})
