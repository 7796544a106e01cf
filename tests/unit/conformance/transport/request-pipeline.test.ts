import { describe, expect, test } from 'vitest'
import { type PlainRequest, textOf } from '../../../../src/client/message.ts'
import { unsupported } from '../../../../src/conformance/errors/verdict-error.ts'
import { createMasker } from '../../../../src/conformance/redaction/masker.ts'
import { createSessionRegistry } from '../../../../src/conformance/sessions/session-registry.ts'
import { wholeRun } from '../../../../src/conformance/transport/exchange.ts'
import { createRecorder } from '../../../../src/conformance/transport/recorder.ts'
import { openClosingPipeline, openPipeline } from '../../../../src/conformance/transport/request-pipeline.ts'
import type { TerminateRequest } from '../../../../src/conformance/transport/terminate-request.ts'
import { createWeather } from '../../../../src/conformance/transport/weather.ts'
import type { Purpose } from '../../../../src/conformance/types.ts'
import { testSession } from '../../../support/scripted.ts'

const ownKey = '52bbbbbb-0000-0000-0000-000000000000'
const foreignKey = '52aaaaaa-0000-0000-0000-000000000000'
const shown = (key: string) => ({ key, userName: 'user', userAgent: '' })
const purpose: Purpose = { requirement: 'terminate.not-found.fault', caseName: 'a case', step: 'a step' }

/** The parts of a pipeline before a target that answers everything with 204, and the paths that it received by which transport. */
function createParts() {
  const registry = createSessionRegistry()
  registry.register(testSession(ownKey))
  registry.noteListed([ownKey, foreignKey].map(shown))
  const sent: string[] = []
  const transportNamed = (name: string) => async (request: PlainRequest) => {
    sent.push(`${name}: ${new URL(request.url).pathname.split('/').at(-1)}`)
    return { status: 204, headers: new Headers(), body: new Uint8Array() }
  }
  const abort = new AbortController()
  const parts = {
    address: { url: 'https://mock.invalid', release: '8.0.3.0', sessionManager: 'SessionManager' },
    transport: transportNamed('transport'),
    closingTransport: transportNamed('closing transport'),
    recorder: createRecorder({
      now: () => 0,
      masker: createMasker([]),
      isOwn: registry.isOwn,
      settled: async () => {},
    }),
    weather: createWeather({ wait: async () => {}, sinceStart: () => 0 }),
    registry,
    signal: abort.signal,
    closingRequestMs: 1000,
  }
  return { parts, sent, abort: () => abort.abort() }
}

const token = `token of ${ownKey}`
const emptyList: TerminateRequest = { form: 'list', ids: [], token }

describe('openPipeline', () => {
  test('a call that names a session of the run is sent and recorded for its purpose', async () => {
    const { parts, sent } = createParts()
    const { service } = openPipeline(parts, purpose)
    expect(await service.terminateSessions(token, [ownKey])).toEqual({ kind: 'terminated' })
    expect(sent).toEqual(['transport: TerminateSession'])
    const [exchange] = await parts.recorder.exchanges()
    expect(exchange).toMatchObject({ ...purpose, index: 0, body: JSON.stringify({ sessionId: [ownKey] }) })
    expect(parts.recorder.indexesFor('terminate.not-found.fault')).toEqual([0])
  })

  test('two pipelines record their requests for the purpose of each', async () => {
    const { parts } = createParts()
    await openPipeline(parts, purpose).service.currentSession(token)
    await openPipeline(parts, wholeRun).service.currentSession(token)
    const exchanges = await parts.recorder.exchanges()
    expect(exchanges.map(({ requirement, caseName, step }) => ({ requirement, caseName, step }))).toEqual([
      purpose,
      wholeRun,
    ])
  })

  test('a call that names another user’s session is neither sent nor recorded', async () => {
    const { parts, sent } = createParts()
    const { service } = openPipeline(parts, purpose, async () => {})
    await expect(service.terminateSessions(token, [foreignKey])).rejects.toMatchObject({
      name: 'GateRefusal',
      message: 'not sent: it names a session that this run neither opened nor invented',
    })
    expect(sent).toEqual([])
    expect(await parts.recorder.exchanges()).toEqual([])
  })

  test('a disruptive call is refused where the pipeline has no permission for it', async () => {
    const { parts, sent } = createParts()
    await expect(openPipeline(parts, purpose).terminate(emptyList)).rejects.toMatchObject({
      name: 'GateRefusal',
      message: 'not sent: logging in and closing sessions needs no disruptive call',
    })
    expect(sent).toEqual([])
  })

  test('a disruptive call is sent once it is permitted for the purpose of the pipeline', async () => {
    const { parts, sent } = createParts()
    const asked: Purpose[] = []
    const { terminate } = openPipeline(parts, purpose, async (forWhat) => {
      asked.push(forWhat)
    })
    expect((await terminate(emptyList)).status).toBe(204)
    expect(asked).toEqual([purpose])
    expect(sent).toEqual(['transport: TerminateSession'])
  })

  test('a disruptive call that is not permitted fails with the reason and is not sent', async () => {
    const { parts, sent } = createParts()
    const reason = unsupported('foreign-sessions', 'others are logged on')
    const { terminate } = openPipeline(parts, purpose, () => Promise.reject(reason))
    await expect(terminate(emptyList)).rejects.toBe(reason)
    expect(sent).toEqual([])
  })

  test('each answer is shown to onAnswer before the caller gets it', async () => {
    const { parts } = createParts()
    const events: string[] = []
    const { service } = openPipeline(parts, purpose, undefined, {
      onAnswer: (request, answer) => {
        events.push(`${request.method} was answered with ${answer.status} ${textOf(answer)}`)
      },
    })
    await service.currentSession(token)
    events.push('returned')
    expect(events).toEqual(['GET was answered with 204 ', 'returned'])
  })

  test('after an interruption, nothing is sent or recorded, and the check is unreached', async () => {
    const { parts, sent, abort } = createParts()
    const { service } = openPipeline(parts, purpose)
    await service.currentSession(token)
    abort()
    await expect(service.currentSession(token)).rejects.toMatchObject({
      verdict: 'unreached',
      finding: { code: 'interrupted', message: 'the run was interrupted' },
    })
    expect(sent).toEqual(['transport: currentSession'])
    expect(await parts.recorder.exchanges()).toHaveLength(1)
  })
})

describe('openClosingPipeline', () => {
  test('it sends by the closing transport, also after an interruption, and records for its purpose', async () => {
    const { parts, sent, abort } = createParts()
    const { service } = openClosingPipeline(parts, purpose)
    abort()
    await service.logout(token)
    await service.terminateSessions(token, [ownKey])
    expect(sent).toEqual(['closing transport: Logout', 'closing transport: TerminateSession'])
    expect(await parts.recorder.exchanges()).toMatchObject([purpose, purpose])
  })

  test.each<[string, TerminateRequest, string]>([
    ['it refuses a disruptive call', emptyList, 'not sent: logging in and closing sessions needs no disruptive call'],
    [
      'it refuses a call that names another user’s session',
      { form: 'list', ids: [foreignKey], token },
      'not sent: it names a session that this run neither opened nor invented',
    ],
  ])('%s', async (_, request, message) => {
    const { parts, sent } = createParts()
    await expect(openClosingPipeline(parts, wholeRun).terminate(request)).rejects.toMatchObject({
      name: 'GateRefusal',
      message,
    })
    expect(sent).toEqual([])
  })
})
