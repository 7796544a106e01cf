import { beforeAll, describe, expect, test } from 'vitest'
import type { RequirementResult, SuiteResult } from './result.ts'
import { type RunOptions, runSuite } from './runner.ts'
import { select } from './selection.ts'
import type { Target } from './target.ts'

export interface ConformanceOptions extends RunOptions {
  /** Milliseconds that the whole run may take. */
  runTimeoutMs?: number
}

/**
 * Declares one vitest `test` per requirement, in a `describe` of that name. The suite runs once, before the first of them.
 *
 * `fail`, `unreached` and `error` fail the test, and `warn` does with `strict`; `unsupported` skips it with its reason.
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
      result = await runSuite(typeof target === 'function' ? await target() : target, options)
    }, runTimeoutMs)

    for (const { id, level, source } of select(options)) {
      test(id, { meta: { requirement: { id, level, source } } }, ({ skip }) => {
        const requirement = result.requirements.find((one) => one.id === id)
        if (requirement === undefined) throw new Error(`the run came to no verdict on ${id}`)
        if (requirement.verdict === 'unsupported') skip(requirement.finding?.message)
        if (isDeparture(requirement, options.strict ?? false))
          throw new Error(`${requirement.verdict}: ${requirement.finding?.message}`)
      })
    }

    test('leaves no session behind', () => {
      expect(result.sessions).toMatchObject({ leaked: 0, unanswered: 0 })
    })
  })
}

function isDeparture({ verdict }: RequirementResult, strict: boolean): boolean {
  return verdict === 'fail' || verdict === 'unreached' || verdict === 'error' || (verdict === 'warn' && strict)
}

declare module 'vitest' {
  interface TaskMeta {
    /** The requirement that the test is about. */
    requirement?: Pick<RequirementResult, 'id' | 'level' | 'source'>
  }
}
