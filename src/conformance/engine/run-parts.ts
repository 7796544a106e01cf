import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import pLimit from 'p-limit'
import { openAgentFetch } from '../../client/agent-fetch.ts'
import { openSending } from '../../client/transport.ts'
import { createMasker, type Masker } from '../redaction/masker.ts'
import { secretsOf } from '../sessions/account.ts'
import { createLoginQueue, type LoginQueue } from '../sessions/login-queue.ts'
import { createLoginTags, type LoginTags } from '../sessions/login-tag.ts'
import { recordWithoutSecrets } from '../sessions/record-without-secrets.ts'
import { createSessionRegistry, type SessionRegistry } from '../sessions/session-registry.ts'
import { type ClosingTime, closingTime } from '../transport/closing-time.ts'
import { createPace, type Pace } from '../transport/pace.ts'
import { createRecorder, type Recorder } from '../transport/recorder.ts'
import { createWeather, type Weather } from '../transport/weather.ts'
import type { Target, Transport } from '../types.ts'
import type { RunPlan } from './run-plan.ts'

/** The parts of a run that exist before its target is contacted. */
export interface RunParts {
  registry: SessionRegistry
  loginQueue: LoginQueue
  /** The id of this run; no other run has it. */
  runId: string
  loginTags: LoginTags
  masker: Masker
  recorder: Recorder
  weather: Weather
  pace: Pace
  transport: Transport
  /** For what closes the sessions: it never waits behind requests of checks. */
  closingTransport: Transport
  /** The same over one connection, opened when it is first needed. */
  oneConnection: () => Promise<Transport>
  closing: ClosingTime
}

export async function createRunParts(target: Target, plan: RunPlan): Promise<RunParts> {
  const { url, timeoutMs, maxBodyBytes, now } = plan
  const loginQueue = createLoginQueue()
  const runId = target.replay?.runId ?? randomBytes(6).toString('hex')
  const closing = closingTime(plan.signal, plan.closingMs)
  const principals = [target.controller, ...(target.limited === undefined ? [] : [target.limited])]
  // The target's host is public, also where another user is logged on from there.
  const names = principals.flatMap((one) => ('userName' in one && one.userName !== undefined ? [one.userName] : []))
  const masker = createMasker([...names, new URL(url).host], runId)
  const loginTags = createLoginTags(runId, plan.label, masker.keepLoginName)
  for (const secret of principals.flatMap(secretsOf)) masker.maskSecret(secret)
  const registry = createSessionRegistry(recordWithoutSecrets(plan.record(runId), masker))
  const recorder = createRecorder({
    now,
    masker,
    isOwn: registry.isOwn,
    settled: loginQueue.settled,
    keeps: plan.exchanges,
    onExchange: plan.onExchange,
  })
  const startedAt = now()
  const weather = createWeather({
    wait: target.replay === undefined ? (ms) => waitUnless(plan.signal, ms) : async () => {},
    sinceStart: () => now() - startedAt,
  })
  const sending = { ...target, timeoutMs, maxBodyBytes, over: closing.over }
  const unlimited = target.replay?.transport ?? (await openSending(sending, openAgentFetch))
  // Each has a queue of its own: requests of checks that hang must not keep those waiting that close the sessions.
  const pace = createPace({ first: maxUnderWay, most: maxUnqueued }, now, weather.wait)
  const [transport, closingTransport] =
    target.replay === undefined ? [pace.keeping(unlimited), fewAtOnce(unlimited)] : [unlimited, unlimited]
  let opening: Promise<Transport> | undefined
  const oneConnection = async () => {
    opening ??=
      target.replay === undefined
        ? openSending({ ...sending, connections: 1 }, openAgentFetch).then(pace.keeping)
        : Promise.resolve(transport)
    return opening
  }
  return {
    registry,
    loginQueue,
    runId,
    loginTags,
    masker,
    recorder,
    weather,
    pace,
    transport,
    closingTransport,
    oneConnection,
    closing,
  }
}

/** How many requests are under way at once. More would wait in the queue of the server, and be given up there, although it answers each of them in time. */
const maxUnderWay = 24
/** As many where no queue is seen. */
const maxUnqueued = 64

function fewAtOnce(transport: Transport): Transport {
  const limit = pLimit(maxUnderWay)
  return (request, purpose) => limit(transport, request, purpose)
}

/** Waits, but not once the run is interrupted. */
async function waitUnless(signal: AbortSignal, ms: number): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => {})
}
