import type { RequirementId } from '../../../generated/requirements.ts'
import type { LoginForm } from '../dimensions/logins.ts'
import type { onlySessions } from '../dimensions/sessions.ts'
import type { CallerForm, TokenForm } from '../dimensions/tokens.ts'
import type { Seen, VerdictError } from '../errors/verdict-error.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import type { FindingCode } from '../types.ts'
import type { CallExpectation } from './expect-call.ts'
import type { SessionExpectation } from './expect-sessions.ts'
import type { Ids } from './ids.ts'
import type { SessionDetails } from './session-details.ts'
import type { Call } from './terminate-call.ts'

/** `open(2)` is a pair, so that `const [before, after] = await open(2)` needs no check for absence. */
export type Sessions<Count extends number, Opened extends TestSession[] = []> = number extends Count
  ? TestSession[]
  : Opened['length'] extends Count
    ? Opened
    : Sessions<Count, [...Opened, TestSession]>

/** How the judged call is made, where not as usual. */
export interface CallOptions {
  as?: TestSession
  /** The name of one of the odd addresses. */
  address?: string
  /** The language in which the caller asks for texts: `de`. */
  language?: string
  /** The media types that the caller accepts; by default, the header is missing. */
  accept?: string
  /** What the caller says it is, in place of the name of the suite. */
  userAgent?: string
  /** The call must end nothing, so that it may be sent again where a busy server has answered in passing. */
  repeatable?: boolean
}

/** In which way a whole part of a check is carried out. `one connection`: all its requests use one connection, one after the other. */
export type Manner = 'one connection' | 'oldest release' | 'next older release'

/** The target, as far as a check needs to know it. */
interface TargetInfo {
  /** The version that it says it has: `8.0.3.0`. */
  apiVersion: string
  /** The moId of its SessionManager. */
  sessionManager: string
}

/** The state of a session, by sessionList or by its own token, where it should be the other one; or a token that is no session's, and has read something. */
export type UnmetReading =
  | { session: TestSession; list: 'alive' | 'dead' }
  | { session: TestSession; self: 'alive' | 'dead' }
  | 'no session'

/** How a clone is opened. */
interface CloneOptions {
  /** Awaited between the ticket and the clone. */
  afterTicket?: (ticket: string) => Promise<void>
  /** A refusal is as good as a session: it says nothing about a limit on sessions. */
  mayBeRefused?: true
  /** The clone has the User-Agent of this session; by default, one that no other session has. */
  withAgentOf?: TestSession
  /** Its first call is yet to come. */
  isUnused?: true
}

