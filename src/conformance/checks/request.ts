import type { RequirementId } from '../../../generated/requirements.ts'
import { type Check, check, disruptive, odd } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import { summarize } from '../context/terminate-call.ts'
import { isAmbiguous } from '../dimensions/bodies/body.ts'
import { bodies, bodiesOf } from '../dimensions/bodies/index.ts'
import { unsupported } from '../errors/verdict-error.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import { type Calls, expectNoEffect } from './calls-without-effect.ts'

/** Disruptive where a server might read one of the bodies as no list at all. */
function declare(id: RequirementId, run: Check['run']): Check {
  return (bodiesOf(id).some((name) => bodies[name]?.disruptive) ? disruptive : odd)(id, run)
}

/** The bodies of a requirement that are sent to this target. @throws VerdictError `unsupported` where none is. */
function applicableBodies(id: RequirementId, { key }: TestSession, record: CheckContext['record']): string[] {
  const isSent = (name: string) => bodies[name] === undefined || !isAmbiguous(bodies[name], key)
  const [sent, left] = [bodiesOf(id).filter(isSent), bodiesOf(id).filter((name) => !isSent(name))]
  const reason = 'a key of this target could itself be read as a body'
  if (sent.length === 0) throw unsupported('not-applicable', reason)
  if (left.length > 0) record(`not sent, because ${reason}: ${left.join(', ')}`)
  return sent
}

/** A check that expects each body to end nothing, while the same call with a valid body ends the session that it names. */
function endNothing(id: RequirementId, judgeAnswer: 'refused' | 'recorded'): Check {
  return declare(id, async (context) => {
    const victim = await expectAllWithoutEffect(context, id, judgeAnswer)
    await endAsControl(context, victim)
  })
}

/** Ends a session as it should be, to show that what left it alive before was the call. */
async function endAsControl({ mustTerminate, expectSessions, control }: CheckContext, victim: TestSession) {
  await mustTerminate([victim])
  await control(expectSessions(victim).toBeDead(), 'terminate.success.all-listed')
}

/** Sends the bodies of a requirement. @returns the session that they named, which is alive. */
async function expectAllWithoutEffect(
  context: CheckContext,
  id: RequirementId,
  judgeAnswer: 'refused' | 'recorded',
  isSent: (name: string) => boolean = () => true,
): Promise<TestSession> {
  const { open, terminateWithBody, expectCall, record } = context
  const prepare = async () => {
    const [victim] = await open(1)
    const calls: Calls = {}
    for (const name of applicableBodies(id, victim, record).filter(isSent))
      calls[name] = () => terminateWithBody(name, victim)
    return { sessions: [victim] as const, calls }
  }
  const [victim] = await expectNoEffect(context, prepare, async (call) => {
    if (judgeAnswer === 'refused') await expectCall(call).toBeRefused()
  })
  return victim
}

export const bodyRequired = endNothing('terminate.request.body-required', 'refused')
export const sessionIdRequired = endNothing('terminate.request.session-id-required', 'refused')
export const malformedJson = endNothing('terminate.request.malformed-json', 'refused')
export const lenientJson = endNothing('terminate.request.lenient-json', 'refused')
export const bodyType = endNothing('terminate.request.body-type', 'refused')
export const sessionIdType = endNothing('terminate.request.session-id-type', 'refused')
export const memberName = endNothing('terminate.request.member-name', 'refused')
export const content = endNothing('terminate.request.content', 'refused')
export const methodIsPost = endNothing('terminate.request.method', 'recorded')

const isBehind = (name: string) => name.endsWith(' after a key')

export const elementType = declare('terminate.request.element-type', async (context) => {
  const { open, terminateWithBody, expectCall, expectSessions, stateOf, step } = context
  const id = 'terminate.request.element-type'
  let victim = await expectAllWithoutEffect(context, id, 'refused', (name) => !isBehind(name))
  for (const name of bodiesOf(id).filter(isBehind)) {
    await step(name, async () => {
      const call = await terminateWithBody(name, victim)
      await expectCall(call).toBeRefused()
      // A server that takes the element for an id which it does not find stops there, and has ended what stands before.
      if (call.outcome.kind !== 'fault' || call.outcome.fault._typeName !== 'NotFound')
        await expectSessions(victim).toBeAlive()
      else if ((await stateOf(victim)) === 'dead') [victim] = await open(1)
    })
  }
  await endAsControl(context, victim)
})

