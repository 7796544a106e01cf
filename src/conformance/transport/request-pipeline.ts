import { asFetch, type Send } from '../../client/message.ts'
import { type ServiceAddress, type SessionService, sessionService } from '../../client/service.ts'
import type { OwnSessions, Purpose, Transport } from '../types.ts'
import { abortable, finishing, hurried } from './abortable.ts'
import { createGate, type Gate, GateRefusal } from './gate.ts'
import type { OnAnswer, Recorder } from './recorder.ts'
import type { Unjudged, Weather } from './weather.ts'

/** The way of every request of a run: gate, weather, recorder, circuit breaker, transport. */
export interface PipelineParts {
  address: ServiceAddress
  /** Reaches the target until the circuit breaker opens. */
  transport: Transport
  /** Reaches the target also then: sessions have to be closed. */
  closingTransport: Transport
  recorder: Recorder
  weather: Weather
  registry: OwnSessions
  /** The token of a session that is lent to the run. */
  lentToken?: string | undefined
  signal: AbortSignal
  /** Milliseconds that a request which has to be finished may take once the run is interrupted. */
  closingRequestMs: number
}

/** Sends requests for one purpose. */
export interface RequestPipeline {
  terminate: Gate['terminate']
  service: SessionService
}

/** Decides whether a disruptive call may be sent; throws where it must not be. The requests that it needs are made for that purpose. */
export type PermitDisruptive = (purpose: Purpose) => Promise<void>

/** What a check hears of its requests. */
export interface PipelineListeners {
  onAnswer?: OnAnswer
  /** Its calls that came to nothing. */
  unjudged?: Unjudged
}

/** The pipeline of a check. It sends nothing more once the run is interrupted. */
export function openPipeline(
  parts: PipelineParts,
  purpose: Purpose,
  permitDisruptive: PermitDisruptive = refuseDisruptive,
  listeners: PipelineListeners = {},
): RequestPipeline {
  const recorded = sendFor(parts, parts.transport, purpose, listeners)
  return pipelineOver(parts, abortable(recorded, parts.signal), () => permitDisruptive(purpose))
}

/** The pipeline of logins: one that is under way when the run is interrupted may still be answered. */
export function openLoginPipeline(parts: PipelineParts, purpose: Purpose): RequestPipeline {
  const recorded = sendFor(parts, parts.transport, purpose)
  return pipelineOver(parts, finishing(recorded, parts.signal, parts.closingRequestMs), refuseDisruptive)
}

/** A pipeline that also works after an interruption, for closing the sessions of the run. */
export function openClosingPipeline(parts: PipelineParts, purpose: Purpose): RequestPipeline {
  const recorded = sendFor(parts, parts.closingTransport, purpose)
  return pipelineOver(parts, hurried(recorded, parts.signal, parts.closingRequestMs), refuseDisruptive)
}

/** Records every request, and repeats what was answered in passing. */
function sendFor(
  { recorder, weather }: PipelineParts,
  transport: Transport,
  purpose: Purpose,
  { onAnswer, unjudged }: PipelineListeners = {},
): Send {
  return weather.patient(recorder.record(transport, purpose, onAnswer), purpose, unjudged)
}

async function refuseDisruptive(): Promise<void> {
  throw new GateRefusal('logging in and closing sessions needs no disruptive call')
}

function pipelineOver(
  { address, registry, lentToken }: PipelineParts,
  send: Send,
  permitDisruptive: () => Promise<void>,
): RequestPipeline {
  const gate = createGate(send, { address, registry, lentToken, permitDisruptive })
  return { terminate: gate.terminate, service: sessionService(address, asFetch(gate.send)) }
}
