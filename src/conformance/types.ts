import type { UnreachableReason } from '../client/errors.ts'
import type { Fetch, PlainRequest, WholeAnswer } from '../client/message.ts'
import type { Credentials } from '../client/service.ts'
import type { TlsOptions } from '../client/transport.ts'

// The shapes that all folders of the suite share. This file imports nothing of the suite, so that there is no import cycle.

/** The target of a run: the server that is judged, and how it is reached. */
export interface Target {
  /** The base URL: `https://vcenter.example`. */
  url: string
  /** Carries the requests in place of the global `fetch`: the mock's app in process, for example. */
  fetch?: Fetch | undefined
  /** Answers the requests in place of any network: a recorded run. */
  replay?: {
    transport: Transport
    runId: string
    recordedAt: string
    wasInterrupted: boolean
    /** Whether its checks opened sessions as clones. */
    hasClones: boolean
    /** Whether only a part of it is used: a session that one check has opened may have been closed by another one. */
    isPart: boolean
  }
  tls?: TlsOptions | undefined
  /** The proxy through which it is reached: `http://proxy.example:3128`. */
  proxy?: string | undefined
  /** The release in the path of each request; `auto` (the default) asks the target. */
  release?: string | undefined
  /**
   * The account that controls the run; needs the privilege Sessions.TerminateSession. Or the token of a session of such an account: sessions are begun as clones of
   * that one, which is never logged out and named in no call. Or a token of single sign-on: it begins one session, of which the others are cloned.
   */
  controller: Credentials | SessionToken | SignOnToken
  /** A second account, without Sessions.TerminateSession. Without one, the checks that need it are `unsupported`. */
  limited?: Credentials | undefined
}

/** The token of a session that somebody has begun, for runs without a password. */
export interface SessionToken {
  token: string
  /** Its user, as the target writes it. By default, the target is asked. */
  userName?: string | undefined
}

/** A token of single sign-on, for runs without a password. It is sent once, by LoginByToken. */
export interface SignOnToken {
  /** The Authorization header that carries it, as the target takes it: `Bearer …`, or `SIGN token="…"`. */
  authorization: string
}

/** Which requirements a run tests. */
export interface Selection {
  /** Only these ids. */
  only?: readonly string[] | undefined
  /** Down to this level: `must` alone, `should` with `must`, `observed` (the default) with both. */
  level?: Level | undefined
}

/** How a run is made. */
export interface RunOptions extends Selection {
  /** An unmet `should` makes the target nonconformant. */
  strict?: boolean | undefined
  /** The target belongs to this run alone: disruptive checks are run. */
  exclusive?: boolean | undefined
  /** Allow http to other machines. */
  allowPlaintext?: boolean | undefined
  /** How many checks run side by side. */
  concurrency?: number | undefined
  /** What the target is called in reports, where many have one address: `appliance`. Runs of one name are its history. */
  name?: string | undefined
  /** A word in the User-Agent of each session, by which others see whose it is: letters, digits, dots, dashes and underscores. */
  label?: string | undefined
  /** How many logins the run sends at most. What needs more is `unsupported`; requirements that are a `must` come first. */
  maxLogins?: number | undefined
  /** How many sessions are open at once at most, likewise. Checks run one after the other then. */
  maxSessions?: number | undefined
  /** After so many requirements that have failed, the others are left out. A warning counts with `strict`: what a run leaves out must not make it conformant. */
  bail?: number | undefined
  /** Milliseconds until a request has to be answered. */
  timeoutMs?: number | undefined
  /** Bytes of an answer's body that are read at most. By default 2 MB, and for a sessionList four times the first one. */
  maxBodyBytes?: number | undefined
  /** The seed of everything random. */
  seed?: number | undefined
  /** Known deviations of the target: what is found as declared is `deviated`. */
  deviations?: readonly Deviation[] | undefined
  /** Ends the run early: requests under way are dropped, and the sessions that it opened are closed all the same. */
  signal?: AbortSignal | undefined
  /** Milliseconds from an interruption until the run ends, whatever the target does (3500). What is not closed by then is left open. */
  closingMs?: number | undefined
  /** Keeps, where it survives the run, which sessions a run has begun and not ended. Called once, with the id of the run. */
  record?: ((runId: string) => RunRecord) | undefined
  /** Logins of earlier runs that did not end their sessions: those that prove to be theirs are ended before anything is tested. */
  leftovers?: readonly RecordedLogin[] | undefined
  /** Called once the leftovers have been looked for. */
  onLeftovers?: ((found: Leftovers) => void) | undefined
  /** For how long a session is left alone where a check wants it idle, in milliseconds. By default 3000, and 0 for a target with a `fetch`. */
  idleMs?: number | undefined
  /** How long to wait after the last call before all sessions are read once more, in milliseconds (0): for what comes late or comes back. */
  settleMs?: number | undefined
  /** Whether the result contains every exchange (true). Masking them takes a third of the time of a run. */
  exchanges?: boolean | undefined
  /** Called with each exchange, masked, as soon as the logins that were under way with it are known to be the run's own. Needs `exchanges`. */
  onExchange?: ((exchange: Exchange) => void) | undefined
  /** The clock, in milliseconds since 1970. */
  now?: (() => number) | undefined
  /** Called with the id of each requirement when its check begins. */
  onStarted?: ((id: string) => void) | undefined
  /** Called with each result as soon as it is known. */
  onJudged?: (result: RequirementResult, progress: { done: number; total: number }) => void
}

