import type { RequirementId } from '../../../generated/requirements.ts'
import type { Credentials } from '../../client/service.ts'
import { faultName, unreached, unsupported, VerdictError } from '../errors/verdict-error.ts'
import { openSession, readOwnSession } from '../sessions/open-session.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import { openClosingPipeline, openPipeline, type RunContext } from '../transport/request-pipeline.ts'
import { runCases } from './cases.ts'
import type { CheckContext, Sessions } from './check-context.ts'
import { expectCall, expectSessions, isSuccess, summarize } from './expect.ts'
import { idSource } from './id-source.ts'
import { type CapturedAnswer, captureAnswer, leakedSecret } from './leaked-secret.ts'
import { createObservations, type Observations } from './observations.ts'
import { keysIn } from './oracles.ts'
import { type Call, sendTerminate, type TerminateRequest } from './terminate-call.ts'
import type { CaseTrace } from './trace.ts'

/** Who is on a stage besides those that it opens. */
export interface Participants {
  controller: TestSession
  /** Must survive whatever is called. */
  bystander?: TestSession
}

/** A stage, and what the runner looks at when the check is over. */
export interface CheckRecord {
  context: CheckContext
  notes: string[]
  /** Its scene, and those of its cases. */
  observations(): Observations[]
  /** What happened on each of them. */
  traces(): CaseTrace[]
}

/** Sets up a stage for a requirement. @param name tells the stages of one check apart. */
export function createCheckContext(
  run: RunContext,
  requirement: RequirementId,
  cast: Participants,
  name = '',
): CheckRecord {
  const { controller, bystander } = cast
  const purpose = { requirement, caseName: name }
  let captured: CapturedAnswer[] | undefined
  const line = openPipeline(run, purpose, (request, answer) => {
    captured?.push(captureAnswer(request, answer))
  })
  const draw = idSource(run.seed, `${requirement}/${name}`)
  const sessions: TestSession[] = bystander === undefined ? [] : [bystander]
  const scene = createObservations(run, line.service, controller, sessions)
  const inner: CheckRecord[] = []
  const notes: string[] = []
  let begun = 0

  async function call(request: TerminateRequest): Promise<Call> {
    const answered = scene.recordCall(request)
    const made = await sendTerminate(line.send, run.address, request)
    const { outcome, status } = made
    answered(outcome.kind === 'fault' ? { status, fault: faultName(outcome.fault) } : { status })
    return made
  }

  async function openAs(credentials: Credentials): Promise<TestSession> {
    begun += 1
    const label = `session ${begun}`
    const session = await run.loginQueue.login(credentials.userName, () =>
      openSession(line.service, openClosingPipeline(run, purpose).service, run.registry, credentials, label),
    )
    sessions.push(session)
    scene.recordOpened(session)
    return session
  }

  const stage: CheckContext = {
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
    unknownId: () => run.registry.invent(draw()),
    isTaken: (id) => run.registry.isTaken(id),
    invent: (id) => run.registry.invent(id),
    inventDisruptive: (id) => run.registry.invent(id, true),
    async isAlone() {
      return run.permitDisruptive(purpose).then(
        () => true,
        (error: unknown) => {
          if (error instanceof VerdictError && error.finding.code === 'foreign-sessions') return false
          throw error
        },
      )
    },
    terminate(entries, { as = controller, ...address } = {}) {
      const ids = entries.map((entry) => (typeof entry === 'string' ? entry : entry.key))
      return call({ ...address, token: as.token, body: JSON.stringify({ sessionId: ids }) })
    },
    send: call,
    async mustTerminate(entries, options) {
      const answer = await stage.terminate(entries, options)
      if (!isSuccess(answer)) throw unreached(`the same call, lawful, should succeed; ${summarize(answer)}`)
    },
    async assume(claim) {
      await claim.catch((error: unknown) => {
        throw error instanceof VerdictError && error.verdict === 'fail' ? unreached(error.message) : error
      })
    },
    async sendLogout(session) {
      const sight = await readOwnSession(line.service, session)
      if (sight?.state === 'stranger') throw unreached(`the token of ${session.label} shows somebody else's session`)
      const answer = await line.service.logout(session.token)
      scene.recordLogout(session)
      return answer.kind === 'value'
    },
    async logout(session) {
      if (!(await stage.sendLogout(session))) throw unreached('Logout was refused')
    },
    expect: ((claimed: Call | Promise<Call> | TestSession | readonly TestSession[]) => {
      if (claimed instanceof Promise || 'outcome' in claimed) return expectCall(claimed, scene)
      return expectSessions('token' in claimed ? [claimed] : claimed, scene)
    }) as CheckContext['expect'], // One function for both forms; which one it was is asked in the line above.
    async stateOf(session) {
      const sighting = (await scene.read()).sessions.get(session)
      if (sighting === undefined) return 'unknown'
      const { list, self } = sighting
      return list.state === self.state ? list.state : `${list.state} by sessionList and ${self.state} by its own token`
    },
    canReadList: async (session) => keysIn(await line.service.sessionList(session.token)) !== undefined,
    capture() {
      const heard: CapturedAnswer[] = []
      captured = heard
      const principals = [run.credentials.controller, run.credentials.limited]
      return () => leakedSecret(heard, run.registry.opened, principals)
    },
    record: (note) => {
      notes.push(note)
    },
    forEachCase: (cases, play) =>
      runCases(cases, async (caseName, value) => {
        const control = createCheckContext(run, requirement, cast, `${name}/${caseName}`)
        inner.push(control)
        await play(control.context, value)
        notes.push(...control.notes.map((note) => `${caseName}: ${note}`))
      }),
  }

  return {
    context: stage,
    notes,
    observations: () => [scene, ...inner.flatMap((control) => control.observations())],
    traces: () => [scene.trace.toCaseTrace(name.slice(1)), ...inner.flatMap((control) => control.traces())],
  }
}