export const otherMembers = odd('terminate.request.other-members', async (context) => {
  const { open, terminateWithBody, step, expectSessions } = context
  const names = bodiesOf('terminate.request.other-members')
  const [other, ...victims] = await open(1 + names.length)
  if (other === undefined) return
  for (const [index, name] of names.entries()) {
    const victim = victims[index]
    if (victim === undefined) return
    await step(name, async () => {
      await terminateWithBody(name, victim, other)
      await expectSessions(other).toBeAlive()
    })
  }
})

export const doubleMember = odd('terminate.request.double-member', async (context) => {
  const { open, terminateWithBody, failedAnswer, stateOf, record } = context
  const [first, second] = await open(2)
  const call = await terminateWithBody('sessionId twice', first, second)
  const states = [await stateOf(first), await stateOf(second)]
  record(`answer: ${summarize(call)}; of the two lists, the first session is ${states[0]}, the second ${states[1]}`)
  if (states.every((state) => state === 'dead'))
    throw failedAnswer(
      call,
      'wrongly-ended',
      'the sessions of both members are dead; one of the two members should have been carried out at most',
      { expected: 'at most one of two members sessionId is carried out', seen: 'the sessions of both are dead' },
    )
})

export const emptyList = disruptive('terminate.empty-list.no-effect', async (context) => {
  const { ids, open, terminate, terminateWithBody, expectSessions, assume, step, record } = context
  const [bystander] = await open(1)
  // What a call has left undone must not be made up for by the next one.
  await terminate([ids.unknown(), bystander], { repeatable: true })
  await assume(expectSessions(bystander).toBeAlive(), 'terminate.sequence.suffix-untouched')
  const call = await terminateWithBody('an empty list', bystander)
  record(`answer: ${summarize(call)}`)
  await expectSessions(bystander).toBeAlive()
  await step('the next call of the same caller', () => endAsControl(context, bystander))
})

/** A check that expects each spelling of the request to be carried out. */
function carriesOut(id: RequirementId): Check {
  const cases = Object.fromEntries(bodiesOf(id).map((name) => [name, name]))
  return check(id, async ({ forEachCase }) => {
    await forEachCase(cases, async (context, body) => {
      const { open, controller, hasClones, terminateWithBody, expectCall, expectSessions, record } = context
      const { ids, endsWithOwn = false } = bodies[body] ?? {}
      // Where they log in, sessions are expensive.
      const isLent = endsWithOwn && !hasClones
      const [victim, opened] = ids === 2 && !isLent ? await open(2) : await open(1)
      const second = isLent ? controller : opened
      const call = await terminateWithBody(body, victim, second, endsWithOwn ? second : undefined)
      // RFC 9110, 15.5.12 and 15.5.14: a server may ask for the length, and limit it.
      if (call.status === 411 || call.status === 413) return record(`answered with status ${call.status}`)
      await expectSessions(second === undefined || endsWithOwn ? victim : [victim, second]).toBeDead()
      if (second === undefined || !endsWithOwn) return expectCall(call).toBeTerminated()
      if (!isLent) await expectSessions(second).toBeAlive()
      await expectCall(call).toBeFault('InvalidArgument')
    })
  })
}

/** The ways in which clients name the type of the parameters: the schema asks for none, govmomi sends the name of the method. */
export const typeName = carriesOut('terminate.request.type-name')
export const spelling = carriesOut('terminate.request.spelling')

/** A check that records what becomes of a call, and judges nothing. */
function recorded(id: RequirementId): Check {
  return declare(id, async (context) => {
    const { open, terminateWithBody, stateOf, record } = context
    let [victim] = await open(1)
    for (const name of applicableBodies(id, victim, record)) {
      // One that a call has left alive serves for the next.
      if (victim.state === 'dead') [victim] = await open(1)
      const call = await terminateWithBody(name, victim)
      record(`${name}, answer: ${summarize(call)}; the listed session is ${await stateOf(victim)}`)
    }
  })
}

export const unknownProperty = recorded('terminate.request.unknown-property')
export const noContentType = recorded('terminate.request.no-content-type')