/** A login of a run, as it is kept beyond the run. Contains neither password nor token. */
export interface RecordedLogin {
  /** Names the login: no other one has it. Its User-Agent ends with it, unless it was sent with that of another login. */
  tag: string
  /** What its User-Agent ends with, where it was sent with that of another login: the tag of that one. */
  shownTag?: string
  /** The name that logged in. */
  userName: string
  /** The key of its session, once that is proved to be the run's own; not where the target uses keys as tokens, too. */
  key?: string
  /** The name as the target writes it, known with the key. */
  shownName?: string
}

/** Keeps which sessions a run has begun and not ended. */
export interface RunRecord {
  /** Called before each login is sent. */
  loginSent(login: RecordedLogin): void
  /** The login has begun no session. */
  loginFailed(tag: string): void
  /** The session of the login is proved to be the run's own. */
  opened(tag: string, shown: Pick<RecordedLogin, 'key' | 'shownName' | 'shownTag'>): void
  ended(tag: string): void
  /** It was taken to have ended, and has not. */
  stillOpen(tag: string): void
  /** Its key belongs to another session by now: nobody may be told to end it. */
  keyLost(tag: string): void
}

/** What became of the sessions of earlier runs. */
export interface Leftovers {
  /** Sessions that sessionList showed with the User-Agent of a recorded login, and its key where that is known. `since`: when each began, as `2026-12-31T12:00:00.000Z`, where the target says so. */
  found: readonly { tag: string; key: string; shown?: { since?: string | undefined; userAgent: string } | undefined }[]
  /** Those of them that are not known to have ended, and why: `status 503, three times`. With a dry run, all of them, without a reason. */
  left: readonly { tag: string; key: string; reason?: string }[]
  /** Recorded logins whose key, or User-Agent, sessionList shows in a session that does not prove to be theirs. */
  unproved: readonly RecordedLogin[]
  /** Recorded logins of which nothing can be known: their keys are unknown, and the target shows no User-Agents. */
  unknown: readonly RecordedLogin[]
}

/** How strongly a requirement is meant: the page says so, a convention says so, or nothing says so and it is only recorded. */
export type Level = 'must' | 'should' | 'observed'

/** The verdict on one requirement. `recorded`: it is `observed`, so what was seen is told and not judged. */
export type Verdict = 'pass' | 'fail' | 'warn' | 'recorded' | 'unsupported' | 'unreached' | 'deviated' | 'error'

export const verdicts: readonly Verdict[] = [
  'pass',
  'fail',
  'warn',
  'recorded',
  'unsupported',
  'unreached',
  'deviated',
  'error',
]

/** The verdict on the target. `inconclusive`: nothing was judged, or a `must` was not decided (`unreached`). What a run leaves out (`unsupported`) makes none. */
export type Conclusion = 'conformant' | 'nonconformant' | 'inconclusive'

/** Where a requirement comes from: a sentence of the operation's page, or a convention of VI JSON. */
export type Source =
  | { document: 'page'; section: string; ordinal: number; sha256: string }
  | { document: 'convention'; basis: string }

/** The findings of a target, as stable codes that a deviation can name. */
export const targetFindings = [
  'not-ended',
  'wrongly-ended',
  'oracles-disagree',
  'changed-later',
  'session-changed',
  'controller-lost',
  'unexpected-success',
  'unexpected-status',
  'unexpected-fault',
  'body-present',
  'media-type',
  'schema',
  'secret',
] as const

/** The code of a finding. Only a finding of the target can be declared as a deviation. */
export type FindingCode =
  | (typeof targetFindings)[number]
  | 'prerequisite'
  | 'unanswered'
  | 'second-principal'
  | 'foreign-sessions'
  | 'not-applicable'
  | 'interrupted'
  | 'other-cause'
  | 'limit'
  | 'session-limit'
  | 'suite'

