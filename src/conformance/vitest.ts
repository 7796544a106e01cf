import { beforeAll, describe, expect, test } from 'vitest'
import { select } from './engine/selection.ts'
import { isFailure } from './engine/verdicts.ts'
import { alignedBlock, failureBlock } from './errors/failure-block.ts'
import { runSuite } from './suite.ts'
import type { RequirementResult, RunOptions, SuiteResult, Target } from './types.ts'

export interface ConformanceOptions extends RunOptions {
  /** Milliseconds after which the run is ended; what was not decided by then is `unreached`. By default two minutes. */
  runTimeoutMs?: number
}

/** Milliseconds that a run which has been ended may take to close its sessions. */
const closingMs = 60_000

/**
 * Declares one vitest `test` per requirement, in a `describe` of that name. The suite runs once, before the first of them.
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
  describe(name, () => {
    let result: SuiteResult

    beforeAll(async () => {
      // Ended before vitest gives up waiting, the run still closes what it has opened.
      const signal = AbortSignal.any([AbortSignal.timeout(runTimeoutMs), ...(options.signal ? [options.signal] : [])])
      result = await runSuite(typeof target === 'function' ? await target() : target, { ...options, signal })
    }, runTimeoutMs + closingMs)

    for (const { id, level, source } of select(options)) {
      test(id, { meta: { requirement: { id, level, source } } }, ({ skip }) => {
        const requirement = result.requirements.find((one) => one.id === id)
        if (requirement === undefined) throw new Error(`the run has no verdict on ${id}`)
        if (requirement.verdict === 'unsupported') skip(requirement.finding?.message)
        if (failsTest(requirement, options.strict ?? false)) throw new Error(explanation(requirement, result))
      })
    }

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

/** What a test fails with: the statement and the block of the reports, or the reason where there is none. */
function explanation(requirement: RequirementResult, result: SuiteResult): string {
  const block = alignedBlock(failureBlock(requirement, result))
  const reason = block.length > 0 ? block : [requirement.finding?.message ?? '']
  return [`${requirement.verdict}: ${requirement.statement}`, ...reason].join('\n')
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
