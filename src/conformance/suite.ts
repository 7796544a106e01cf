import { randomInt } from 'node:crypto'
import { tool } from '../../generated/tool.ts'
import { defaultTimeoutMs, openSending } from '../client/transport.ts'
import { applyDeviations } from './deviations/apply.ts'
import type { Deviation } from './deviations/deviation.ts'
import { findService, PreflightFailure, requireController } from './engine/preflight.ts'
import { notJudged, runChecks } from './engine/run-checks.ts'
import { controllerLabel, createRunContext } from './engine/run-context.ts'
import { type Selection, select } from './engine/selection.ts'
import { conclusionOf, countsOf } from './engine/verdicts.ts'
import { ConfigurationError } from './errors/configuration-error.ts'
import { type Finding, VerdictError } from './errors/verdict-error.ts'
import { createMasker } from './redaction/masker.ts'
import { redact, redactResult } from './redaction/redact-result.ts'
import { cleanUp } from './sessions/cleanup.ts'
import { createLoginQueue } from './sessions/login-queue.ts'
import { createSessionRegistry } from './sessions/session-registry.ts'
import { wholeRun } from './transport/exchange.ts'
import { originOf, type Target } from './transport/origin.ts'
import { createRecorder, type Transport } from './transport/recorder.ts'
import { abortable, openClosingPipeline, type RunContext } from './transport/request-pipeline.ts'
import type { Problem, RequirementResult, SuiteResult } from './types.ts'

export interface RunOptions extends Selection {
  /** An unmet `should` makes the target nonconformant. */
  strict?: boolean
  /** The target is the run's alone: probes that a defective server might answer by ending everybody's sessions are made. */
  exclusive?: boolean
  /** Let http go to other machines. */
  allowPlaintext?: boolean
  /** How many checks run side by side. */
  concurrency?: number
  /** Milliseconds until a request has to be answered. */
  timeoutMs?: number
  /** What everything random is drawn from. */
  seed?: number
  /** Known departures of the target: what departs as declared is `deviated`. */
  deviations?: readonly Deviation[]
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
  const exclusive = options.exclusive ?? false
  const signal = options.signal ?? new AbortController().signal
  if (!Number.isInteger(concurrency) || concurrency < 1)
    throw new ConfigurationError('concurrency is a whole number from 1 on')
  const selected = select(options)
  const manifest = selected.map(({ id }) => id)
  const url = originOf(target, options.allowPlaintext ?? false)
  const startedAt = now()
  const ownership = createSessionRegistry()
  const logins = createLoginQueue()
  const principals = [target.controller, ...(target.limited === undefined ? [] : [target.limited])]
  // The target's address is no secret of whoever is logged on from there.
  const pseudonyms = createMasker([...principals.map(({ userName }) => userName), new URL(url).host])
  for (const { password } of principals) pseudonyms.maskSecret(password)
  const recorder = createRecorder({ now, masker: pseudonyms, isOwn: ownership.isOwn, settled: logins.settled })
  const transport: Transport =
    target.replay?.transport ?? (await openSending({ ...target, timeoutMs: options.timeoutMs ?? defaults.timeoutMs }))

  let run: RunContext | undefined
  const recorded = target.replay === undefined ? {} : { recordedAt: target.replay.recordedAt }
  let about: SuiteResult['target'] = { url, ...recorded }
  let problem: Problem | undefined
  let judged: RequirementResult[]
  let leaked = 0
  try {
    const found = await findService(
      target,
      abortable(
        recorder.record(transport, wholeRun, (_, { headers }) =>
          ownership.noteClock(Date.parse(headers.get('date') ?? '')),
        ),
        signal,
      ),
    )
    about = { url, release: found.address.release, product: found.about.fullName, ...recorded }
    run = createRunContext(
      target,
      found,
      { recorder, registry: ownership, loginQueue: logins, transport, seed, signal },
      exclusive,
    )
    await requireController(run)
    let done = 0
    judged = await runChecks(run, selected, {
      concurrency,
      now,
      onJudged(result) {
        done += 1
        options.onJudged?.(redact(result, pseudonyms), { done, total: selected.length })
      },
    })
  } catch (error) {
    const finding = findingOf(error)
    if (error instanceof PreflightFailure) problem = error.problem
    judged = selected.map((one) => notJudged(one, finding))
  } finally {
    if (run !== undefined) {
      // The result is not lost to what goes wrong at the very end; what is not known to be closed counts as left behind.
      leaked = await cleanUp(
        openClosingPipeline(run, wholeRun).service,
        ownership,
        ({ label }) => label === controllerLabel,
      ).catch(() => ownership.opened.filter(({ state }) => state === 'open').length)
    }
  }

  const isInterrupted = signal.aborted || target.replay?.wasInterrupted === true
  const today = new Date(startedAt).toISOString().slice(0, 10)
  const { requirements, stale } = applyDeviations(judged, options.deviations ?? [], today)
  const result: SuiteResult = {
    schema: 'vijson-result/1',
    tool: { name: tool.name, version: tool.version },
    target: about,
    run: {
      startedAt: new Date(startedAt).toISOString(),
      durationMs: now() - startedAt,
      seed,
      concurrency,
      strict,
      exclusive,
      interrupted: isInterrupted,
      release: target.release ?? 'auto',
      principals: {
        controller: target.controller.userName,
        ...(target.limited === undefined ? {} : { limited: target.limited.userName }),
      },
    },
    manifest,
    verdict: conclusionOf(requirements, manifest, { strict, isInterrupted }),
    counts: countsOf(requirements),
    sessions: {
      opened: ownership.opened.length,
      closed: ownership.opened.length - leaked,
      leaked,
      unclosable: ownership.unclosable,
    },
    ...(problem === undefined ? {} : { problem }),
    requirements,
    stale,
    exchanges: await recorder.exchanges(),
  }
  return redactResult(result, pseudonyms)
}

/** Why nothing could be judged. @throws the error itself where it is neither a failed prerequisite nor an interruption. */
function findingOf(error: unknown): Finding {
  if (error instanceof PreflightFailure) return { code: 'prerequisite', message: error.message }
  if (error instanceof VerdictError && error.finding.code === 'interrupted') return error.finding
  throw error
}
