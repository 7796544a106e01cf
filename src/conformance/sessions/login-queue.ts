import pLimit from 'p-limit'
import { failedPrerequisite, OpeningRefused, unreached, VerdictError } from '../errors/verdict-error.ts'

/** How many logins are under way at once: single sign-on handles them one by one, and the last has to be answered in time, too. */
const maxConcurrentLogins = 6
/** How many clones: single sign-on has no part in them, and the pace of all requests bounds them, too. */
const maxConcurrentClones = 24
/** So many refusals in a row, after logins of the same user had succeeded, speak of a limit on sessions. */
const maxRefusedInARow = 3

/** Sends logins, a limited number at once. */
export interface LoginQueue {
  /**
   * Sends a login. The first login of a user goes alone; where it is refused, no other of that user follows, because an account with
   * too many failed logins is locked. Where logins are refused that had succeeded before, none follows either: the target has a limit on sessions, or the account is locked. The
   * queue becomes narrower with each login that is left unanswered. A clone is a login, too, of which more are under way at once.
   */
  login<Opened>(userName: string, login: () => Promise<Opened>, by?: 'login' | 'clone'): Promise<Opened>
  /** Whether a refusal has spoken of a limit on sessions. */
  readonly isLimited: boolean
  /** Whether one session more was refused at all, although its user had others: when these are closed, there may be room. */
  readonly hasRefused: boolean
  /** Sends logins again where no more were sent: what made them fail may have been that checks ran side by side. */
  reopen(): void
  /** Waits for all logins that are under way now. */
  settled(): Promise<void>
}

export function createLoginQueue(): LoginQueue {
  const limits = { login: pLimit(maxConcurrentLogins), clone: pLimit(maxConcurrentClones) }
  const firsts = new Map<string, Promise<unknown>>()
  const refused = new Map<string, Refusals>()
  const underWay = new Set<Promise<unknown>>()
  let isLimited = false
  let hasRefused = false

  async function send<Opened>(
    userName: string,
    login: () => Promise<Opened>,
    by: 'login' | 'clone' = 'login',
  ): Promise<Opened> {
    const limit = limits[by]
    const sent = limit(async () => {
      requireNoLimit(userName)
      return login()
    })
    underWay.add(sent)
    try {
      const opened = await sent
      refused.delete(userName)
      return opened
    } catch (error) {
      isLimited ||= failedPrerequisite(error) === 'session-limit'
      if (error instanceof VerdictError && error.finding.code === 'unanswered')
        limit.concurrency = Math.max(1, Math.floor(limit.concurrency / 2))
      throw error
    } finally {
      underWay.delete(sent)
    }
  }

  /** @throws VerdictError `unreached` where the target has a limit on sessions, in its own words. */
  function requireNoLimit(userName: string): void {
    const { inARow, isOfAccount, latest } = refused.get(userName) ?? none
    if (isOfAccount)
      throw unreached(`no more logins as ${userName} are sent, because the account was refused: ${latest?.message}`)
    if (inARow < maxRefusedInARow) return
    throw unreached(
      `no more sessions are opened as ${userName}, because the last ${maxRefusedInARow} tries failed after others had succeeded; the last: ${latest?.message}`,
      isOfOneMore(latest) ? 'session-limit' : failedPrerequisite(latest),
    )
  }

  function noteRefusal(userName: string, error: VerdictError): void {
    hasRefused ||= isOfOneMore(error)
    const { inARow, isOfAccount } = refused.get(userName) ?? none
    if (isOfAccount || inARow >= maxRefusedInARow) return
    if (inARow + 1 === maxRefusedInARow && isOfOneMore(error)) isLimited = true
    refused.set(userName, {
      inARow: inARow + 1,
      isOfAccount: error instanceof OpeningRefused && error.refused === 'account',
      latest: error,
    })
  }

  return {
    async login(userName, login, by) {
      const first = firsts.get(userName)
      if (first !== undefined) {
        await first
        return send(userName, login, by).catch((error: unknown) => {
          if (error instanceof VerdictError && failedPrerequisite(error) !== undefined) noteRefusal(userName, error)
          throw isLimited && isOfOneMore(error) ? new OpeningRefused(error.message, 'more sessions') : error
        })
      }
      const sent = send(userName, login, by)
      firsts.set(userName, sent)
      return sent.catch((error: unknown) => {
        // Only a refusal speaks of the account; where no answer came, the next login may try.
        if (failedPrerequisite(error) === undefined) firsts.delete(userName)
        throw error
      })
    },
    get isLimited() {
      return isLimited
    },
    get hasRefused() {
      return hasRefused
    },
    reopen() {
      refused.clear()
    },
    async settled() {
      await Promise.allSettled(underWay)
    },
  }
}

/** Whether one more session was refused, in whatever words: a server need not say that it has a limit. */
function isOfOneMore(error: unknown): error is OpeningRefused {
  return error instanceof OpeningRefused && (error.refused === 'session' || error.refused === 'more sessions')
}

/** The logins of a user that failed since the last that succeeded, and why the latest did. */
interface Refusals {
  inARow: number
  /** Whether the account was refused, rather than one more session. */
  isOfAccount: boolean
  latest: VerdictError | undefined
}

const none: Refusals = { inARow: 0, isOfAccount: false, latest: undefined }
