import { check } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import type { Call } from '../context/terminate-call.ts'
import { addressesOf } from '../dimensions/addresses.ts'
import { bodiesOf } from '../dimensions/bodies/index.ts'
import type { unprivilegedLists } from '../dimensions/sessions.ts'
import { VerdictError } from '../errors/verdict-error.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import { type Calls, expectNoEffect } from './calls-without-effect.ts'

/** The sessions that a caller without the privilege lists. */
interface Listed {
  caller: TestSession
  ofOther: TestSession
  ofOwnUser: TestSession
  /** A clone of the caller, where the target's clones are known to be sessions. */
  clone: TestSession
  unknown: () => string
}

/** What a caller without the privilege lists: nothing of it may be ended. */
const lists: Record<(typeof unprivilegedLists)[number], (listed: Listed) => (TestSession | string)[]> = {
  'a session of another user': ({ ofOther }) => [ofOther],
  "a session of the caller's user": ({ ofOwnUser }) => [ofOwnUser],
  'a clone of the caller': ({ clone }) => [clone],
  "a session of the caller's user, then one of another": ({ ofOwnUser, ofOther }) => [ofOwnUser, ofOther],
  'a session of another user, then one of its own': ({ ofOwnUser, ofOther }) => [ofOther, ofOwnUser],
  "the caller's own id": ({ caller }) => [caller],
  "the caller's own id, then a session": ({ caller, ofOther }) => [caller, ofOther],
  "a session, then the caller's own id": ({ caller, ofOwnUser }) => [ofOwnUser, caller],
  'a session between unknown ids': ({ ofOther, unknown }) => [unknown(), ofOther, unknown()],
  'a session twice': ({ ofOther }) => [ofOther, ofOther],
  'sessions before many unknown ids': ({ ofOther, ofOwnUser, unknown }) => [
    ofOther,
    ofOwnUser,
    ...Array.from({ length: 100 }, unknown),
  ],
  'a session after many unknown ids': ({ ofOther, unknown }) => [...Array.from({ length: 100 }, unknown), ofOther],
}

export const privilegeRequired = check(
  'terminate.privilege.required',
  async (context) => {
    const { openUnused, requireUnprivileged, terminate, terminateWithBody, ids, target } = context
    const { readingWith, step, expectCall, expectSessions } = context
    requireUnprivileged()
    // Unused, so that its first call is one of these.
    const caller = await openUnused('second account')
    const addresses = addressesOf('terminate.privilege.required', target.sessionManager)
    const unusual = (address: string) => `a session of another user, with ${address}`
    const spelt = bodiesOf('terminate.request.type-name')
    const prepare = async () => {
      const listed = await openListed(context, caller)
      const calls: Calls = {}
      const add = (suffix: string) => {
        for (const [name, list] of Object.entries(lists))
          calls[`${name}${suffix}`] = () =>
            terminate(list({ ...listed, unknown: ids.unknown }), { as: caller, repeatable: true })
      }
      add('')
      add(', once more')
      for (const address of addresses)
        calls[unusual(address)] = () =>
          ifAnswered(terminate([listed.ofOther], { as: caller, address, repeatable: true }))
      for (const body of spelt)
        calls[`a session of another user, in a body ${body}`] = () =>
          terminateWithBody(body, listed.ofOther, undefined, caller)
      if (listed.cloneOfClone !== undefined) {
        const as = listed.cloneOfClone
        calls['a session of another user, by a clone of a clone'] = () =>
          terminate([listed.ofOther], { as, repeatable: true })
      }
      return { sessions: [listed.ofOther, caller, listed.ofOwnUser, listed.clone] as const, calls }
    }
    // What a server answers where it takes the call for another one, or whether it does, is its own affair.
    const unjudged = new Set(addresses.map(unusual))
    const [victim] = await expectNoEffect(context, prepare, async (call, name) => {
      if (!unjudged.has(name)) await expectCall(call).toBeRefused()
    })
    await step('the same list, by a caller with the privilege', async () => {
      const call = await terminate([victim])
      await expectSessions(victim).toBeDead()
      await expectCall(call).toSucceed()
    })
    await step('the same list after that', () =>
      expectCall(terminate([victim], { as: caller, repeatable: true })).toBeRefused(),
    )
    // Nor does it bring back a session that has ended, by being refused what it asks for.
    await readingWith(caller)
    await expectSessions(victim).toBeDead()
  },
  { hasMoreWithClones: true },
)

/** A gateway may drop the connection of such a call: what it has done is seen all the same. */
async function ifAnswered(call: Promise<Call>): Promise<Call | undefined> {
  return call.catch((error: unknown) => {
    if (error instanceof VerdictError && error.finding.code === 'unanswered') return undefined
    throw error
  })
}

async function openListed({ open, openLimited, openClone, openUnused, hasClones }: CheckContext, caller: TestSession) {
  const ofOwnUser = await openLimited()
  if (!hasClones) return { caller, ofOther: (await open(1))[0], ofOwnUser, clone: ofOwnUser, cloneOfClone: undefined }
  const clone = await openClone(caller)
  // Unused: that nobody has used a session yet is no excuse.
  return { caller, ofOther: await openUnused('clone'), ofOwnUser, clone, cloneOfClone: await openClone(clone) }
}

export const privilegeFault = check(
  'terminate.privilege.fault',
  async (context) => {
    const { controller, ids, open, openUnused, requireUnprivileged, terminate, step } = context
    requireUnprivileged()
    const [victim] = await open(1)
    // With the User-Agent of a session that has the privilege, and uses it.
    const caller = await openUnused('second account', controller)
    const lists: Record<string, () => (TestSession | string)[]> = {
      'a session, in its first call': () => [victim],
      'an unknown id': () => [ids.unknown()],
      'many unknown ids': () => Array.from({ length: 20 }, ids.unknown),
    }
    for (const [name, list] of Object.entries(lists))
      await step(name, async () => expectNoPermission(context, await terminate(list(), { as: caller })))
  },
  { hasMoreWithClones: true },
)

/** The privilege that the page requires. */
const required = 'Sessions.TerminateSession'

/** NoPermission need not name what is missing; where it does, the privilege that the page requires is among it. */
async function expectNoPermission({ expectCall, failedAnswer }: CheckContext, call: Call): Promise<void> {
  await expectCall(call).toBeFault('NoPermission')
  const named = call.outcome.kind === 'fault' ? privilegesIn(call.outcome.fault) : []
  if (named.length === 0 || named.includes(required)) return
  const seen = named.every((one) => /^[\w.]{1,64}$/.test(one))
    ? [...new Set(named)].join(' and ')
    : 'no name of a privilege'
  throw failedAnswer(
    call,
    'unexpected-fault',
    `expected NoPermission to name ${required}, which the page requires; it names ${seen}`,
    { expected: `NoPermission names ${required}`, seen },
  )
}

/** The privileges that a NoPermission names, of whatever shape it is: whether that is right is another requirement. */
function privilegesIn(fault: object): string[] {
  const { privilegeId, missingPrivileges }: { privilegeId?: unknown; missingPrivileges?: unknown } = fault
  const entities: { privilegeIds?: unknown }[] = Array.isArray(missingPrivileges) ? missingPrivileges : []
  return [privilegeId, ...entities.flatMap((one) => one?.privilegeIds)].filter((one) => typeof one === 'string')
}
