import type { RequirementId } from '../../../generated/requirements.ts'
import type { Credentials } from '../../client/service.ts'
import { Decided, faultName, unreached, unsupported } from '../errors/verdict-error.ts'
import { openSession, ownSight } from '../sessions/open-session.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import { openClosingLine, openLine, type Run } from '../transport/request-pipeline.ts'
import { playCases } from './cases.ts'
import type { Sessions, Stage } from './check-context.ts'
import { describe, expectCall, expectSessions, isSuccess } from './expect.ts'
import { idSource } from './id-source.ts'
import { leakedSecret, type Overheard, overhear } from './leaked-secret.ts'
import { createScene, type Scene } from './observations.ts'
import { keysIn } from './oracles.ts'
import { type Call, sendTerminate, type TerminateRequest } from './terminate-call.ts'
import type { StageTrace } from './trace.ts'

/** Who is on a stage besides those that it opens. */
export interface Cast {
  controller: TestSession
  /** Must survive whatever is called. */
  witness?: TestSession
}

/** A stage, and what the runner looks at when the check is over. */
export interface StageControl {
  stage: Stage
  notes: string[]
  /** Its scene, and those of its cases. */
  scenes(): Scene[]
  /** What happened on each of them. */
  traces(): StageTrace[]
}

/** Sets up a stage for a requirement. @param name tells the stages of one check apart. */
export function createStage(run: Run, requirement: RequirementId, cast: Cast, name = ''): StageControl {
  const { controller, witness } = cast
  const purpose = { requirement, stage: name }
  let overheard: Overheard[] | undefined
  const line = openLine(run, purpose, (request, answer) => {
    overheard?.push(overhear(request, answer))
  })
  const draw = idSource(run.seed, `${requirement}/${name}`)
  const sessions: TestSession[] = witness === undefined ? [] : [witness]
  const scene = createScene(run, line.service, controller, sessions)
  const inner: StageControl[] = []
  const notes: string[] = []
  let begun = 0

  async function call(request: TerminateRequest): Promise<Call> {
    const answered = scene.called(request)
    const made = await sendTerminate(line.send, run.address, request)
    const { outcome, status } = made
    answered(outcome.kind === 'fault' ? { status, fault: faultName(outcome.fault) } : { status })
    return made
  }

  async function openAs(credentials: Credentials): Promise<TestSession> {
    begun += 1
    const label = `session ${begun}`
    const session = await run.logins.as(credentials.userName, () =>
      openSession(line.service, openClosingLine(run, purpose).service, run.ownership, credentials, label),
    )
    sessions.push(session)
    scene.opened(session)
    return session
  }

  const stage: Stage = {
    controller,
    seed: run.seed,
    apiVersion: run.apiVersion,
    sessionManager: run.address.sessionManager,
    hasLimited: run.credentials.limited !== undefined,
    async open(count) {
      // All are awaited, also where one is refused: what begins later would be closed by nobody.
      const endings = await Promise.allSettled(Array.from({ length: count }, () => openAs(run.credentials.controller)))
      const opened = endings.map((ending) => {
        if (ending.status === 'rejected') throw ending.reason
        return ending.value
      })
      return opened as Sessions<typeof count> // As many as were asked for, which the compiler cannot see.
    },
    async openLimited() {
      const { limited } = run.credentials
      if (limited === undefined) {
        throw unsupported('second-principal', 'the run has no second principal, one without Sessions.TerminateSession')
      }
      return openAs(limited)
    },
    unknownId: () => run.ownership.invent(draw()),
    isTaken: (id) => run.ownership.isTaken(id),
    invent: (id) => run.ownership.invent(id),
    inventHazardous: (id) => run.ownership.invent(id, true),
    async isAlone() {
      return run.permitHazard(purpose).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Decided && error.finding.code === 'foreign-sessions') return false
          throw error
        },
      )
    },
    terminate(entries, { as = controller, ...address } = {}) {
      const ids = entries.map((entry) => (typeof entry === 'string' ? entry : entry.key))
      return call({ ...address, token: as.token, body: JSON.stringify({ sessionId: ids }) })
    },
    send: call,
    async lawful(entries, options) {
      const answer = await stage.terminate(entries, options)
      if (!isSuccess(answer)) throw unreached(`the same call, lawful, should succeed; ${describe(answer)}`)
    },
    async provided(claim) {
      await claim.catch((error: unknown) => {
        throw error instanceof Decided && error.verdict === 'fail' ? unreached(error.message) : error
      })
    },
    async sendLogout(session) {
      const sight = await ownSight(line.service, session)
      if (sight?.state === 'stranger') throw unreached(`the token of ${session.label} shows somebody else's session`)
      const answer = await line.service.logout(session.token)
      scene.loggedOut(session)
      return answer.kind === 'value'
    },
    async logout(session) {
      if (!(await stage.sendLogout(session))) throw unreached('Logout was refused')
    },
    expect: ((claimed: Call | Promise<Call> | TestSession | readonly TestSession[]) => {
      if (claimed instanceof Promise || 'outcome' in claimed) return expectCall(claimed, scene)
      return expectSessions('token' in claimed ? [claimed] : claimed, scene)
    }) as Stage['expect'], // One function for both forms; which one it was is asked in the line above.
    async stateOf(session) {
      const sighting = (await scene.look()).sightings.get(session)
      if (sighting === undefined) return 'unknown'
      const { list, self } = sighting
      return list.state === self.state ? list.state : `${list.state} by sessionList and ${self.state} by its own token`
    },
    canReadList: async (session) => keysIn(await line.service.sessionList(session.token)) !== undefined,
    listen() {
      const heard: Overheard[] = []
      overheard = heard
      const principals = [run.credentials.controller, run.credentials.limited]
      return () => leakedSecret(heard, run.ownership.opened, principals)
    },
    record: (note) => {
      notes.push(note)
    },
    each: (cases, play) =>
      playCases(cases, async (caseName, value) => {
        const control = createStage(run, requirement, cast, `${name}/${caseName}`)
        inner.push(control)
        await play(control.stage, value)
        notes.push(...control.notes.map((note) => `${caseName}: ${note}`))
      }),
  }

  return {
    stage,
    notes,
    scenes: () => [scene, ...inner.flatMap((control) => control.scenes())],
    traces: () => [scene.trace.told(name.slice(1)), ...inner.flatMap((control) => control.traces())],
  }
}
