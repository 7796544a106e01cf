import type { SessionService } from '../../client/service.ts'
import { failed, unreached } from '../errors/verdict-error.ts'
import type { SessionRegistry, TestSession } from '../sessions/session-registry.ts'
import type { SharedSession } from '../sessions/shared-session.ts'
import { partsOf, type TerminateRequest } from '../transport/terminate-request.ts'
import type { CallAnswer, Purpose } from '../types.ts'
import { abridge } from './abridge.ts'
import { type Readings, readOracles } from './oracles.ts'
import { createTrace, type Trace } from './trace.ts'

/** The observations in one case of a check: the latest call, the readings after it, and the states that they proved. */
export interface Observations {
  /**
   * The present readings of both oracles; read again only after something was done. Sessions that are known to be dead, and were not named again, are left to the
   * recheck. @param wanted sessions that are read in any case.
   */
  read(wanted?: readonly TestSession[]): Promise<Readings>
  /** The same, read anew although nothing was done. */
  readAgain(wanted?: readonly TestSession[]): Promise<Readings>
  /** Where a session stood in the list of the latest call, in words; empty before any call. */
  placeOf(session: TestSession): string
  /** How the latest call was answered: `500 with the fault NotFound`; undefined before any. */
  latestAnswer(): string | undefined
  /** The sessions that the latest call named. */
  named(): TestSession[]
  /** Whether the latest call was the controller's. */
  isByController(): boolean
  /** Records that a call is sent. @returns what is to be given the answer, and the call that it belongs to. */
  recordCall(request: TerminateRequest): (answer: CallAnswer, call: object) => void
  recordOpened(session: TestSession): void
  recordLogout(session: TestSession): void
  /** Records that both oracles confirmed the state of a session. */
  recordProof(session: TestSession, state: 'dead' | 'alive'): void
  /** The proved states of sessions that nothing was done to since. */
  readonly claims: ReadonlyMap<TestSession, Claim>
  readonly trace: Trace
}

/** The proved state of a session, its place in the list of the call then, and the case and step in which it was proved. */
export interface Claim {
  state: 'dead' | 'alive'
  place: string
  provedIn: Pick<Purpose, 'caseName' | 'step'>
}

/** The parts that the observations of a case need. */
export interface ObservationParts {
  /** The case and the step that is under way. */
  purpose: Pick<Purpose, 'caseName' | 'step'>
  service: SessionService
  registry: SessionRegistry
  controller: TestSession
  /** Told when the controller is lost. */
  controllers: Pick<SharedSession, 'discard'>
  /** The sessions of the case; others may be added to them later. */
  sessions: readonly TestSession[]
}

/** The latest call: its caller, its list, and the sessions that it named. */
interface LatestCall {
  token: string | undefined
  /** The list, where it is one of strings. */
  list: readonly string[]
  /** The name of an odd request. */
  body?: string
  answer?: CallAnswer
  names(session: TestSession): boolean
}

export function createObservations(parts: ObservationParts): Observations {
  const { purpose, service, registry, controller, controllers, sessions } = parts
  const claims = new Map<TestSession, Claim>()
  const trace = createTrace(controller, sessions)
  let latest: LatestCall | undefined
  let readings: Promise<Readings> | undefined
  let included: ReadonlySet<TestSession> = new Set()

  const callerOf = (call: LatestCall) => [controller, ...sessions].find(({ token }) => token === call.token)

  function changed(session: TestSession): void {
    readings = undefined
    claims.delete(session)
  }

  function requireController(read: Readings): Readings {
    trace.recordReadings(read)
    const { state, detail } = read.controller
    if (state === 'alive') return read
    if (state !== 'dead') throw unreached(`sessionList is not reliable about the controller: ${detail}`)
    controllers.discard(controller)
    trace.recordExpectation([controller], 'alive')
    if (latest === undefined) throw unreached(`the controller is no longer logged on: ${detail}`)
    const who = `the controller, ${latest.names(controller) ? 'which listed its own id' : 'which no list named'},`
    throw failed('controller-lost', `${who} is no longer logged on: ${detail}`, {
      expected: `${who} is alive`,
      seen: detail,
    })
  }

  const observations: Observations = {
    claims,
    trace,
    read(wanted = []) {
      if (readings !== undefined && wanted.every((session) => included.has(session))) return readings
      const isOfInterest = (session: TestSession) =>
        session.state !== 'dead' || wanted.includes(session) || latest?.names(session) === true
      const read = sessions.filter(isOfInterest)
      included = new Set(read)
      readings = readOracles(service, registry, controller, read).then(requireController)
      return readings
    },
    readAgain(wanted) {
      readings = undefined
      return observations.read(wanted)
    },
    placeOf(session) {
      if (latest === undefined) return ''
      const { list } = latest
      if (list.length === 0) return latest.names(session) ? namedIn(latest) : 'not named by the call'
      const place = list.indexOf(session.key)
      if (place === -1) return session.token === latest.token ? 'the caller, not in the list' : 'not in the list'
      const other = 'an invented id'
      const names = list.map((id) => [controller, ...sessions].find(({ key }) => key === id)?.label ?? other)
      const kept = [other, callerOf(latest)?.label ?? other, session.label]
      return `place ${place + 1} of ${list.length} in the list (${abridge(names, kept)})`
    },
    latestAnswer() {
      if (latest?.answer === undefined) return undefined
      const { status, fault } = latest.answer
      return fault === undefined ? `${status}` : `${status} with the fault ${fault}`
    },
    named: () => sessions.filter((session) => latest?.names(session)),
    isByController: () => latest?.token === controller.token,
    recordCall(request) {
      const made: LatestCall = latestCall(request)
      latest = made
      readings = undefined
      for (const session of observations.named()) claims.delete(session)
      const recordAnswer = trace.recordCall(callerOf(made), request.form === 'list' ? request.ids : undefined)
      return (answer, call) => {
        made.answer = answer
        recordAnswer(answer, call)
      }
    },
    recordOpened(session) {
      trace.recordOpened(session)
      changed(session)
    },
    recordLogout(session) {
      trace.recordLogout(session)
      changed(session)
    },
    recordProof(session, state) {
      const { caseName, step } = purpose
      claims.set(session, { state, place: observations.placeOf(session), provedIn: { caseName, step } })
    },
  }
  return observations
}

/** Where a call without a list names a session. */
function namedIn({ body }: LatestCall): string {
  return body === undefined ? 'named in the request' : `named in the request "${body}"`
}

function latestCall(request: TerminateRequest): LatestCall {
  const { ids, callerToken } = partsOf(request)
  return {
    token: callerToken,
    list: request.form === 'list' ? request.ids : [],
    ...(request.form === 'body' ? { body: request.body } : {}),
    names: ({ key }) => ids.includes(key),
  }
}