/** Why a verdict is not a plain `pass`. */
export interface Finding {
  code: FindingCode
  /** One or two sentences, after the names of the case and the step; never a token, a password or a key. */
  message: string
  /** Where it was seen: the case, the step, the session and its place in the list. */
  where?: string[]
  /** What the requirement asks for there, as a phrase: `session 1 is alive`. */
  expected?: string
  /** What was seen in its place, as a phrase. */
  seen?: string
  /** How the call before it was answered, where the finding is about a session: `500 with the fault NotFound`. */
  answer?: string
  /** The requirement that judges the prerequisite which is not met, or what the control call of the check shows. */
  judgedBy?: string
}

/** What came of one requirement: its sentence and where it comes from, the verdict on it, and all that the verdict rests on. */
export interface RequirementResult {
  /** Its id in the ledger: `terminate.success.no-content`. */
  id: string
  level: Level
  verdict: Verdict
  /** What it asks for, as a sentence. */
  statement: string
  source: Source
  /** From the begin of its check to the end, in milliseconds; checks run side by side. */
  durationMs: number
  /** Why the verdict is not a plain `pass`. */
  finding?: Finding
  /** The declared deviation that covers the finding, where the verdict is `deviated`. */
  deviation?: Pick<Deviation, 'reason' | 'link' | 'owner' | 'expires'>
  /** Observations that are not judged. */
  recorded?: string[]
  /** Indexes into the run's exchanges. */
  exchanges: number[]
  /** The events in each case of the check. */
  traces: CaseTrace[]
}

/** Whether a requirement is not met, at whatever level, and no deviation covers it. */
export function isUnmet({ verdict }: Pick<RequirementResult, 'verdict'>): boolean {
  return verdict === 'fail' || verdict === 'warn'
}

/** Why no requirement could be tested. */
export interface Problem {
  code: 'unreachable' | 'certificate' | 'not-vi-json' | 'login' | 'privilege' | 'session-list'
  /** One sentence. */
  message: string
  /** How the first login was answered, where it began no session. It is no part of the JSON report. */
  refusal?: Refusal
}

/** An answer by which no session has begun. */
export interface Refusal {
  /** What was sent; currentSession of a session that is lent. */
  kind: 'Login' | 'LoginByToken' | 'CloneSession' | 'AcquireCloneTicket' | 'currentSession'
  /** In words that follow `Login as NAME`: `was answered with status 401`. */
  said: string
  /** The name of the fault, where it is one. */
  fault?: string
  /** The status, where it is no fault. */
  status?: number
}

/** A request that was sent again, because what came in its place says nothing about the operation: the answer of a busy server, or a lost connection. */
export interface Retry {
  /** Absent for a request of the run as a whole. */
  requirement?: string
  /** The operation; `check`, or `case`, where a check or one of its cases was run again, with fresh sessions. */
  request: string
  /** `status 503`, or `connection lost`. */
  reason: string
  /** Milliseconds from the start of the run. */
  afterMs: number
}

/** How far a run slowed down, because the target was busy. */
export interface Slowdown {
  /** How many requests were under way at once at its slowest. */
  atOnce: number
  /** What made it slow down first. */
  reason: string
}

/** The result of a run. Every report is made from it. */
export interface SuiteResult {
  schema: 'vijson-result/2'
  tool: { name: string; version: string }
  /** `name` where one was given; `release` and `product` where the target answered. `recordedAt`: when a recorded run was made that is judged again. */
  target: { url: string; name?: string; release?: string; product?: string; recordedAt?: string }
  run: {
    /** The id that the User-Agent of each login carries. */
    id: string
    startedAt: string
    durationMs: number
    seed: number
    concurrency: number
    strict: boolean
    exclusive: boolean
    interrupted: boolean
    /** How much the run was allowed at most, where it was limited. */
    limits?: Pick<RunOptions, 'maxLogins' | 'maxSessions' | 'bail'>
    /** The release that was asked for: one, or `auto`. */
    release: string
    /** The user names of the controller and of the second account. */
    principals: { controller: string; limited?: string }
  }
  /** The ids of all requirements of the run. A run with fewer verdicts is inconclusive, whatever they are. */
  manifest: string[]
  verdict: Conclusion
  counts: Record<Verdict, number>
  /** `unclosable`: logins after which the target may hold a session that the run cannot close. */
  sessions: {
    opened: number
    /** How many were open, or being begun, at once; absent where the run came to no login. */
    atOnce?: number
    closed: number
    leaked: number
    unclosable: number
    /** Each session proved by its User-Agent to be the run's own, or the target keeps none and that was inferred. */
    ownership: 'proved' | 'inferred'
  }
  problem?: Problem
  /** One sentence, where sessions ended for other reasons than TerminateSession, so that some requirements could not be decided. */
  otherCause?: string
  /** What was sent again, and why. */
  retries: readonly Retry[]
  /** Where the run slowed down. */
  slowdown?: Slowdown
  requirements: RequirementResult[]
  /** Declared deviations that are no longer true. */
  stale: StaleDeviation[]
  exchanges: readonly Exchange[]
}

