import type { TestSession } from '../sessions/session-registry.ts'
import type { CallExpectation, SessionExpectation } from './expect.ts'
import type { Call, TerminateRequest } from './terminate-call.ts'

/** `open(2)` is a pair, so that `const [before, after] = await open(2)` needs no check for absence. */
export type Sessions<Count extends number, Opened extends TestSession[] = []> = number extends Count
  ? TestSession[]
  : Opened['length'] extends Count
    ? Opened
    : Sessions<Count, [...Opened, TestSession]>

/** Who makes a call, and to which address, where it is not the controller and the usual one. */
interface CallOptions {
  as?: TestSession
  moId?: string
  release?: string
}

/** What a check works with: sessions of its own, one call, two oracles. */
export interface CheckContext {
  /** Makes the calls and reads sessionList; logged on as the principal with the privilege. */
  controller: TestSession
  /** Opens that many sessions of the controller's user, at once. */
  open<Count extends number>(count: Count): Promise<Sessions<Count>>
  /** Opens a session of the second principal. @throws Decided `unsupported` where the run has none. */
  openLimited(): Promise<TestSession>
  /** Whether the run has a second principal. */
  hasLimited: boolean
  /** An id that no session has. */
  unknownId(): string
  /** Whether a session, of the run or of others, has that id. */
  isTaken(id: string): boolean
  /** Declares an id made from others: no session has it. */
  invent(id: string): string
  /** The same for an id that a lenient server might take for a session of others: sent only where there are none. */
  inventDisruptive(id: string): string
  /** Whether nobody else is logged on, or the run is told to behave as if. */
  isAlone(): Promise<boolean>
  /** The call that is judged. The list holds sessions, and ids as strings. */
  terminate(list: readonly (TestSession | string)[], options?: CallOptions): Promise<Call>
  /** The call that is judged, in a form that `terminate` would not give it. */
  send(request: TerminateRequest): Promise<Call>
  /** A call that has to succeed before, or after, the one that is judged says anything. @throws Decided `unreached` otherwise. */
  mustTerminate(list: readonly TestSession[], options?: CallOptions): Promise<void>
  /** Sends Logout. @returns whether it was accepted. */
  sendLogout(session: TestSession): Promise<boolean>
  /** A claim that has to hold before the check can say anything. @throws Decided `unreached` where it does not. */
  assume(claim: Promise<void>): Promise<void>
  /** Ends a session by Logout. @throws Decided `unreached` where that is refused. */
  logout(session: TestSession): Promise<void>
  expect: {
    (call: Call | Promise<Call>): CallExpectation
    (sessions: TestSession | readonly TestSession[]): SessionExpectation
  }
  /** A session's state in words, for what is recorded and not judged. */
  stateOf(session: TestSession): Promise<string>
  /** Whether a session may read sessionList, which needs the same privilege as TerminateSession. */
  canReadList(session: TestSession): Promise<boolean>
  /** Begins to listen to the answers. @returns what says whose token or password one of them contains, if one does. */
  capture(): () => string | undefined
  /** Notes what is not judged. */
  record(note: string): void
  /** Plays every case on a stage of its own, side by side; the gravest ending is the finding, of equals the first. */
  forEachCase<Case>(
    cases: Record<string, Case>,
    play: (stage: CheckContext, value: Case) => Promise<void>,
  ): Promise<void>
  /** What everything random is drawn from. */
  seed: number
  /** What the target says of its version, `8.0.3.0` for one. */
  apiVersion: string
  sessionManager: string
}
