import { check, disruptive } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import { summarize } from '../context/expect.ts'
import type { TestSession } from '../sessions/session-registry.ts'

/** Bodies that are refused and end nothing, while the same call with a sound body ends the session that they name. */
async function refuses(stage: CheckContext, bodiesFor: (victim: TestSession) => (string | undefined)[]): Promise<void> {
  const { controller, open, send, mustTerminate, expect } = stage
  const [victim] = await open(1)
  for (const body of bodiesFor(victim)) {
    const call = await send({ token: controller.token, ...(body === undefined ? {} : { body }) })
    await expect(victim).toBeAlive()
    await expect(call).toBeRefused()
  }
  await mustTerminate([victim])
}

export const bodyRequired = disruptive('terminate.request.body-required', (stage) => refuses(stage, () => [undefined]))

export const sessionIdRequired = disruptive('terminate.request.session-id-required', (stage) =>
  refuses(stage, () => ['{}', '{"sessionId": null}', 'null', '[]']),
)

export const malformedJson = disruptive('terminate.request.malformed-json', (stage) =>
  refuses(stage, ({ key }) => [`{"sessionId": ["${key}"]`, key]),
)

export const sessionIdType = disruptive('terminate.request.session-id-type', (stage) =>
  refuses(stage, ({ key }) => [JSON.stringify({ sessionId: key })]),
)

export const elementType = disruptive(
  'terminate.request.element-type',
  async ({ controller, open, send, mustTerminate, expect }) => {
    const [victim] = await open(1)
    for (const element of [42, null]) {
      const call = await send({ token: controller.token, body: JSON.stringify({ sessionId: [element, victim.key] }) })
      await expect(victim).toBeAlive()
      await expect(call).toBeRefused()
    }
    await mustTerminate([victim])
  },
)

export const methodIsPost = disruptive(
  'terminate.request.method',
  async ({ controller, open, send, mustTerminate, expect }) => {
    const [victim] = await open(1)
    await send({ method: 'GET', token: controller.token, query: `?sessionId=${encodeURIComponent(victim.key)}` })
    await expect(victim).toBeAlive()
    await mustTerminate([victim])
  },
)

export const emptyList = disruptive(
  'terminate.empty-list.no-effect',
  async ({ controller, open, send, expect, record }) => {
    const [bystander] = await open(1)
    const call = await send({ token: controller.token, body: JSON.stringify({ sessionId: [] }) })
    record(summarize(call))
    await expect(bystander).toBeAlive()
  },
)

export const typeName = check('terminate.request.type-name', async ({ forEachCase }) => {
  const spellings: Record<string, { _typeName?: string }> = {
    'without _typeName': {},
    'named after the parameter type': { _typeName: 'TerminateSessionRequestType' },
    'named after the method': { _typeName: 'TerminateSession' },
  }
  await forEachCase(spellings, async ({ controller, open, send, expect }, spelling) => {
    const [victim] = await open(1)
    const body = JSON.stringify({ ...spelling, sessionId: [victim.key] })
    const call = await send({ token: controller.token, body })
    await expect(victim).toBeDead()
    await expect(call).toBeTerminated()
  })
})

export const unknownProperty = check(
  'terminate.request.unknown-property',
  async ({ controller, open, send, stateOf, record }) => {
    const [victim] = await open(1)
    const call = await send({
      token: controller.token,
      body: JSON.stringify({ sessionId: [victim.key], unknownProperty: true }),
    })
    record(`${summarize(call)}; the listed session is ${await stateOf(victim)}`)
  },
)

export const noContentType = disruptive(
  'terminate.request.no-content-type',
  async ({ controller, open, send, stateOf, record }) => {
    const [victim] = await open(1)
    const call = await send({
      token: controller.token,
      body: JSON.stringify({ sessionId: [victim.key] }),
      contentType: null,
    })
    record(`${summarize(call)}; the listed session is ${await stateOf(victim)}`)
  },
)