/** A known deviation of one implementation, as its owner declared it. */
export interface Deviation {
  /** The id of the requirement that is not met. */
  requirement: string
  /** The code of the finding that it covers, and no other. */
  finding: FindingCode
  reason: string
  /** Where it is tracked. */
  link: string
  owner: string
  /** The last day on which it holds, in UTC: `2027-01-31`. */
  expires: string
  /** Where it is declared: file and line. */
  place: string
}

/** A declared deviation that is no longer true. */
export interface StaleDeviation {
  place: string
  requirement: string
  /** `expired`: its date has passed. `other-finding`: the finding is another one. `not-seen`: the requirement is met. */
  cause: 'expired' | 'other-finding' | 'not-seen'
  /** One sentence. */
  message: string
}

/** The events in one case of a check, in order, with sessions by their labels: the source of the picture in the HTML report. */
export interface CaseTrace {
  /** The name of the case; empty where the check has only one. */
  name: string
  /** Every session of the case, the controller first. */
  sessions: { label: string; userName: string }[]
  events: TraceEvent[]
}

/** One event in the case of a check. Sessions are named by their labels. */
export type TraceEvent =
  | { kind: 'opened' | 'logged-out'; session: string }
  /** A named step begins. */
  | { kind: 'step'; name: string }
  /**
   * `by`: absent where the token is no session's. `ids`: absent where the call had no list; null for an id that is no session's. `wanted`: what the answer should have been, where it
   * is another one.
   */
  | { kind: 'called'; by?: string; ids?: (string | null)[]; answer?: CallAnswer; wanted?: string }
  /** Readings of the oracles; `later`: at the recheck. */
  | { kind: 'seen'; later: boolean; readings: { session: string; list: SessionState; self: SessionState }[] }
  | { kind: 'claimed'; wanted: 'dead' | 'alive'; sessions: string[] }

/**
 * The state of a session by one oracle. `stranger`: its token now stands for another session, which must not be logged out; for the verdict it
 * counts as `unreadable`.
 */
export type SessionState = 'alive' | 'dead' | 'unreadable' | 'stranger'

/** How a call was answered. */
export interface CallAnswer {
  status: number
  /** The name of the fault, where the answer is a VIM fault. */
  fault?: string
}

/** The purpose of a request. */
export interface Purpose {
  /** Undefined for requests of the run as a whole. */
  requirement: string | undefined
  /** The case of the check; empty where it has only one. */
  caseName: string
  /** The step within the case; empty outside any step. */
  step: string
}

/** One request of a run and its answer. Secrets and other people's data are masked. */
export interface Exchange extends Purpose {
  /** Its position among the requests of the run, in the order in which they were sent. */
  index: number
  /** Its position among all requests and answers of the run. */
  sentAs: number
  /** Milliseconds since 1970. */
  startedAt: number
  durationMs: number
  method: string
  /** The path, without the host. */
  path: string
  /** With its question mark, or empty. */
  query: string
  headers: HeaderList
  /** Undefined where the request had no body. */
  body: string | undefined
  answer: ExchangeAnswer
}

/** The headers of a message, names in lower case. */
export type HeaderList = readonly (readonly [name: string, value: string])[]

/** The answer to a request. `place`: its position among all requests and answers of the run. */
export type ExchangeAnswer =
  | { kind: 'answered'; place: number; status: number; headers: HeaderList; body: AnswerBody }
  | { kind: 'broken'; place: number; status: number; message: string }
  | { kind: 'unreachable'; place: number; reason: UnreachableReason; message: string }
  /** Not sent at all: the circuit breaker was open. */
  | { kind: 'unsent' }

/** The body of an answer. A body that is too large is not kept. */
export type AnswerBody = { kind: 'kept'; text: string } | { kind: 'left-out'; length: number }

/** Carries a request to the target; learns what the request is made for. */
export type Transport = (request: PlainRequest, purpose: Purpose) => Promise<WholeAnswer>

/** The questions of the gate to the session registry, before it lets a request pass. */
export interface OwnSessions {
  /** Whether the run opened the session with this id, or invented the id. */
  isOwn(id: string): boolean
  /** `lost`: it was the run's own, or invented, and another user's session has it, or one like it, by now. */
  statusOf(id: string): 'own' | 'lost' | 'foreign'
  /** Whether the id was invented as one that a lenient server might take for another user's session. */
  isDisruptive(id: string): boolean
  /** The same for a token: `lost` where the key of its session is. */
  tokenStatusOf(token: string): 'own' | 'lost' | 'foreign'
  /** Notes that the target says that it has ended the sessions with these ids, or the one with this token. */
  noteEnded(idsOrToken: readonly string[] | string): void
}
