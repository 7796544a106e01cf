import type { UserSession } from '../../generated/openapi.ts'
import { BrokenAnswer, TargetUnreachable, UnexpectedAnswer } from './errors.ts'
import { keysGiven } from './given.ts'
import { type KeyOutcome, type KeyOutcomes, meaningOf } from './key-outcome.ts'
import type { Answer, Outcome } from './outcome.ts'
import { errorOf } from './unwrap.ts'

/** How far it is. */
export interface TerminateAllProgress {
  /** How many keys have an outcome. */
  done: number
  /** How many keys there are, each counted once. */
  of: number
  /** How many calls of TerminateSession were made. */
  calls: number
}

/** How many sessions are ended together. */
export interface TerminateAllOptions {
  /**
   * `fast`, the default: reads sessionList and ends what it shows in one call; where others end sessions at the same time, it needs a few more, and some outcomes are
   * `unknown`. `exact`: one call for each key, and each outcome is certain where the server answers.
   */
  mode?: 'fast' | 'exact' | undefined
  /** No session is ended once it is aborted. The call that is under way is waited for, and the list is read after it: its outcomes would be lost. */
  signal?: AbortSignal | undefined
  /** Told after each call, and at the end where outcomes needed none. Must not throw: the outcomes would be lost. */
  onProgress?: ((progress: TerminateAllProgress) => void) | undefined
}

/** After so many calls in a row without an answer, the server is taken to be down: each of them takes ten seconds. */
const maxUnanswered = 3

/** What is needed of a session: its key, and two calls, whose answers are values. `secrets`: what no error shows. */
export interface Terminating {
  key: string
  secrets: readonly string[]
  terminateSessions(keys: readonly string[]): Promise<Outcome>
  sessionList(): Promise<Answer<UserSession[] | null>>
}

/**
 * Ends the sessions of many keys. No call names a key twice, the own session, or nothing.
 *
 * @returns the outcome of each key, in the order given.
 * @throws TypeError where a key is the empty string, or no string: what a server makes of it is not documented.
 */
export async function terminateAll(
  session: Terminating,
  keys: Iterable<string>,
  { mode = 'fast', signal, onProgress }: TerminateAllOptions = {},
): Promise<KeyOutcomes> {
  const given = keysGiven(keys)
  if (given.includes('')) throw new TypeError('one of the keys is the empty string')
  if (mode !== 'fast' && mode !== 'exact') throw new TypeError(`invalid mode ${mode}: give fast or exact`)
  const outcomes: KeyOutcomes = new Map<string, KeyOutcome>(given.map((key) => [key, 'unknown']))
  const left = new Set(outcomes.keys())
  let calls = 0
  let toldDone: number | undefined

  function decide(outcome: KeyOutcome, decided: Iterable<string>): void {
    for (const key of [...decided]) {
      outcomes.set(key, outcome)
      left.delete(key)
    }
  }

  async function call(named: readonly string[]): Promise<Called> {
    calls += 1
    try {
      const outcome = await session.terminateSessions(named)
      const answered = { meant: meaningOf(outcome), isAnswered: true }
      if (outcome.kind === 'terminated') return answered
      return { ...answered, error: errorOf('TerminateSession', outcome, session.secrets) }
    } catch (error) {
      return { meant: 'unknown', isAnswered: false, error: unansweredOf(error) }
    }
  }

  /** Notes why outcomes are unknown. */
  function blame({ error }: { error?: Failure | undefined }): void {
    if (error !== undefined) outcomes.error = error
  }

  async function endOneByOne(): Promise<void> {
    let unanswered = 0
    for (const key of [...left]) {
      if (signal?.aborted || unanswered === maxUnanswered) return
      const called = await call([key])
      unanswered = called.isAnswered ? 0 : unanswered + 1
      // The own key is not among them: it is another one that the server takes for it.
      const outcome = called.meant === 'own' ? 'unknown' : called.meant
      if (outcome === 'unknown') blame(called)
      // Who may end no session may end none of the others.
      decide(outcome, outcome === 'refused' ? left : [key])
      tell()
      if (outcome === 'refused') return
    }
  }

  async function endTogether(): Promise<void> {
    while (left.size > 0 && !signal?.aborted) {
      const { listed } = await readList(session)
      if (listed === undefined) return endOneByOne()
      decide('already-gone', without(left, listed))
      if (left.size === 0 || signal?.aborted) return
      const named = [...left]
      const called = await call(named)
      const outcome = called.meant
      if (outcome === 'unknown') {
        blame(called)
        return tell()
      }
      if (outcome === 'terminated' || outcome === 'refused') decide(outcome, named)
      else await decideByList(named, outcome)
      tell()
      // One that is not the own key, and is refused as such: which one, the call of all does not say.
      if (outcome === 'own') return endOneByOne()
    }
  }

  /**
   * After a fault that is about one of the keys: the server has ended those before it, and left alone those behind it. With NotFound, it stands among the first ones
   * that are not listed any more.
   */
  async function decideByList(named: readonly string[], outcome: 'already-gone' | 'own'): Promise<void> {
    const { listed, error } = await readList(session)
    blame({ error })
    const firstListed = named.findIndex((key) => listed?.has(key))
    // A list that still shows what the server must have ended first is not that of now.
    if (listed === undefined || firstListed === 0) return decide('unknown', named)
    decide('unknown', without(named, listed))
    if (outcome === 'own') return
    const last = firstListed === -1 ? named.length - 1 : firstListed - 1
    // The server stopped at this one, or before it: no call has ended it, nor any behind it.
    decide('already-gone', without(named.slice(last), listed))
  }

  function tell(): void {
    toldDone = outcomes.size - left.size
    onProgress?.({ done: toldDone, of: outcomes.size, calls })
  }

  if (left.has(session.key)) decide('own', [session.key])
  await (mode === 'exact' ? endOneByOne() : endTogether())
  if (toldDone !== outcomes.size - left.size) tell()
  return outcomes
}

type Failure = NonNullable<KeyOutcomes['error']>

/** What came of a call. `error`: why it ended nothing, or may have. */
interface Called {
  meant: KeyOutcome
  isAnswered: boolean
  error?: Failure
}

/** The error, where it says that no complete answer came. @throws any other. */
function unansweredOf(error: unknown): Failure {
  if (error instanceof TargetUnreachable || error instanceof BrokenAnswer) return error
  throw error
}

/** The keys that sessionList shows; `error` where it shows no list, or one without the calling session, which is not that of now. */
async function readList(session: Terminating): Promise<{ listed?: Set<string>; error?: Failure }> {
  const call = 'sessionList'
  try {
    const answer = await session.sessionList()
    if (answer.kind !== 'value') return { error: errorOf(call, answer, session.secrets) }
    const value: unknown = answer.value
    const listed = new Set<string>(
      Array.isArray(value) ? value.map((one: Partial<UserSession> | null) => one?.key ?? '') : [],
    )
    if (listed.has(session.key)) return { listed }
    return { error: new UnexpectedAnswer(`${call}: the answer does not show the session that reads it`, 200, '') }
  } catch (error) {
    return { error: unansweredOf(error) }
  }
}

function without(keys: Iterable<string>, listed: ReadonlySet<string>): string[] {
  return [...keys].filter((key) => !listed.has(key))
}
