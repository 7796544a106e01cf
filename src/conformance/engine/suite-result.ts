import { tool } from '../../../generated/tool.ts'
import { applyDeviations } from '../deviations/apply.ts'
import { signOnName } from '../sessions/account.ts'
import type { Problem, RequirementResult, SuiteResult, Target } from '../types.ts'
import type { FoundService } from './preflight.ts'
import type { RunParts } from './run-parts.ts'
import type { RunPlan } from './run-plan.ts'
import { conclusionOf, countsOf } from './verdicts.ts'

/** The outcome of all checks of a run. */
export interface RunOutcome {
  found: FoundService | undefined
  /** The name of the account that controls the run; undefined where that is not known. */
  controller?: string
  problem?: Problem
  otherCause?: string
  requirements: readonly RequirementResult[]
  /** How many sessions of the run the target still holds. */
  leaked: number
  /** How many it had at once. */
  atOnce?: number
}

/** The result of a run, with deviations applied; not yet redacted. */
export async function suiteResult(
  target: Target,
  plan: RunPlan,
  { registry, recorder, weather, pace, runId }: RunParts,
  startedAt: number,
  { found, controller = nameOf(target), problem, otherCause, requirements: judged, leaked, atOnce }: RunOutcome,
): Promise<SuiteResult> {
  const { seed, concurrency, strict, exclusive } = plan
  const today = new Date(startedAt).toISOString().slice(0, 10)
  const randomized = plan.selected.filter(({ check }) => check.randomized).map(({ id }) => id)
  const { requirements, stale } = applyDeviations(judged, plan.deviations, today, randomized)
  const manifest = plan.selected.map(({ id }) => id)
  const slowdown = pace.slowdown()
  const isInterrupted = plan.signal.aborted || target.replay?.wasInterrupted === true
  return {
    schema: 'vijson-result/2',
    tool: { name: tool.name, version: tool.version },
    target: {
      url: plan.url,
      ...(plan.name === undefined ? {} : { name: plan.name }),
      ...(found === undefined ? {} : { release: found.address.release, product: found.about.fullName }),
      ...(target.replay === undefined ? {} : { recordedAt: target.replay.recordedAt }),
    },
    run: {
      id: runId,
      startedAt: new Date(startedAt).toISOString(),
      durationMs: plan.now() - startedAt,
      seed,
      concurrency,
      strict,
      exclusive,
      interrupted: isInterrupted,
      ...(Object.keys(plan.limits).length === 0 ? {} : { limits: plan.limits }),
      release: target.release ?? 'auto',
      principals: {
        controller,
        ...(target.limited === undefined ? {} : { limited: target.limited.userName }),
      },
    },
    manifest,
    verdict: conclusionOf(requirements, manifest, { strict, isInterrupted }),
    counts: countsOf(requirements),
    sessions: {
      opened: registry.opened.length,
      ...(atOnce === undefined ? {} : { atOnce }),
      closed: registry.opened.length - leaked,
      leaked,
      unclosable: registry.unclosable,
      ownership: registry.keepsUserAgents === false ? 'inferred' : 'proved',
    },
    ...(problem === undefined ? {} : { problem }),
    ...(otherCause === undefined ? {} : { otherCause }),
    retries: weather.retries,
    ...(slowdown === undefined ? {} : { slowdown }),
    requirements,
    stale,
    exchanges: await recorder.exchanges(),
  }
}

/** Of a session that is lent, only the target says whose it is. */
function nameOf({ controller }: Target): string {
  if ('authorization' in controller) return signOnName
  return 'token' in controller ? 'the given session' : controller.userName
}
