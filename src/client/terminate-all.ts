import type { UserSession } from '../../generated/openapi.ts'
import { ignoreUnreachable } from './ignore-unreachable.ts'
import { type KeyOutcome, meaningOf } from './key-outcome.ts'
import type { Answer, Outcome } from './outcome.ts'

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
  /** Told after each call. Must not throw: the outcomes would be lost. */
  onProgress?: ((progress: TerminateAllProgress) => void) | undefined
}

/** After so many calls in a row without an answer, the server is taken to be down: each of them takes ten seconds. */
const maxUnanswered = 3

/** What is needed of a session: its key, and two calls, whose answers are values. */
export interface Terminating {
  key: string
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
): Promise<Map<string, KeyOutcome>> {
  if (typeof keys === 'string') throw new TypeError('give a list of keys, and not one key')
  const given = [...keys]
  if (given.some((key) => typeof key !== 'string' || key === ''))
    throw new TypeError('one of the keys is the empty string, or no string')
  if (mode !== 'fast' && mode !== 'exact') throw new TypeError(`invalid mode ${mode}: give fast or exact`)
  const outcomes = new Map<string, KeyOutcome>(given.map((key) => [key, 'unknown']))
  const left = new Set(outcomes.keys())
  let calls = 0

  function decide(outcome: KeyOutcome, decided: Iterable<string>): void {
    for (const key of [...decided]) {
      outcomes.set(key, outcome)
      left.delete(key)
    }
  }

  async function call(named: readonly string[]): Promise<Outcome | undefined> {
    calls += 1
    return ignoreUnreachable(session.terminateSessions(named))
  }

  async function endOneByOne(): Promise<void> {
    let unanswered = 0
    for (const key of [...left]) {
      if (signal?.aborted || unanswered === maxUnanswered) return
      const answer = await call([key])
      unanswered = answer === undefined ? unanswered + 1 : 0
      const meant = meaningOf(answer)
      // The own key is not among them: it is another one that the server takes for it.
      const outcome = meant === 'own' ? 'unknown' : meant
      // Who may end no session may end none of the others.
      decide(outcome, outcome === 'refused' ? left : [key])
      tell()
      if (outcome === 'refused') return
    }
  }

  async function endTogether(): Promise<void> {
    while (left.size > 0 && !signal?.aborted) {
      const listed = await keysListed(session)
      if (listed === undefined) return endOneByOne()
      decide('already-gone', without(left, listed))
      if (left.size === 0 || signal?.aborted) return
      const named = [...left]
      const outcome = meaningOf(await call(named))
      if (outcome === 'terminated' || outcome === 'refused') decide(outcome, named)
      else if (outcome === 'unknown') return tell()
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
    const listed = await keysListed(session)
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
    onProgress?.({ done: outcomes.size - left.size, of: outcomes.size, calls })
  }

  if (left.has(session.key)) decide('own', [session.key])
  await (mode === 'exact' ? endOneByOne() : endTogether())
  return outcomes
}

/** The keys that sessionList shows; undefined where it shows no list, or one without the calling session, which is not that of now. */
async function keysListed(session: Terminating): Promise<Set<string> | undefined> {
  const answer = await ignoreUnreachable(session.sessionList())
  const listed: unknown = answer?.kind === 'value' ? answer.value : undefined
  if (!Array.isArray(listed)) return undefined
  const keys = new Set<string>(listed.map((one: Partial<UserSession> | null) => one?.key ?? ''))
  return keys.has(session.key) ? keys : undefined
}

function without(keys: Iterable<string>, listed: ReadonlySet<string>): string[] {
  return [...keys].filter((key) => !listed.has(key))
}
