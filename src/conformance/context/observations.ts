import { jsonOf } from '../../client/json.ts'
import type { SessionService } from '../../client/service.ts'
import { failed, unreached } from '../errors/verdict-error.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import { elementsOf, listOf, stringsIn } from '../transport/request-body.ts'
import type { RunContext } from '../transport/request-pipeline.ts'
import { abridge } from './abridge.ts'
import { type Readings, readOracles } from './oracles.ts'
import type { TerminateRequest } from './terminate-call.ts'
import { type CallAnswer, createTrace, type Trace } from './trace.ts'

/** What has happened on a stage: the latest call, what the oracles saw after it, and what was proved of whom. */
export interface Observations {
  /** What both oracles see now; asked again only after something was done. */
  read(): Promise<Readings>
  /** Where a session stood in the list of the latest call, in words. */
  placeOf(session: TestSession): string
  /** The sessions that the latest call named. */
  named(): TestSession[]
  /** Whether the latest call was the controller's. */
  isByController(): boolean
  /** Notes that a call goes out. @returns what is to be told the answer. */
  recordCall(request: TerminateRequest): (answer: CallAnswer) => void
  /** Notes that a session was opened. */
  recordOpened(session: TestSession): void
  /** Notes that a session was logged out. */
  recordLogout(session: TestSession): void
  /** What happened so far, to be told. */
  readonly trace: Trace
  /** Notes that a session was proved to be in a state. */
  recordProof(session: TestSession, state: 'dead' | 'alive'): void
  /** What was proved of sessions that nothing was done to since. */
  readonly claims: ReadonlyMap<TestSession, Claim>
}

/** What was proved of a session, and where it stood in the list then. */
export interface Claim {
  state: 'dead' | 'alive'
  place: string
}

/** @param sessions those of the stage; others may be added to them later. */
export function createObservations(
  run: RunContext,
  service: SessionService,
  controller: TestSession,
  sessions: readonly TestSession[],
): Observations {
  const claims = new Map<TestSession, Claim>()
  const trace = createTrace(controller, sessions)
  let list: readonly string[] = []
  let strings: readonly string[] = []
  let unparsed = ''
  let callerToken: string | undefined
  let isCalled = false
  let readings: Promise<Readings> | undefined

  const isNamed = ({ key }: TestSession) => strings.includes(key) || unparsed.includes(key)

  function changed(session: TestSession): void {
    readings = undefined
    claims.delete(session)
  }

  function requireController(seen: Readings): Readings {
    trace.recordReadings(seen)
    const { state, detail } = seen.controller
    if (state === 'alive') return seen
    if (state !== 'dead') throw unreached(`sessionList cannot be relied upon: of the controller, it showed ${detail}`)
    run.controllers.discard(controller)
    const sentence = `the controller, which no list named, is no longer logged on: sessionList showed ${detail}`
    throw isCalled ? failed('controller-lost', sentence) : unreached(sentence)
  }

  const scene: Observations = {
    claims,
    trace,
    read() {
      readings ??= readOracles(service, run.registry, controller, sessions).then(requireController)
      return readings
    },
    placeOf(session) {
      if (list.length === 0)
        return isNamed(session) ? 'which the call named outside a list' : 'which the call did not name'
      const place = list.indexOf(session.key)
      if (place === -1) return session.token === callerToken ? 'the caller, not in the list' : 'not in the list'
      const names = list.map((id) => sessions.find(({ key }) => key === id)?.label ?? 'an invented id')
      return `at place ${place + 1} of ${list.length} in the list (${abridge(names)})`
    },
    named: () => sessions.filter(isNamed),
    isByController: () => callerToken === controller.token,
    recordCall(request) {
      list = listOf(request.body ?? '') ?? []
      strings = [...stringsIn(request.body ?? ''), ...new URLSearchParams(request.query ?? '').values()]
      unparsed = jsonOf(request.body ?? '') === undefined ? (request.body ?? '') : ''
      callerToken = request.token
      isCalled = true
      readings = undefined
      for (const session of scene.named()) claims.delete(session)
      const by = [controller, ...sessions].find(({ token }) => token === callerToken)
      return trace.recordCall(by, elementsOf(request.body ?? ''))
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
      claims.set(session, { state, place: scene.placeOf(session) })
    },
  }
  return scene
}
