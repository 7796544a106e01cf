import type { Fault } from '../../client/outcome.ts'
import { failed, isTargetError, VerdictError } from '../errors/verdict-error.ts'
import { isLoggedOff } from '../sessions/readings.ts'
import { isPassing } from '../transport/passing.ts'
import type { FindingCode } from '../types.ts'
import { abridge } from './abridge.ts'
import { bothReadings } from './expect-sessions.ts'
import type { Observations } from './observations.ts'
import { type Call, isSuccess, summarize } from './terminate-call.ts'

/** Expectations of the answer to a call. Each throws VerdictError where it is not met. */
export interface CallExpectation {
  /** 204. */
  toBeTerminated(): Promise<void>
  /** Any success. For requirements of sessions alone, so that a server with another status than 204 is told so by the requirements of the answer, and by no others. */
  toSucceed(): Promise<void>
  /** 500 with that fault; without a name, with any. */
  toBeFault(name?: Fault['_typeName']): Promise<void>
  /** Any answer that is not a success. */
  toBeRefused(): Promise<void>
}

export function expectCall(pending: Call | Promise<Call>, observations: Observations): CallExpectation {
  const unmet = async (code: FindingCode, wanted: string, call: Call) => {
    await requireCaller(call, observations)
    observations.trace.recordUnmetAnswer(call, wanted)
    const seen = `${summarize(call)}${await stateAfterwards(observations)}`
    return failed(code, `expected ${wanted}, got ${seen}`, { expected: wanted, seen })
  }
  return {
    async toBeTerminated() {
      const call = await pending
      if (call.outcome.kind !== 'terminated') throw await unmet(codeOf(call), '204', call)
    },
    async toSucceed() {
      const call = await pending
      if (!isSuccess(call)) throw await unmet(codeOf(call), 'a success', call)
    },
    async toBeFault(name) {
      const call = await pending
      const wanted = name === undefined ? 'a fault' : `500 with the fault ${name}`
      if (isSuccess(call)) throw await unmet('unexpected-success', wanted, call)
      if (call.outcome.kind !== 'fault') throw await unmet('unexpected-status', wanted, call)
      if (name !== undefined && call.outcome.fault._typeName !== name)
        throw await unmet('unexpected-fault', wanted, call)
    },
    async toBeRefused() {
      const call = await pending
      if (isSuccess(call)) throw await unmet('unexpected-success', 'a refusal', call)
      // A busy server, or a gateway before it, has refused nothing.
      if (isPassing(call.status)) throw await unmet('unexpected-status', 'a refusal', call)
    },
  }
}

/** What is wrong with an answer that should have been a success. */
const codeOf = ({ outcome }: Call): FindingCode => (outcome.kind === 'fault' ? 'unexpected-fault' : 'unexpected-status')

/**
 * The call of another check may have ended the controller that made this one, which was refused for that reason.
 *
 * @throws VerdictError `controller-lost` where that is so.
 */
async function requireCaller({ outcome }: Call, observations: Observations): Promise<void> {
  if (outcome.kind === 'terminated' || !isLoggedOff(outcome) || !observations.isByController()) return
  await observations.read().catch((error: unknown) => {
    const isLost = error instanceof VerdictError && error.finding.code === 'controller-lost'
    if (isLost || !isTargetError(error)) throw error
  })
}

/** How many of the listed sessions on which the oracles disagree a finding describes. */
const maxDescribed = 3

/** The state of the sessions that a call listed, after an answer that is not as it should be. */
async function stateAfterwards(observations: Observations): Promise<string> {
  const listed = observations.named()
  if (listed.length === 0) return ''
  const readings = await observations.read().then(
    ({ sessions }) => sessions,
    // The answer is wrong whatever the oracles say; that they cannot be read is part of the finding.
    (error: unknown) => (isTargetError(error) ? error.message : Promise.reject(error)),
  )
  if (typeof readings === 'string') return `; afterwards, ${readings}`
  const states = { dead: [] as string[], alive: [] as string[], unclear: [] as string[] }
  for (const session of listed) {
    const read = readings.get(session)
    if (read === undefined) continue
    const { list, self } = read
    if (list.state === self.state && (list.state === 'dead' || list.state === 'alive'))
      states[list.state].push(session.label)
    else if (states.unclear.length < maxDescribed) states.unclear.push(`${session.label}: ${bothReadings(read)}`)
  }
  const { dead, alive, unclear } = states
  const proved = [
    ...(dead.length === 0 ? [] : [`dead (${abridge(dead)})`]),
    ...(alive.length === 0 ? [] : [`alive (${abridge(alive)})`]),
  ]
  const parts = [...(proved.length === 0 ? [] : [`the listed sessions are ${proved.join(' and ')}`]), ...unclear]
  return `; afterwards ${parts.join('; ')}`
}
