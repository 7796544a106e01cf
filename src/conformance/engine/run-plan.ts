import { randomInt } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { noRecord } from '../sessions/run-record.ts'
import { originOf } from '../transport/origin.ts'
import type {
  Deviation,
  Exchange,
  Leftovers,
  RecordedLogin,
  RequirementResult,
  RunOptions,
  RunRecord,
  Target,
} from '../types.ts'
import { defaults } from './defaults.ts'
import { type Selected, select } from './selection.ts'
import { requireValidOptions } from './valid-options.ts'

/** The plan of a run: its options with every default filled in. */
export interface RunPlan {
  /** The origin of the target's URL. */
  url: string
  selected: readonly Selected[]
  concurrency: number
  timeoutMs: number
  maxBodyBytes: number | undefined
  seed: number
  strict: boolean
  exclusive: boolean
  deviations: readonly Deviation[]
  signal: AbortSignal
  label: string | undefined
  name: string | undefined
  /** Of logins, sessions at once, and requirements that are not met before the others are left out. */
  limits: Pick<RunOptions, 'maxLogins' | 'maxSessions' | 'bail'>
  closingMs: number
  /** Told the id of the run. */
  record: (runId: string) => RunRecord
  leftovers: readonly RecordedLogin[]
  onLeftovers: (found: Leftovers) => void
  now: () => number
  idleMs: number
  settleMs: number
  exchanges: boolean
  onExchange: ((exchange: Exchange) => void) | undefined
  onStarted: ((id: string) => void) | undefined
  onJudged: (result: RequirementResult, progress: { done: number; total: number }) => void
}

/** Plans a run; sends nothing. @throws ConfigurationError for invalid options. */
export function planRun(target: Target, options: RunOptions): RunPlan {
  requireValidOptions(target, options)
  const { signal = new AbortController().signal } = options
  setMaxListeners(0, signal) // Every request that is under way listens to it.
  return {
    url: originOf(target, options.allowPlaintext ?? false),
    selected: select(options),
    concurrency: options.concurrency ?? defaults.concurrency,
    timeoutMs: options.timeoutMs ?? defaults.timeoutMs,
    maxBodyBytes: options.maxBodyBytes,
    seed: options.seed ?? randomInt(2 ** 32),
    strict: options.strict ?? false,
    exclusive: options.exclusive ?? false,
    deviations: options.deviations ?? [],
    signal,
    label: options.label,
    name: options.name,
    limits: limitsOf(options),
    closingMs: options.closingMs ?? defaults.closingMs,
    record: options.record ?? (() => noRecord),
    leftovers: options.leftovers ?? [],
    onLeftovers: options.onLeftovers ?? (() => {}),
    now: options.now ?? Date.now,
    // A target without a network is a mock in this process: whoever wants to see an idle session there says for how long.
    idleMs: options.idleMs ?? (target.fetch === undefined && target.replay === undefined ? defaults.idleMs : 0),
    settleMs: options.settleMs ?? 0,
    exchanges: options.exchanges ?? true,
    onExchange: options.onExchange,
    onStarted: options.onStarted,
    onJudged: options.onJudged ?? (() => {}),
  }
}

function limitsOf({ maxLogins, maxSessions, bail }: RunOptions): RunPlan['limits'] {
  return {
    ...(maxLogins === undefined ? {} : { maxLogins }),
    ...(maxSessions === undefined ? {} : { maxSessions }),
    ...(bail === undefined ? {} : { bail }),
  }
}
