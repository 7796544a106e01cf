import type { RequirementId } from '../../../generated/requirements.ts'
import { type Check, check, disruptive } from '../context/check.ts'
import { summarize } from '../context/terminate-call.ts'
import type { BodyForm } from '../transport/terminate-request.ts'

/** Bodies by the name of their step. */
type Bodies = Record<string, BodyForm>

/**
 * A check that expects each body to be refused and to end nothing, while the same call with a valid body ends the session that it names.
 *
 * @param declare `disruptive` where a server might read one of them as no list at all.
 */
function refuses(id: RequirementId, bodies: Bodies, declare: typeof check = disruptive): Check {
  return declare(id, async (context) => {
    const { open, terminateWithBody, mustTerminate, step, expectCall, expectSessions } = context
    const [victim] = await open(1)
    for (const [name, form] of Object.entries(bodies)) {
      await step(name, async () => {
        const call = await terminateWithBody(form, victim)
        await expectSessions(victim).toBeAlive()
        await expectCall(call).toBeRefused()
      })
    }
    await mustTerminate([victim])
  })
}

export const bodyRequired = refuses('terminate.request.body-required', { 'no body': 'no-body' })

export const sessionIdRequired = refuses('terminate.request.session-id-required', {
  'an empty object': 'empty-object',
  'sessionId null': 'null-session-id',
  'a body null': 'null-body',
  'an empty array': 'empty-array',
})

export const malformedJson = refuses('terminate.request.malformed-json', {
  'an object without its end': 'unclosed-object',
  'a key without quotes': 'bare-key',
})

export const sessionIdType = refuses(
  'terminate.request.session-id-type',
  { 'a string in place of the list': 'string-session-id' },
  check,
)

export const elementType = refuses(
  'terminate.request.element-type',
  { 'a number before a key': 'number-before-key', 'null before a key': 'null-before-key' },
  check,
)

export const methodIsPost = disruptive('terminate.request.method', async (context) => {
  const { open, terminateWithBody, mustTerminate, expectSessions } = context
  const [victim] = await open(1)
  await terminateWithBody('get-with-query', victim)
  await expectSessions(victim).toBeAlive()
  await mustTerminate([victim])
})

export const emptyList = disruptive('terminate.empty-list.no-effect', async (context) => {
  const { open, terminateWithBody, expectSessions, record } = context
  const [bystander] = await open(1)
  const call = await terminateWithBody('empty-list', bystander)
  record(`answer: ${summarize(call)}`)
  await expectSessions(bystander).toBeAlive()
})

/** The ways in which clients name the type of the parameters: the schema asks for none, govmomi sends the name of the method. */
const typeNames: Record<string, BodyForm> = {
  'named after the parameter type': 'type-name-of-parameters',
  'named after the method': 'type-name-of-method',
}

export const typeName = check('terminate.request.type-name', async ({ forEachCase }) => {
  await forEachCase({ 'without _typeName': undefined, ...typeNames }, async (context, form) => {
    const { open, terminate, terminateWithBody, expectCall, expectSessions } = context
    const [victim] = await open(1)
    const call = await (form === undefined ? terminate([victim]) : terminateWithBody(form, victim))
    await expectSessions(victim).toBeDead()
    await expectCall(call).toBeTerminated()
  })
})

export const unknownProperty = check('terminate.request.unknown-property', async (context) => {
  const { open, terminateWithBody, stateOf, record } = context
  const [victim] = await open(1)
  const call = await terminateWithBody('unknown-property', victim)
  record(`answer: ${summarize(call)}; the listed session is ${await stateOf(victim)}`)
})

export const noContentType = disruptive('terminate.request.no-content-type', async (context) => {
  const { open, terminateWithBody, stateOf, record } = context
  const [victim] = await open(1)
  const call = await terminateWithBody('no-content-type', victim)
  record(`answer: ${summarize(call)}; the listed session is ${await stateOf(victim)}`)
})
