import type { Fault } from '../../client/outcome.ts'
import { type FindingCode, failed, faultName, isTargetError, unreached, VerdictError } from '../errors/verdict-error.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import { abridge } from './abridge.ts'
import type { Observations } from './observations.ts'
import { isLoggedOff, type SessionReadings } from './oracles.ts'
import type { Call } from './terminate-call.ts'

/** What can be claimed of a call. Each claim throws `Decided` where it does not hold. */
export interface CallExpectation {
  /** 204. */
  toBeTerminated(): Promise<void>
  /** 500 with that fault; without a name, with any. */
  toBeFault(name?: Fault['_typeName']): Promise<void>
  /** No success, in whatever words. */
  toBeRefused(): Promise<void>
}

/** What can be claimed of sessions. Each claim is proved by both oracles. */
export interface SessionExpectation {
  toBeDead(): Promise<void>
  toBeAlive(): Promise<void>
}

export function expectCall(pending: Call | Promise<Call>, scene: Observations): CallExpectation {
  const unmet = async (code: FindingCode, wanted: string, call: Call) => {
    await requireCaller(call, scene)
    return failed(code, `should ${wanted}; ${summarize(call)}${await stateAfterwards(scene)}`)
  }
  return {
    async toBeTerminated() {
      const call = await pending
      const { kind } = call.outcome
      if (kind !== 'terminated') {
        throw await unmet(kind === 'fault' ? 'unexpected-fault' : 'unexpected-status', 'answer 204', call)
      }
    },
    async toBeFault(name) {
      const call = await pending
      const wanted = name === undefined ? 'answer a fault' : `answer 500 with the fault ${name}`
      if (isSuccess(call)) throw await unmet('unexpected-success', wanted, call)
      if (call.outcome.kind !== 'fault') throw await unmet('unexpected-status', wanted, call)
      if (name !== undefined && call.outcome.fault._typeName !== name)
        throw await unmet('unexpected-fault', wanted, call)
    },
    async toBeRefused() {
      const call = await pending
      if (isSuccess(call)) throw await unmet('unexpected-success', 'be refused', call)
    },
  }
}

/**
 * Another check's call may have ended the controller that made this one, and was refused for it.
 *
 * @throws Decided `controller-lost` where that is so.
 */
async function requireCaller({ outcome }: Call, scene: Observations): Promise<void> {
  if (outcome.kind === 'terminated' || !isLoggedOff(outcome) || !scene.isByController()) return
  await scene.read().catch((error: unknown) => {
    const isLost = error instanceof VerdictError && error.finding.code === 'controller-lost'
    if (isLost || !isTargetError(error)) throw error
  })
}

/** What became of the sessions that a call listed which was not answered as it should be. */
async function stateAfterwards(scene: Observations): Promise<string> {
  const listed = scene.named()
  if (listed.length === 0) return ''
  const sightings = await scene.read().then(
    (look) => look.sessions,
    // The answer is wrong whatever the oracles say; that they cannot be asked is part of the finding.
    (error: unknown) => (isTargetError(error) ? error.message : Promise.reject(error)),
  )
  if (typeof sightings === 'string') return `; afterwards, ${sightings}`
  const seen = listed.slice(0, 3).flatMap((session) => {
    const sighting = sightings.get(session)
    return sighting === undefined ? [] : [`of ${session.label}, ${scene.placeOf(session)}, ${readingsOf(sighting)}`]
  })
  return `; afterwards, ${seen.join('; ')}`
}

export function expectSessions(sessions: readonly TestSession[], scene: Observations): SessionExpectation {
  const claim = async (wanted: 'dead' | 'alive', code: FindingCode) => {
    scene.trace.recordExpectation(sessions, wanted)
    const { sessions: readings } = await scene.read()
    const seen = sessions.map((session) => {
      const sighting = readings.get(session)
      if (sighting === undefined) throw new Error(`${session.label} was not looked at`)
      const states = [sighting.list.state, sighting.self.state]
      return { session, sighting, states, isUnread: states.includes('unreadable') || states.includes('stranger') }
    })
    const [first, ...others] = seen.filter(
      ({ states, isUnread }) => !isUnread && states.some((state) => state !== wanted),
    )
    // What both oracles prove of one session outranks what one of them could not tell of another.
    if (first !== undefined) {
      const [list, self] = first.states
      const same =
        others.length === 0 ? '' : ` The same goes for ${abridge(others.map(({ session }) => session.label))}.`
      const sentence = `${first.session.label}, ${scene.placeOf(first.session)}, should be ${wanted}; ${readingsOf(first.sighting)}.`
      throw failed(list === self ? code : 'oracles-disagree', sentence + same)
    }
    const unread = seen.find(({ isUnread }) => isUnread)
    if (unread !== undefined) {
      throw unreached(`an oracle could not be read: of ${unread.session.label}, ${readingsOf(unread.sighting)}`)
    }
    for (const session of sessions) scene.recordProof(session, wanted)
  }
  return {
    toBeDead: () => claim('dead', 'not-ended'),
    toBeAlive: () => claim('alive', 'wrongly-ended'),
  }
}

/** Whether a call was answered as if it had been carried out. */
export function isSuccess({ status }: Call): boolean {
  return status >= 200 && status < 300
}

/** What came back, without its text: a text may hold anything. */
export function summarize({ outcome, status }: Call): string {
  switch (outcome.kind) {
    case 'terminated':
      return 'the answer is 204'
    case 'fault':
      return `the answer is 500 with the fault ${faultName(outcome.fault)}`
    case 'unexpected':
      return `the answer is ${status} without a fault that VI JSON knows`
  }
}

function readingsOf({ list, self }: SessionReadings): string {
  return `the controller's sessionList showed ${list.detail}, its own currentSession showed ${self.detail}`
}
