import { asFetch, type Send } from '../../client/message.ts'
import { type ServiceAddress, type SessionService, sessionService } from '../../client/service.ts'
import type { OwnSessions, Purpose, Transport } from '../types.ts'
import { abortable } from './abortable.ts'
import { GuardRefusal, guarded } from './guard.ts'
import type { OnAnswer, Recorder } from './recorder.ts'

/** The way of every request of a run: guard, recorder, circuit breaker, transport. */
export interface PipelineParts {
  address: ServiceAddress
  /** Reaches the target until the circuit breaker opens. */
  transport: Transport
  /** Reaches the target also then: sessions have to be closed. */
  closingTransport: Transport
  recorder: Recorder
  registry: OwnSessions
  signal: AbortSignal
}

/** Sends requests for one purpose. */
export interface RequestPipeline {
  send: Send
  service: SessionService
}

/** Decides whether a disruptive call may be sent; throws where it must not be. The requests that it needs are made for that purpose. */
export type PermitDisruptive = (purpose: Purpose) => Promise<void>

/** The pipeline of a check. It sends nothing more once the run is interrupted. */
export function openPipeline(
  parts: PipelineParts,
  purpose: Purpose,
  permitDisruptive: PermitDisruptive = refuseDisruptive,
  onAnswer?: OnAnswer,
): RequestPipeline {
  const recorded = parts.recorder.record(parts.transport, purpose, onAnswer)
  const send = guarded(recorded, parts.registry, () => permitDisruptive(purpose))
  return pipelineOver(parts.address, abortable(send, parts.signal))
}

/** A pipeline that also works after an interruption, for closing the sessions of the run. */
export function openClosingPipeline(parts: PipelineParts, purpose: Purpose): RequestPipeline {
  const recorded = parts.recorder.record(parts.closingTransport, purpose)
  return pipelineOver(parts.address, guarded(recorded, parts.registry, refuseDisruptive))
}

async function refuseDisruptive(): Promise<void> {
  throw new GuardRefusal('logging in and closing sessions needs no disruptive call')
}

function pipelineOver(address: ServiceAddress, send: Send): RequestPipeline {
  return { send, service: sessionService(address, asFetch(send)) }
}
