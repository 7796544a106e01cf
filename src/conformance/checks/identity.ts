import type { RequirementId } from '../../../generated/requirements.ts'
import { type Check, check, disruptive, odd } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import { placeIn } from '../context/session-details.ts'
import { lookAlikes } from '../dimensions/look-alikes.ts'
import { patterns } from '../dimensions/patterns.ts'
import { unsupported } from '../errors/verdict-error.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import { type Calls, expectNoEffect } from './calls-without-effect.ts'
import { whileHoldingTicket } from './clone-ticket.ts'

const namesWhere = (isLetterCase: boolean) =>
  Object.entries(lookAlikes).flatMap(([name, one]) => ((one.isLetterCase ?? false) === isLetterCase ? [name] : []))

/** What is made from the key of a session, without what is the key itself, or that of another session. */
function madeFrom({ ids }: CheckContext, { key }: TestSession, names: readonly string[]): [name: string, id: string][] {
  return names.flatMap((name): [string, string][] => {
    const id = lookAlikes[name]?.make(key) ?? key
    // Where keys are numbers, a look-alike of one may be the key of another session.
    const isNumber = /^\d+$/.test(key) && /^\d+$/.test(id)
    return id === '' || id === key || isNumber || ids.isTaken(id) ? [] : [[name, ids.invent(id)]]
  })
}

/** What is made from a key that is the token, too, would tell the token in a recorded run. @throws VerdictError `unsupported` for such a target. */
function requirePublicKeys(...sessions: readonly TestSession[]): void {
  if (sessions.some(({ key, token }) => key === token))
    throw unsupported('not-applicable', "the target's tokens are the keys of its sessions, which must not be told")
}

/** A call for each look-alike of a session's key; by a caller whose own key is imitated, too. */
function callsWith(
  context: CheckContext,
  caller: TestSession,
  sessions: Record<string, TestSession>,
  names: readonly string[],
): Calls {
  const calls: Calls = {}
  for (const [whose, session] of Object.entries(sessions)) {
    for (const [name, id] of madeFrom(context, session, names))
      calls[`${whose} ${name}`] = () => context.terminate([id], { as: caller, repeatable: true })
  }
  return calls
}

/** That strings which are like a key end neither its session nor, where they are like the caller's, the caller. */
function endNobody(id: RequirementId, names: readonly string[]): Check {
  return odd(id, async (context) => {
    await expectNoEffect(context, async () => {
      const [caller, victim] = await context.open(2)
      requirePublicKeys(caller, victim)
      const calls = callsWith(context, caller, { 'the key': victim, "the caller's own key": caller }, names)
      return { sessions: [victim, caller], calls }
    })
  })
}

export const otherStrings = endNobody('terminate.identity.other-strings', namesWhere(false))

export const letterCase = endNobody('terminate.identity.letter-case', namesWhere(true))

export const exactIdentity = check('terminate.identity.exact', async (context) => {
  const [caller, victim] = await context.open(2)
  requirePublicKeys(caller, victim)
  const prepare = async () => {
    const sessions = { 'the key': victim, "the caller's own key": caller }
    return { sessions: [], calls: callsWith(context, caller, sessions, Object.keys(lookAlikes)) }
  }
  await expectNoEffect(context, prepare, (call) => context.expectCall(call).toBeFault('NotFound'))
  // A server may take the first id of a list otherwise than those behind it.
  const [behind] = madeFrom(context, caller, namesWhere(true))
  if (behind === undefined) return context.mustTerminate([victim], { as: caller })
  const [name, id] = behind
  await context.step(`the caller's own key ${name}, behind a session`, async () => {
    const call = await context.terminate([victim, id], { as: caller })
    await context.assume(context.expectSessions(victim).toBeDead(), 'terminate.sequence.prefix-terminated')
    await context.assume(context.expectSessions(caller).toBeAlive(), 'terminate.identity.letter-case')
    await context.expectCall(call).toBeFault('NotFound')
  })
})

export const patternsEndNobody = disruptive('terminate.identity.patterns', async (context) => {
  const { ids, open, terminate, listedDetails, userAgentOf } = context
  const prepare = async () => {
    const [caller, victim] = await open(2)
    requirePublicKeys(caller, victim)
    const calls: Calls = {}
    const tried = new Set<string>()
    const details = await listedDetails()
    for (const [whose, session] of Object.entries({ 'of a session': victim, 'of the caller': caller })) {
      for (const [name, make] of Object.entries(patterns)) {
        const id = make({
          key: session.key,
          userName: victim.shownName ?? victim.userName,
          userAgent: userAgentOf(session),
          ipAddress: textOf(details.get(session)?.ipAddress),
          place: placeIn(details, session),
        })
        if (id === victim.key || id === caller.key || tried.has(id) || ids.isTaken(id)) continue
        tried.add(ids.inventDisruptive(id))
        calls[`${name} (${whose})`] = () => terminate([id], { as: caller, repeatable: true })
      }
    }
    return { sessions: [victim, caller], calls }
  }
  await expectNoEffect(context, prepare, (call) => context.expectCall(call).toBeRefused())
})

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

export const tokenIsNoId = check('terminate.identity.token-is-no-id', async (context) => {
  const { controller, ids, open, keysListedBy, terminate, mustTerminate } = context
  const { record, step, expectCall, expectSessions } = context
  const [victim] = await open(1)
  if (victim.token === victim.key)
    throw unsupported('not-applicable', "the target's tokens are the keys of its sessions")
  const expectNobody = async (id: string) => {
    const call = await terminate([ids.invent(id)])
    await expectSessions(victim).toBeAlive()
    await expectCall(call).toBeFault('NotFound')
  }
  await expectNobody(victim.token)
  await whileHoldingTicket(context, victim, async (ticket) => {
    const isKey = ticket !== undefined && (await keysListedBy(controller))?.has(ticket) === true
    if (isKey) record('a clone ticket is the key of a session that sessionList shows, and was not named')
    else if (ticket !== undefined) await step('a clone ticket of the session', () => expectNobody(ticket))
    await mustTerminate([victim])
  })
})
