import { describe, expect, test } from 'vitest'
import { createRunParts } from '../../../../src/conformance/engine/run-parts.ts'
import { planRun } from '../../../../src/conformance/engine/run-plan.ts'
import { wholeRun } from '../../../../src/conformance/transport/exchange.ts'
import type { Target, Transport } from '../../../../src/conformance/types.ts'
import { sampleReplay } from '../../../support/sample-replay.ts'

const target: Target = {
  url: 'https://vcenter.example',
  fetch: async () => new Response('from fetch'),
  controller: { userName: 'admin@vsphere.local', password: 'password-1' },
  limited: { userName: 'reader@vsphere.local', password: 'password-2' },
}
const request = { method: 'GET', url: 'https://vcenter.example/sdk', headers: new Headers(), body: undefined }

/** The text that the transport of a target's run answers with. */
async function answerOf(given: Target): Promise<string> {
  const { transport } = await createRunParts(given, planRun(given, {}))
  return new TextDecoder().decode((await transport(request, wholeRun)).body)
}

describe('createRunParts', () => {
  test('the passwords of both principals are masked, and the principals and the host are not', async () => {
    const { masker } = await createRunParts(target, planRun(target, {}))
    for (const name of ['admin@vsphere.local', 'vsphere.local', 'vcenter.example']) masker.maskPrivate(name)
    expect(masker.mask('password-1 password-2 admin@vsphere.local vsphere.local vcenter.example')).toBe(
      `${masker.pseudonymOf('password-1')} ${masker.pseudonymOf('password-2')} admin@vsphere.local vsphere.local vcenter.example`,
    )
  })

  test('requests are sent with the fetch of the target', async () => {
    expect(await answerOf(target)).toBe('from fetch')
  })

  test('requests of a recorded run are answered by its transport, and nothing is fetched', async () => {
    const transport: Transport = async () => ({
      status: 200,
      headers: new Headers(),
      body: new TextEncoder().encode('from the recorded run'),
    })
    expect(
      await answerOf({
        ...target,
        replay: sampleReplay({ transport }),
      }),
    ).toBe('from the recorded run')
  })

  test('the transport over one connection is opened once, and is that of the recorded run where there is one', async () => {
    const { oneConnection } = await createRunParts(target, planRun(target, {}))
    const opened = await oneConnection()
    expect(await oneConnection()).toBe(opened)
    expect(new TextDecoder().decode((await opened(request, wholeRun)).body)).toBe('from fetch')
    const transport: Transport = () => Promise.reject(new Error('nothing is sent'))
    const replay = sampleReplay({ transport })
    const parts = await createRunParts({ ...target, replay }, planRun(target, {}))
    expect(await parts.oneConnection()).toBe(transport)
  })

  test('each run has an id of its own, which the tags of its logins contain', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => createRunParts(target, planRun(target, {}))))
    expect(one?.runId).toMatch(/^[0-9a-f]{12}$/)
    expect(one?.runId).not.toBe(other?.runId)
    expect(one?.loginTags.tagOf('controller')).toBe(`(run ${one?.runId}; login 1 of controller)`)
  })

  test('a recorded run keeps its id', async () => {
    const replay = sampleReplay()
    const { runId, loginTags } = await createRunParts({ ...target, replay }, planRun(target, {}))
    expect([runId, loginTags.tagOf('controller')]).toEqual(['recorded', '(run recorded; login 1 of controller)'])
  })

  test('exchanges are masked only when the logins under way are answered', async () => {
    const { recorder, loginQueue, transport } = await createRunParts(target, planRun(target, {}))
    let answerLogin = () => {}
    const login = loginQueue.login('user', () => new Promise<void>((resolve) => (answerLogin = resolve)))
    await recorder.record(transport, wholeRun)(request)
    const events: string[] = []
    const reading = recorder.exchanges().then(() => events.push('read'))
    await new Promise((resolve) => setImmediate(resolve))
    events.push('answered')
    answerLogin()
    await Promise.all([login, reading])
    expect(events).toEqual(['answered', 'read'])
  })
})
