import { randomInt } from 'node:crypto'
import { tool } from '../../generated/tool.ts'
import { defaultTimeoutMs, type Fetch, openTransport } from '../client/transport.ts'
import { hazardPermit } from './hazard.ts'
import { judgeAll, notJudged } from './judge.ts'
import { findService, PreflightFailure, requireController } from './preflight.ts'
import type { Problem, RequirementResult, SuiteResult } from './result.ts'
import { controllerLabel, createControllers } from './run/controllers.ts'
import { createOwnership, type Ownership } from './run/ownership.ts'
import { createRecorder, type Recorder } from './run/recorder.ts'
import { givingUp, openClosingLine, openLine, type Run } from './run/run.ts'
import { type Selection, select } from './selection.ts'
import { openSession } from './stage/fixtures.ts'
import { sweep } from './sweep.ts'
import type { Target } from './target.ts'
import { conclusionOf, countsOf } from './verdicts.ts'

export interface RunOptions extends Selection {
  /** An unmet `should` makes the target nonconformant. */
  strict?: boolean
  /** The target is the run's alone: probes that a defective server might answer by ending everybody's sessions are made. */
  exclusive?: boolean
  /** How many checks run side by side. */
  concurrency?: number
  /** Milliseconds until a request has to be answered. */
  timeoutMs?: number
  /** What everything random is drawn from. */
  seed?: number
  /** Ends the run early; what it has opened is closed all the same. */
  signal?: AbortSignal
  /** The clock, in milliseconds since 1970. */
  now?: () => number
  /** Told of each verdict as it is reached. */
  onJudged?: (result: RequirementResult, progress: { done: number; total: number }) => void
}

/** What {@link RunOptions} mean where they are silent. */
export const defaults = { concurrency: 4, timeoutMs: defaultTimeoutMs }

/**
 * Judges a target: opens sessions of its own, decides each selected requirement, closes what it opened.
 *
 * @returns the result, also where the target could not be reached: then every requirement is `unreached` and `problem` says why.
 * @throws ConfigurationError for a selection that makes no sense.
 */
export async function runSuite(target: Target, options: RunOptions = {}): Promise<SuiteResult> {
  const { concurrency = defaults.concurrency, seed = randomInt(2 ** 32), now = Date.now, strict = false } = options
  const signal = options.signal ?? new AbortController().signal
  const selected = select(options)
  const startedAt = now()
  const recorder = createRecorder(now)
  const ownership = createOwnership()
  const transport = await openTransport({ ...target, timeoutMs: options.timeoutMs ?? defaults.timeoutMs })

  let run: Run | undefined
  let about: SuiteResult['target'] = { url: target.url }
  let problem: Problem | undefined
  let requirements: RequirementResult[]
  let leaked = 0
  try {
    const found = await findService(target, recorder.recording(transport, undefined))
    about = { url: target.url, release: found.address.release, product: found.about.fullName }
    run = prepare(target, found.address, { recorder, ownership, transport, seed, signal }, options.exclusive ?? false)
    await requireController(run)
    let done = 0
    requirements = await judgeAll(run, selected, {
      concurrency,
      now,
      onJudged(result) {
        done += 1
        options.onJudged?.(result, { done, total: selected.length })
      },
    })
  } catch (error) {
    if (!(error instanceof PreflightFailure)) throw error
    problem = error.problem
    requirements = selected.map((one) => notJudged(one, error.message))
  } finally {
    if (run !== undefined) leaked = await sweep(openClosingLine(run, undefined).service, ownership)
  }

  return {
    schema: 'vijson-result/1',
    tool: { name: tool.name, version: tool.version },
    target: about,
    run: {
      startedAt: new Date(startedAt).toISOString(),
      durationMs: now() - startedAt,
      seed,
      concurrency,
      strict,
      interrupted: signal.aborted,
    },
    verdict: conclusionOf(requirements, strict),
    counts: countsOf(requirements),
    sessions: {
      opened: ownership.opened.length,
      closed: ownership.opened.length - leaked,
      leaked,
      unanswered: ownership.unanswered,
    },
    ...(problem === undefined ? {} : { problem }),
    requirements,
    exchanges: recorder.exchanges,
  }
}

/** What the run has of its own, before it knows the target. */
interface Means {
  recorder: Recorder
  ownership: Ownership
  transport: Fetch
  seed: number
  signal: AbortSignal
}

function prepare(target: Target, address: Run['address'], means: Means, exclusive: boolean): Run {
  const controllers = createControllers(() =>
    openSession(openLine(run, undefined).service, means.ownership, target.controller, controllerLabel),
  )
  const unguarded = {
    ...means,
    address,
    controllers,
    sending: givingUp(means.transport),
    credentials: { controller: target.controller, limited: target.limited },
  }
  const run: Run = { ...unguarded, permitHazard: hazardPermit(unguarded, exclusive) }
  return run
}
