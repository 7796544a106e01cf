import { check, disruptive } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import { summarize } from '../context/terminate-call.ts'
import type { TestSession } from '../sessions/session-registry.ts'

/** Bodies by the name of their step; undefined for a call without one. */
type Bodies = Record<string, string | undefined>

/** Expects that each body is refused and ends nothing, while the same call with a valid body ends the session that it names. */
async function expectRefusals(context: CheckContext, bodiesFor: (victim: TestSession) => Bodies): Promise<void> {
  const { controller, open, send, mustTerminate, step, expectCall, expectSessions } = context
  const [victim] = await open(1)
  for (const [name, body] of Object.entries(bodiesFor(victim))) {
    await step(name, async () => {
      const call = await send({ token: controller.token, ...(body === undefined ? {} : { body }) })
      await expectSessions(victim).toBeAlive()
      await expectCall(call).toBeRefused()
    })
  }
  await mustTerminate([victim])
}

export const bodyRequired = disruptive('terminate.request.body-required', (context) =>
  expectRefusals(context, () => ({ 'no body': undefined })),
)

export const sessionIdRequired = disruptive('terminate.request.session-id-required', (context) =>
  expectRefusals(context, () => ({
    'an empty object': '{}',
    'sessionId null': '{"sessionId": null}',
    'a body null': 'null',
    'an empty array': '[]',
  })),
)

export const malformedJson = disruptive('terminate.request.malformed-json', (context) =>
  expectRefusals(context, ({ key }) => ({
    'an object without its end': `{"sessionId": ["${key}"]`,
    'a key without quotes': key,
  })),
)

export const sessionIdType = disruptive('terminate.request.session-id-type', (context) =>
  expectRefusals(context, ({ key }) => ({ 'a string in place of the list': JSON.stringify({ sessionId: key }) })),
)

export const elementType = disruptive('terminate.request.element-type', (context) =>
  expectRefusals(context, ({ key }) => ({
    'a number before a key': JSON.stringify({ sessionId: [42, key] }),
    'null before a key': JSON.stringify({ sessionId: [null, key] }),
  })),
)

export const methodIsPost = disruptive('terminate.request.method', async (context) => {
  const { controller, open, send, mustTerminate, expectSessions } = context
  const [victim] = await open(1)
  await send({ method: 'GET', token: controller.token, query: `?sessionId=${encodeURIComponent(victim.key)}` })
  await expectSessions(victim).toBeAlive()
  await mustTerminate([victim])
})

export const emptyList = disruptive('terminate.empty-list.no-effect', async (context) => {
  const { controller, open, send, expectSessions, record } = context
  const [bystander] = await open(1)
  const call = await send({ token: controller.token, body: JSON.stringify({ sessionId: [] }) })
  record(`answer: ${summarize(call)}`)
  await expectSessions(bystander).toBeAlive()
})

/** The ways in which clients name the type of the parameters: the schema asks for none, govmomi sends the name of the method. */
const typeNames: Record<string, { _typeName?: string }> = {
  'without _typeName': {},
  'named after the parameter type': { _typeName: 'TerminateSessionRequestType' },
  'named after the method': { _typeName: 'TerminateSession' },
}

export const typeName = check('terminate.request.type-name', async ({ forEachCase }) => {
  await forEachCase(typeNames, async ({ controller, open, send, expectCall, expectSessions }, name) => {
    const [victim] = await open(1)
    const body = JSON.stringify({ ...name, sessionId: [victim.key] })
    const call = await send({ token: controller.token, body })
    await expectSessions(victim).toBeDead()
    await expectCall(call).toBeTerminated()
  })
})

export const unknownProperty = check('terminate.request.unknown-property', async (context) => {
  const { controller, open, send, stateOf, record } = context
  const [victim] = await open(1)
  const body = JSON.stringify({ sessionId: [victim.key], unknownProperty: true })
  const call = await send({ token: controller.token, body })
  record(`answer: ${summarize(call)}; the listed session is ${await stateOf(victim)}`)
})

export const noContentType = disruptive('terminate.request.no-content-type', async (context) => {
  const { controller, open, send, stateOf, record } = context
  const [victim] = await open(1)
  const body = JSON.stringify({ sessionId: [victim.key] })
  const call = await send({ token: controller.token, body, contentType: null })
  record(`answer: ${summarize(call)}; the listed session is ${await stateOf(victim)}`)
})
