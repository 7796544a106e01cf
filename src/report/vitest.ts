import { afterAll, beforeAll, describe, expect, type TaskMeta, test } from 'vitest'
import {
  alignedBlock,
  isFailure,
  type RequirementId,
  type RequirementResult,
  type RunOptions,
  runSuite,
  type SuiteResult,
  select,
  type Target,
} from '../conformance/index.ts'
import { blocksOf } from './request-line.ts'
import { verdictWords } from './wording.ts'

export interface ConformanceOptions extends RunOptions {
  /** Milliseconds after which the run is ended; what was not decided by then is `unreached`. By default two minutes. */
  runTimeoutMs?: number
}

/** Milliseconds that a run which has been ended may take to close its sessions. */
const closingMs = 60_000

/**
 * Declares one vitest `test` per requirement, in a `describe` of that name. The suite runs once, before the first of them, for the requirements whose tests vitest
 * runs: `-t` narrows the run, too. A test that fails points at the line that called this function, and lasts as long as its check did.
 *
 * A test fails for `fail`, `unreached` and `error`, with `strict` also for `warn`; `unsupported` skips it, with its reason. With `deviations`, a
 * finding that is declared passes, and a stale deviation fails a test of its own.
 *
 * @param target what is judged, or a function that opens it; called once.
 *
 * @example
 * describeConformance('our implementation', {
 *   url: 'https://127.0.0.1:8443',
 *   tls: { insecure: true },
 *   controller: { userName: 'administrator@vsphere.local', password },
 * })
 */
export function describeConformance(
  name: string,
  target: Target | (() => Target | Promise<Target>),
  { runTimeoutMs = 120_000, ...options }: ConformanceOptions = {},
): void {
  const caller = new Error(name)
  Error.captureStackTrace(caller, describeConformance)
  describe(name, () => {
    let result: SuiteResult
    const finished: { durationMs: number; task: { result?: { duration?: number } } }[] = []

    // biome-ignore lint/correctness/noEmptyPattern: vitest refuses any other first parameter of a hook that uses no fixture.
    beforeAll(async ({}, { tasks }) => {
      // Ended before vitest gives up waiting, the run still closes what it has opened.
      const signal = AbortSignal.any([AbortSignal.timeout(runTimeoutMs), ...(options.signal ? [options.signal] : [])])
      const only = select(options).flatMap(({ id }) => (runsTestOf(id, tasks) ? id : []))
      const narrowed = only.length > 0 && only.length < select(options).length ? { only } : {}
      const opened = typeof target === 'function' ? await target() : target
      result = await runSuite(opened, { ...options, ...narrowed, signal })
    }, runTimeoutMs + closingMs)

    for (const { id, level, source } of select(options)) {
      test(id, { meta: { requirement: { id, level, source } } }, async ({ skip, task, annotate }) => {
        const requirement = result.requirements.find((one) => one.id === id)
        if (requirement === undefined) throw new Error(`the run has no verdict on ${id}`)
        finished.push({ durationMs: requirement.durationMs, task })
        if (requirement.verdict === 'unsupported') skip(requirement.finding?.message)
        if (requirement.verdict === 'warn') await annotate(explanation(requirement, result), 'warning')
        if (failsTest(requirement, options.strict ?? false)) throw thrownAt(caller, explanation(requirement, result))
      })
    }

    // By then vitest has measured how long the tests took to read the result.
    afterAll(() => {
      for (const { durationMs, task } of finished) if (task.result !== undefined) task.result.duration = durationMs
    })

    if (options.deviations !== undefined) {
      test('declares no stale deviation', () => {
        expect(result.stale.map(({ place, message }) => `${place}: ${message}`)).toEqual([])
      })
    }

    test('leaves no session behind', () => {
      expect(result.sessions).toMatchObject({ leaked: 0, unclosable: 0 })
    })
  })
}

/** Whether vitest is to run the test of a requirement. */
function runsTestOf(id: RequirementId, tasks: readonly { mode: string; meta: TaskMeta }[]): boolean {
  return tasks.some(({ mode, meta }) => mode !== 'skip' && meta.requirement?.id === id)
}

/** An error whose stack is that of another. */
function thrownAt(place: Error, message: string): Error {
  const error = new Error(message)
  const [, ...frames] = place.stack?.split('\n') ?? []
  error.stack = [`Error: ${message}`, ...frames].join('\n')
  return error
}

/** What a test fails with: the statement and the block of the reports, or the reason where there is none. */
function explanation(requirement: RequirementResult, result: SuiteResult): string {
  const block = alignedBlock(blocksOf(result)(requirement))
  const reason = block.length > 0 ? block : [requirement.finding?.message ?? '']
  return [`${verdictWords[requirement.verdict]}: ${requirement.statement}`, ...reason].join('\n')
}

/** A requirement that could not be tested fails its test, too. */
function failsTest(requirement: RequirementResult, isStrict: boolean): boolean {
  return isFailure(requirement, isStrict) || requirement.verdict === 'unreached' || requirement.verdict === 'error'
}

declare module 'vitest' {
  interface TaskMeta {
    /** The requirement of the test. */
    requirement?: Pick<RequirementResult, 'id' | 'level' | 'source'>
  }
}
