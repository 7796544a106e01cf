import type { RequirementId } from '../../../generated/requirements.ts'
import { isApplicable } from '../dimensions/tokens.ts'
import { faultName } from '../errors/fault-name.ts'
import { failed, notJudged, unreachedBy, VerdictError, withPrefix } from '../errors/verdict-error.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import { openPipeline } from '../transport/request-pipeline.ts'
import type { TerminateRequest } from '../transport/terminate-request.ts'
import type { Unjudged } from '../transport/weather.ts'
import type { CaseTrace } from '../types.ts'
import { createCaseReadings } from './case-readings.ts'
import { createCaseSessions, withoutSecondAccount } from './case-sessions.ts'
import { runCases } from './cases.ts'
import type { Check } from './check.ts'
import type { CheckContext } from './check-context.ts'
import { expectCall } from './expect-call.ts'
import { expectSessions } from './expect-sessions.ts'
import { createIds } from './ids.ts'
import { type CapturedAnswer, captureAnswer, capturedCall, leakedSecret, notLookedFor } from './leaked-secret.ts'
import { createObservations, type Observations } from './observations.ts'
import { sendOutOfStep } from './out-of-step.ts'
import type { RunContext } from './run-context.ts'
import { type Call, callOf, isSuccess, summarize } from './terminate-call.ts'
import { untilJudged } from './until-judged.ts'

/** The sessions of a check besides those that it opens. */
export interface Participants {
  controller: TestSession
  /** Must be alive after every call. */
  bystander?: TestSession
}

/** A check context, and what the engine reads when the check has ended. */
export interface CheckRecord {
  context: CheckContext
  notes: string[]
  /** The calls of the context itself that came to nothing. */
  unjudged: Unjudged
  /** Of the context and of its cases. */
  observations(): Observations[]
  /** The events in each of them. */
  traces(): CaseTrace[]
}

