import { jsonOf } from '../../client/json.ts'
import type { SessionService } from '../../client/service.ts'
import { failed, unreached } from '../errors/verdict-error.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import { elementsOf, listOf, stringsIn } from '../transport/request-body.ts'
import type { Run } from '../transport/request-pipeline.ts'
import { abridged } from './abridge.ts'
import { type Look, look } from './oracles.ts'
import type { TerminateRequest } from './terminate-call.ts'
import { type CallAnswer, createTrace, type Trace } from './trace.ts'

/** What has happened on a stage: the latest call, what the oracles saw after it, and what was proved of whom. */
export interface Scene {
  /** What both oracles see now; asked again only after something was done. */
  look(): Promise<Look>
  /** Where a session stood in the list of the latest call, in words. */
  placeOf(session: TestSession): string
  /** The sessions that the latest call named. */
  named(): TestSession[]
  /** Whether the latest call was the controller's. */
  isByController(): boolean
  /** Notes that a call goes out. @returns what is to be told the answer. */
  called(request: TerminateRequest): (answer: CallAnswer) => void
  /** Notes that a session was opened. */
  opened(session: TestSession): void
  /** Notes that a session was logged out. */
  loggedOut(session: TestSession): void
  /** What happened so far, to be told. */
  readonly trace: Trace
  /** Notes that a session was proved to be in a state. */
  proved(session: TestSession, state: 'dead' | 'alive'): void
  /** What was proved of sessions that nothing was done to since. */
  readonly claims: ReadonlyMap<TestSession, Claim>
}

/** What was proved of a session, and where it stood in the list then. */
export interface Claim {
  state: 'dead' | 'alive'
  place: string
}

/** @param sessions those of the stage; others may be added to them later. */
export function createScene(
  run: Run,
  service: SessionService,
  controller: TestSession,
  sessions: readonly TestSession[],
): Scene {
  const claims = new Map<TestSession, Claim>()
  const trace = createTrace(controller, sessions)
  let list: readonly string[] = []
  let strings: readonly string[] = []
  let unparsed = ''
  let callerToken: string | undefined
  let isCalled = false
  let sight: Promise<Look> | undefined

  const isNamed = ({ key }: TestSession) => strings.includes(key) || unparsed.includes(key)

  function changed(session: TestSession): void {
    sight = undefined
    claims.delete(session)
  }

  function requireController(seen: Look): Look {
    trace.seen(seen)
    const { state, saw } = seen.controller
    if (state === 'alive') return seen
    if (state !== 'dead') throw unreached(`sessionList cannot be relied upon: of the controller, it showed ${saw}`)
    run.controllers.giveUp(controller)
    const sentence = `the controller, which no list named, is no longer logged on: sessionList showed ${saw}`
    throw isCalled ? failed('controller-lost', sentence) : unreached(sentence)
  }

  const scene: Scene = {
    claims,
    trace,
    look() {
      sight ??= look(service, run.ownership, controller, sessions).then(requireController)
      return sight
    },
    placeOf(session) {
      if (list.length === 0)
        return isNamed(session) ? 'which the call named outside a list' : 'which the call did not name'
      const place = list.indexOf(session.key)
      if (place === -1) return session.token === callerToken ? 'the caller, not in the list' : 'not in the list'
      const names = list.map((id) => sessions.find(({ key }) => key === id)?.label ?? 'an invented id')
      return `at place ${place + 1} of ${list.length} in the list (${abridged(names)})`
    },
    named: () => sessions.filter(isNamed),
    isByController: () => callerToken === controller.token,
    called(request) {
      list = listOf(request.body ?? '') ?? []
      strings = [...stringsIn(request.body ?? ''), ...new URLSearchParams(request.query ?? '').values()]
      unparsed = jsonOf(request.body ?? '') === undefined ? (request.body ?? '') : ''
      callerToken = request.token
      isCalled = true
      sight = undefined
      for (const session of scene.named()) claims.delete(session)
      const by = [controller, ...sessions].find(({ token }) => token === callerToken)
      return trace.called(by, elementsOf(request.body ?? ''))
    },
    opened(session) {
      trace.opened(session)
      changed(session)
    },
    loggedOut(session) {
      trace.loggedOut(session)
      changed(session)
    },
    proved(session, state) {
      claims.set(session, { state, place: scene.placeOf(session) })
    },
  }
  return scene
}
