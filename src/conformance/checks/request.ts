import { check, hazardous } from '../check.ts'
import type { TestSession } from '../run/ownership.ts'
import { describe } from '../stage/expectations.ts'
import type { Stage } from '../stage/stage.ts'

/** A request that is refused and ends nothing, while the same call with a sound body ends the session that it names. */
async function refuses(
  { controller, open, send, lawful, expect }: Stage,
  bodyFor: (victim: TestSession) => string | undefined,
) {
  const [victim] = await open(1)
  const body = bodyFor(victim)
  await expect(send({ token: controller.token, ...(body === undefined ? {} : { body }) })).toBeRefused()
  await expect(victim).toBeAlive()
  await lawful([victim])
}

export const bodyRequired = hazardous('terminate.request.body-required', (stage) => refuses(stage, () => undefined))

export const sessionIdRequired = hazardous('terminate.request.session-id-required', (stage) =>
  refuses(stage, () => '{}'),
)

export const malformedJson = hazardous('terminate.request.malformed-json', (stage) =>
  refuses(stage, ({ key }) => `{"sessionId": ["${key}"]`),
)

export const sessionIdType = hazardous('terminate.request.session-id-type', (stage) =>
  refuses(stage, ({ key }) => JSON.stringify({ sessionId: key })),
)

export const elementType = hazardous(
  'terminate.request.element-type',
  async ({ controller, open, send, lawful, expect }) => {
    const [before, after] = await open(2)
    const body = JSON.stringify({ sessionId: [before.key, 42, after.key] })
    await expect(send({ token: controller.token, body })).toBeRefused()
    await expect(after).toBeAlive()
    await lawful([after])
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
    await expect(send({ token: controller.token, body })).toBeTerminated()
    await expect(victim).toBeDead()
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
