import type { CaseTrace } from './context/trace.ts'
import type { Deviation, StaleDeviation } from './deviations/deviation.ts'
import type { Finding } from './errors/verdict-error.ts'
import type { Exchange } from './transport/exchange.ts'

export type Level = 'must' | 'should' | 'observed'

/** What became of one requirement. */
export type Verdict = 'pass' | 'fail' | 'warn' | 'unsupported' | 'unreached' | 'deviated' | 'error'

export const verdicts: readonly Verdict[] = ['pass', 'fail', 'warn', 'unsupported', 'unreached', 'deviated', 'error']

/** What became of the run. `inconclusive` where nothing was judged, or a `must` could not be. */
export type Conclusion = 'conformant' | 'nonconformant' | 'inconclusive'

/** Where a requirement comes from: a sentence of the operation's page, or a convention of VI JSON. */
export type Source =
  | { document: 'page'; section: string; ordinal: number; sha256: string }
  | { document: 'convention'; basis: string }

export interface RequirementResult {
  id: string
  level: Level
  verdict: Verdict
  statement: string
  source: Source
  durationMs: number
  /** Why the verdict is not a plain `pass`. */
  finding?: Finding
  /** The declaration that covers the finding, where the verdict is `deviated`. */
  deviation?: Pick<Deviation, 'reason' | 'link' | 'owner' | 'expires'>
  /** What was seen and is not judged. */
  recorded?: string[]
  /** Indexes into the run's exchanges. */
  exchanges: number[]
  /** What happened on the stages of its check. */
  traces: CaseTrace[]
}

/** Why no requirement could be looked at. */
export interface Problem {
  code: 'unreachable' | 'certificate' | 'not-vi-json' | 'login' | 'privilege' | 'session-list'
  /** One sentence. */
  message: string
}

/** All that a run came to. Every report is made from it. */
export interface SuiteResult {
  schema: 'vijson-result/1'
  tool: { name: string; version: string }
  /** `release` and `product` where the target could be asked. `recordedAt` where a recorded run was judged again: when that run was. */
  target: { url: string; release?: string; product?: string; recordedAt?: string }
  run: {
    startedAt: string
    durationMs: number
    seed: number
    concurrency: number
    strict: boolean
    exclusive: boolean
    interrupted: boolean
    /** The release that was asked for: one, or `auto`. */
    release: string
    /** The names of who controlled the run, and of the second principal where there was one. */
    principals: { controller: string; limited?: string }
  }
  /** The ids of all that should have been judged. A run that came to fewer verdicts is inconclusive, whatever they are. */
  manifest: string[]
  verdict: Conclusion
  counts: Record<Verdict, number>
  /** `unclosable`: logins that came to no session that could be closed; the target may hold one all the same. */
  sessions: { opened: number; closed: number; leaked: number; unclosable: number }
  problem?: Problem
  requirements: RequirementResult[]
  /** Declared deviations that are no longer true. */
  stale: StaleDeviation[]
  exchanges: readonly Exchange[]
}