/** The tools of a check: sessions of its own, calls, and two oracles. */
export interface CheckContext {
  /** Makes the calls and reads sessionList; logged on as the principal with the privilege. */
  controller: TestSession
  target: TargetInfo
  ids: Ids
  /** The seed of everything random. */
  seed: number
  /**
   * Opens that many sessions of the controller's user, at once: as clones, where the target's clones are known to be sessions in their own right, because
   * logins are expensive. @param by `login`: in no other way.
   */
  open<Count extends number>(count: Count, by?: 'login'): Promise<Sessions<Count>>
  /** Whether the run has a second account. */
  hasLimited: boolean
  /** Whether the second account lacks Sessions.TerminateSession, as far as can be seen. */
  lacksPrivilege: boolean
  /** @throws VerdictError `unsupported` where the run has no second account, `unreached` where it may have the privilege. */
  requireUnprivileged(): void
  /** Opens a session of the second account. @throws VerdictError `unsupported` where the run has none. */
  openLimited(by?: 'login'): Promise<TestSession>
  /**
   * Opens a session and leaves it unused: its first call is yet to come.
   *
   * @param of by default, it is begun by a login of the controller's user; `clone`: by CloneSession, where the target's clones are known to be sessions.
   * @param withAgentOf it has the User-Agent of this session; by default, one that no other session has.
   */
  openUnused(of?: 'second account' | 'clone', withAgentOf?: TestSession): Promise<TestSession>
  /**
   * Opens a session of the controller's user by a login that differs from the others.
   *
   * @returns undefined where the run has no password, or the form is the usual one.
   * @throws OpeningRefused where the target does not take it.
   */
  openByLogin(form: LoginForm): Promise<TestSession | undefined>
  /** Sessions that other checks have left alive, of both users; opens what is missing. */
  openOrReuse(count: number): Promise<TestSession[]>
  /** The first session that the run has begun for a user, besides the controller, when all others of that user are logged out. For a check that is final. */
  onlySession(which: (typeof onlySessions)[number]): Promise<TestSession>
  /** Opens a clone of a session. @throws VerdictError `unreached` where the target refuses. */
  openClone(parent: TestSession, how?: CloneOptions): Promise<TestSession>
  /** With which User-Agent a session was opened; undefined where the target keeps none. */
  userAgentOf(session: TestSession): string | undefined
  /** Whether sessions are opened as clones, so that many may be opened. */
  hasClones: boolean
  /** The judged call. The list holds sessions, and ids as strings. */
  terminate(list: readonly (TestSession | string)[], options?: CallOptions): Promise<Call>
  /** The judged call, by default by the controller, with an odd body; the engine builds it. */
  terminateWithBody(body: string, victim: TestSession, other?: TestSession, as?: TestSession): Promise<Call>
  /** The judged call of one session, with a text in place of a token, by default the controller's, that is not the token of a session; the engine builds it. */
  terminateWithToken(form: CallerForm, victim: Pick<TestSession, 'key'>, as?: TestSession): Promise<Call>
  /** Whether the target's keys and tokens allow a form: a key need not be fit for a header, and may be a token. */
  isApplicable(form: CallerForm, victim: TestSession, as?: TestSession): boolean
  /** A control call, which has to succeed for the judged call to say anything. @throws VerdictError `unreached` otherwise. */
  mustTerminate(list: readonly TestSession[], options?: CallOptions): Promise<void>
  /** Sends Logout. @returns whether it was accepted. */
  sendLogout(session: TestSession): Promise<boolean>
  /** Ends a session by Logout. @throws VerdictError `unreached` where that is refused. */
  logout(session: TestSession): Promise<void>
  expectCall(call: Call | Promise<Call>): CallExpectation
  /** That the answer to a call is not as the requirement says in a way that no expectation knows. It is marked in the picture. */
  failedAnswer(call: Call | readonly Call[], code: FindingCode, message: string, parts: Seen): VerdictError
  /** The same of what was read, and should not have been. */
  failedReading(reading: UnmetReading, code: FindingCode, message: string, parts: Seen): VerdictError
  expectSessions(sessions: TestSession | readonly TestSession[]): SessionExpectation
  /** An expectation that is a prerequisite of the check, and the requirement that judges it. @throws VerdictError `unreached` where it does not hold. */
  assume(expectation: Promise<void>, judgedBy: RequirementId): Promise<void>
  /**
   * An expectation on a control call, and the requirement that judges what it looks at. Where that one is not met either, this check says nothing new, and
   * is not decided; otherwise it has failed. @throws VerdictError `fail` where it does not hold.
   */
  control(expectation: Promise<void>, judgedBy: RequirementId): Promise<void>
  /** Names a part of the check, such as one of several judged calls. The name stands before its finding, in the picture and in the reports. */
  step<Value>(name: string, run: () => Promise<Value>): Promise<Value>
  /** Runs every case with a context of its own, side by side; the most severe finding is the check's. */
  forEachCase<Case>(
    cases: Record<string, Case>,
    run: (context: CheckContext, value: Case) => Promise<void>,
  ): Promise<void>
  /** A session's state in words, for what is recorded and not judged. */
  stateOf(session: TestSession): Promise<string>
  /** Whether a session may read sessionList, which needs the same privilege as TerminateSession. */
  canReadList(session: TestSession): Promise<boolean>
  /** The first member that answers to a session's token, or to a text in place of the controller's; undefined: none. */
  readingWith(token: TestSession | TokenForm): Promise<string | undefined>
  /** Whether sessionList shows a session now: one read, by the controller, that waits for nothing. */
  isListed(session: TestSession): Promise<boolean>
  /** What sessionList shows of the sessions of the run now: one read, by the controller. @throws VerdictError `unreached` where it cannot be read. */
  listedDetails(): Promise<SessionDetails>
  /** The keys that sessionList shows a session; undefined where it is refused. */
  keysListedBy(session: TestSession): Promise<ReadonlySet<string> | undefined>
  /** Whether a session's own token still proves it: one read. @throws VerdictError `unreached` where that cannot be read. */
  isLoggedOn(session: TestSession): Promise<boolean>
  /** What SessionIsActive says of a session; undefined where the target does not say. */
  isActive(session: TestSession): Promise<boolean | undefined>
  /** Carries out a part of the check in another manner, with sessions of its own. */
  inManner(manner: Manner, name: string, run: (context: CheckContext) => Promise<void>): Promise<void>
  /** How long a session is left alone where a check wants it idle, in milliseconds. */
  idleMs: number
  wait(ms: number): Promise<void>
  /** Captures all answers from now on. @returns what says whose token or password one of them, or the answer to one call, contains. */
  capture(): { anywhere(): string | undefined; within(call: Call, caller: TestSession): string | undefined }
  /** Records what is not judged. */
  record(note: string): void
}
