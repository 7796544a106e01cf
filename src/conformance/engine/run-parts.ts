import { openSending } from '../../client/transport.ts'
import { createMasker, type Masker } from '../redaction/masker.ts'
import { createLoginQueue, type LoginQueue } from '../sessions/login-queue.ts'
import { createSessionRegistry, type SessionRegistry } from '../sessions/session-registry.ts'
import { createRecorder, type Recorder } from '../transport/recorder.ts'
import type { Target, Transport } from '../types.ts'
import type { RunPlan } from './run-plan.ts'

/** The parts of a run that exist before its target is contacted. */
export interface RunParts {
  registry: SessionRegistry
  loginQueue: LoginQueue
  masker: Masker
  recorder: Recorder
  transport: Transport
}

export async function createRunParts(target: Target, { url, timeoutMs, now }: RunPlan): Promise<RunParts> {
  const registry = createSessionRegistry()
  const loginQueue = createLoginQueue()
  const principals = [target.controller, ...(target.limited === undefined ? [] : [target.limited])]
  // The target's host is public, also where another user is logged on from there.
  const masker = createMasker([...principals.map(({ userName }) => userName), new URL(url).host])
  for (const { password } of principals) masker.maskSecret(password)
  const recorder = createRecorder({ now, masker, isOwn: registry.isOwn, settled: loginQueue.settled })
  const transport = target.replay?.transport ?? (await openSending({ ...target, timeoutMs }))
  return { registry, loginQueue, masker, recorder, transport }
}
