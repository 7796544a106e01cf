import { beforeAll, describe, expect, test } from 'vitest'
import { select } from './engine/selection.ts'
import { isFailure } from './engine/verdicts.ts'
import { type RunOptions, runSuite } from './suite.ts'
import type { Target } from './transport/origin.ts'
import type { RequirementResult, SuiteResult } from './types.ts'

export interface ConformanceOptions extends RunOptions {
  /** Milliseconds after which the run is told to stop; what was not decided by then is `unreached`. By default two minutes. */
  runTimeoutMs?: number
}

/** Milliseconds that closing its sessions may take a run that has been told to stop. */
const closingMs = 60_000

/**
 * Declares one vitest `test` per requirement, in a `describe` of that name. The suite runs once, before the first of them.
 *
 * `fail`, `unreached` and `error` fail the test, and `warn` does with `strict`; `unsupported` skips it with its reason. With `deviations`, what
 * departs as declared passes, and a declaration that is no longer true fails a test of its own.
 *
 * @param target what is judged, or what opens it; called once.
 */
export function describeConformance(
  name: string,
  target: Target | (() => Target | Promise<Target>),
  { runTimeoutMs = 120_000, ...options }: ConformanceOptions = {},
): void {
  describe(name, () => {
    let result: SuiteResult

    beforeAll(async () => {
      // Told to stop before vitest gives up waiting, the run still closes what it has opened.
      const signal = AbortSignal.any([AbortSignal.timeout(runTimeoutMs), ...(options.signal ? [options.signal] : [])])
      result = await runSuite(typeof target === 'function' ? await target() : target, { ...options, signal })
    }, runTimeoutMs + closingMs)

    for (const { id, level, source } of select(options)) {
      test(id, { meta: { requirement: { id, level, source } } }, ({ skip }) => {
        const requirement = result.requirements.find((one) => one.id === id)
        if (requirement === undefined) throw new Error(`the run came to no verdict on ${id}`)
        if (requirement.verdict === 'unsupported') skip(requirement.finding?.message)
        if (failsTest(requirement, options.strict ?? false))
          throw new Error(`${requirement.verdict}: ${requirement.finding?.message}`)
      })
    }

    if (options.deviations !== undefined) {
      test('declares no deviation that is no longer true', () => {
        expect(result.stale.map(({ place, message }) => `${place}: ${message}`)).toEqual([])
      })
    }

    test('leaves no session behind', () => {
      expect(result.sessions).toMatchObject({ leaked: 0, unclosable: 0 })
    })
  })
}

/** What was not found out fails its test, too. */
function failsTest(requirement: RequirementResult, isStrict: boolean): boolean {
  return isFailure(requirement, isStrict) || requirement.verdict === 'unreached' || requirement.verdict === 'error'
}

declare module 'vitest' {
  interface TaskMeta {
    /** The requirement that the test is about. */
    requirement?: Pick<RequirementResult, 'id' | 'level' | 'source'>
  }
}