/** Creates the context of a check. @param caseName tells the cases of one check apart; empty for the check itself. */
export function createCheckContext(
  run: RunContext,
  requirement: RequirementId,
  participants: Participants,
  caseName = '',
): CheckRecord {
  const { controller, bystander } = participants
  const { registry, controllers, accounts, seed } = run
  const purpose = { requirement, caseName, step: '' }
  let captured: CapturedAnswer[] | undefined
  const unjudged: Unjudged = new Map()
  const pipeline = openPipeline(run, purpose, run.permitDisruptive, {
    onAnswer: (request, answer) => captured?.push(captureAnswer(request, answer)),
    unjudged,
  })
  const { service } = pipeline
  const sessions: TestSession[] = bystander === undefined ? [] : [bystander]
  const observations = createObservations({ purpose, service, registry, controller, controllers, sessions })
  const cases: CheckRecord[] = []
  const notes: string[] = []

  async function call(request: TerminateRequest): Promise<Call> {
    const recordAnswer = observations.recordCall(request)
    const made = await callOf(pipeline.terminate(request))
    const { outcome, status } = made
    recordAnswer(outcome.kind === 'fault' ? { status, fault: faultName(outcome.fault) } : { status }, made)
    return made
  }

  /** Runs a part of the check with a context of its own; with another, where its calls were not judged. */
  async function runCaseIn(inRun: RunContext, name: string, runCase: Check['run']): Promise<void> {
    const inner = [caseName, name].filter(Boolean).join('/')
    const runOnce = async (made: number) => {
      await sendOutOfStep(service, controller, made)
      const record = createCheckContext(inRun, requirement, participants, inner)
      const [ending] = await Promise.allSettled([runCase(record.context)])
      return { record, ending, unjudged: record.unjudged }
    }
    const { ended, reason } = await untilJudged(run.weather, run.signal, runOnce, (again) =>
      run.weather.note({ requirement, request: 'case', reason: again }),
    )
    cases.push(ended.record)
    notes.push(...ended.record.notes.map((note) => `${name}: ${note}`))
    if (ended.ending.status === 'rejected') throw notJudged(ended.ending.reason, reason)
  }

  const context: CheckContext = {
    controller,
    target: { apiVersion: run.apiVersion, sessionManager: run.address.sessionManager },
    ids: createIds(registry, seed, `${requirement}/${caseName}`),
    seed,
    hasLimited: accounts.limited !== undefined,
    lacksPrivilege: accounts.limited !== undefined && accounts.limitedProblem === undefined,
    requireUnprivileged() {
      if (accounts.limited === undefined || accounts.limitedProblem !== undefined) throw withoutSecondAccount(run)
    },
    get hasClones() {
      return run.clones.areTrusted
    },
    idleMs: run.idleMs,
    wait: run.wait,
    ...createCaseSessions(run, purpose, pipeline, controller, observations, sessions),
    ...createCaseReadings(service, controller, registry),
    terminate(entries, { as = controller, ...how } = {}) {
      const ids = entries.map((entry) => (typeof entry === 'string' ? entry : entry.key))
      return call({ ...how, form: 'list', ids, token: as.token })
    },
    terminateWithBody: (body, { key }, other, as = controller) =>
      call({ form: 'body', body, keys: [key, other?.key ?? key], token: as.token }),
    terminateWithToken: (caller, { key }, as = controller) => call({ form: 'caller', caller, key, as }),
    isApplicable: (form, victim, as = controller) =>
      isApplicable(form, { ...as, listedKey: victim.key }, [victim.token]),
    async mustTerminate(entries, options) {
      const answer = await context.terminate(entries, options)
      if (!isSuccess(answer))
        throw unreachedBy(
          'terminate.success.no-content',
          `the control call, which names only open sessions: expected success, got ${summarize(answer)}`,
        )
    },
    expectCall: (pending) => expectCall(pending, observations),
    failedAnswer(made, code, message, parts) {
      for (const one of [made].flat()) observations.trace.recordUnmetAnswer(one, parts.expected)
      return failed(code, message, parts)
    },
    failedReading(reading, code, message, parts) {
      observations.trace.recordUnmetReading(reading, parts.expected)
      return failed(code, message, parts)
    },
    expectSessions: (expected) =>
      expectSessions('token' in expected ? [expected] : expected, observations, run.listLag),
    async assume(expectation, judgedBy) {
      await expectation.catch((error: unknown) => {
        throw error instanceof VerdictError && error.verdict === 'fail' ? unreachedBy(judgedBy, error.message) : error
      })
    },
    async control(expectation, judgedBy) {
      await expectation.catch((error: unknown) => {
        if (!(error instanceof VerdictError) || error.verdict !== 'fail') throw error
        throw new VerdictError('fail', { ...error.finding, judgedBy })
      })
    },
    async step(name, runStep) {
      observations.trace.recordStep(name)
      const outer = purpose.step
      purpose.step = name
      try {
        return await runStep()
      } catch (error) {
        throw withPrefix(name, error)
      } finally {
        purpose.step = outer
      }
    },
    forEachCase: (values, runCase) =>
      runCases(values, (name, value) => runCaseIn(run, name, (inner) => runCase(inner, value))),
    async inManner(manner, name, runPart) {
      const inThatManner = await run.inManner(manner, purpose)
      await runCaseIn(inThatManner, name, runPart).catch((error: unknown) => {
        throw withPrefix(name, error)
      })
    },
    async stateOf(session) {
      const readings = (await observations.read([session])).sessions.get(session)
      if (readings === undefined) return 'unknown'
      const { list, self } = readings
      return list.state === self.state ? list.state : `${list.state} in sessionList and ${self.state} by its own token`
    },
    capture() {
      const answers: CapturedAnswer[] = []
      captured = answers
      const omitted = notLookedFor([accounts.controller, accounts.limited])
      if (omitted !== undefined) notes.push(omitted)
      const leakIn = (which: readonly CapturedAnswer[]) =>
        leakedSecret(which, registry.opened, [accounts.controller, accounts.limited])
      return { anywhere: () => leakIn(answers), within: (made, { token }) => leakIn([capturedCall(made, token)]) }
    },
    record: (note) => {
      notes.push(note)
    },
  }

  return {
    context,
    notes,
    unjudged,
    observations: () => [observations, ...cases.flatMap((record) => record.observations())],
    traces: () => [observations.trace.toCaseTrace(caseName), ...cases.flatMap((record) => record.traces())],
  }
}
