import { check, hazardous } from '../context/check.ts'
import type { Stage } from '../context/check-context.ts'
import { describe } from '../context/expect.ts'
import type { TestSession } from '../sessions/session-registry.ts'

/** Bodies that are refused and end nothing, while the same call with a sound body ends the session that they name. */
async function refuses(stage: Stage, bodiesFor: (victim: TestSession) => (string | undefined)[]): Promise<void> {
  const { controller, open, send, lawful, expect } = stage
  const [victim] = await open(1)
  for (const body of bodiesFor(victim)) {
    const call = await send({ token: controller.token, ...(body === undefined ? {} : { body }) })
    await expect(victim).toBeAlive()
    await expect(call).toBeRefused()
  }
  await lawful([victim])
}

export const bodyRequired = hazardous('terminate.request.body-required', (stage) => refuses(stage, () => [undefined]))

export const sessionIdRequired = hazardous('terminate.request.session-id-required', (stage) =>
  refuses(stage, () => ['{}', '{"sessionId": null}', 'null', '[]']),
)

export const malformedJson = hazardous('terminate.request.malformed-json', (stage) =>
  refuses(stage, ({ key }) => [`{"sessionId": ["${key}"]`, key]),
)

export const sessionIdType = hazardous('terminate.request.session-id-type', (stage) =>
  refuses(stage, ({ key }) => [JSON.stringify({ sessionId: key })]),
)

export const elementType = hazardous(
  'terminate.request.element-type',
  async ({ controller, open, send, lawful, expect }) => {
    const [victim] = await open(1)
    for (const element of [42, null]) {
      const call = await send({ token: controller.token, body: JSON.stringify({ sessionId: [element, victim.key] }) })
      await expect(victim).toBeAlive()
      await expect(call).toBeRefused()
    }
    await lawful([victim])
  },
)

export const methodIsPost = hazardous(
  'terminate.request.method',
  async ({ controller, open, send, lawful, expect }) => {
    const [victim] = await open(1)
    await send({ method: 'GET', token: controller.token, query: `?sessionId=${encodeURIComponent(victim.key)}` })
    await expect(victim).toBeAlive()
    await lawful([victim])
  },
)

export const emptyList = hazardous(
  'terminate.empty-list.no-effect',
  async ({ controller, open, send, expect, record }) => {
    const [bystander] = await open(1)
    const call = await send({ token: controller.token, body: JSON.stringify({ sessionId: [] }) })
    record(describe(call))
    await expect(bystander).toBeAlive()
  },
)

export const typeName = check('terminate.request.type-name', async ({ each }) => {
  const spellings: Record<string, { _typeName?: string }> = {
    'without _typeName': {},
    'named after the parameter type': { _typeName: 'TerminateSessionRequestType' },
    'named after the method': { _typeName: 'TerminateSession' },
  }
  await each(spellings, async ({ controller, open, send, expect }, spelling) => {
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
    record(`${describe(call)}; the listed session is ${await stateOf(victim)}`)
  },
)

export const noContentType = hazardous(
  'terminate.request.no-content-type',
  async ({ controller, open, send, stateOf, record }) => {
    const [victim] = await open(1)
    const call = await send({
      token: controller.token,
      body: JSON.stringify({ sessionId: [victim.key] }),
      contentType: null,
    })
    record(`${describe(call)}; the listed session is ${await stateOf(victim)}`)
  },
)
