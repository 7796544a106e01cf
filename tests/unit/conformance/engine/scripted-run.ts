import { tokenHeader } from '../../../../src/client/service.ts'
import { createListLag } from '../../../../src/conformance/context/list-lag.ts'
import type { RunContext } from '../../../../src/conformance/context/run-context.ts'
import { createMasker } from '../../../../src/conformance/redaction/masker.ts'
import { createClones } from '../../../../src/conformance/sessions/clones.ts'
import { createLoginQueue } from '../../../../src/conformance/sessions/login-queue.ts'
import { createLoginTags } from '../../../../src/conformance/sessions/login-tag.ts'
import { createSessionLimits } from '../../../../src/conformance/sessions/session-limits.ts'
import { createSessionRegistry } from '../../../../src/conformance/sessions/session-registry.ts'
import { createSharedSession } from '../../../../src/conformance/sessions/shared-session.ts'
import { createRecorder } from '../../../../src/conformance/transport/recorder.ts'
import { createWeather } from '../../../../src/conformance/transport/weather.ts'
import type { Purpose, Transport } from '../../../../src/conformance/types.ts'
import { scripted, testSession } from '../../../support/scripted.ts'

/** The name of an operation, and what a target answers to it, by the token: a value as JSON, a response, or an error in place of an answer. */
type Answers = Record<string, (token: string | null) => unknown>

/**
 * A run at a target that gives these answers, by the last segment of the path. Its controller is logged on, alive and alone in sessionList,
 * unless the answers say otherwise.
 */
export function scriptedRun(answers: Answers = {}) {
  const registry = createSessionRegistry()
  const sent: { operation: string; purpose: Purpose }[] = []
  const given: Answers = {
    currentSession: () => ({ key: 'controller 1' }),
    sessionList: () => [{ key: 'controller 1' }],
    Logout: () => null,
    ...answers,
  }
  const transport: Transport = async (request, purpose) => {
    const operation = new URL(request.url).pathname.split('/').at(-1) ?? ''
    sent.push({ operation, purpose: { ...purpose } })
    const answer = given[operation]?.(request.headers.get(tokenHeader))
    if (answer instanceof Error) throw answer
    const { status, headers, body } = answer instanceof Response ? answer : Response.json(answer ?? null)
    return { status, headers, body: new Uint8Array(await new Response(body).arrayBuffer()) }
  }
  const loginQueue = createLoginQueue()
  const abort = new AbortController()
  let opened = 0
  const waits: number[] = []
  const wait = async (ms: number) => {
    waits.push(ms)
  }
  const run: RunContext = {
    address: { url: 'https://mock.invalid', release: '8.0.3.0', sessionManager: 'SessionManager' },
    transport,
    closingTransport: transport,
    closingRequestMs: 1000,
    recorder: createRecorder({
      now: () => 0,
      masker: createMasker([]),
      isOwn: registry.isOwn,
      settled: loginQueue.settled,
    }),
    weather: createWeather({ wait, sinceStart: () => 0 }),
    registry,
    signal: abort.signal,
    loginQueue,
    loginTags: createLoginTags('run'),
    limits: createSessionLimits({}, () => 0),
    controllers: createSharedSession('the controller', async () => {
      opened += 1
      return registry.register(testSession(`controller ${opened}`, { label: 'the controller', isShared: true }))
    }),
    bystanders: undefined,
    idleSessions: [],
    clones: createClones(
      () => createSharedSession('a session to clone', () => Promise.reject(new Error('not opened'))),
      scripted({}),
    ),
    left: [],
    listLag: createListLag(wait),
    idleMs: 0,
    wait,
    inManner: async () => run,
    accounts: { controller: { userName: 'user', password: 'secret' }, limited: undefined },
    apiVersion: '8.0.3.0',
    seed: 1,
    permitDisruptive: async () => {},
  }
  return { run, sent, waits, abort: () => abort.abort() }
}
