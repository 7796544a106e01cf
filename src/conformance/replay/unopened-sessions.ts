import { jsonOf } from '../../client/json.ts'
import { isBeginningPath } from '../transport/beginning-methods.ts'
import type { Exchange } from '../types.ts'

/** Keeps a session out of the recorded lists until the login that began it is sent again. */
export interface UnopenedSessions {
  /** Notes that a request is answered from this exchange. */
  recordRequest(exchange: Exchange): void
  /** The text of an answer without the sessions that have yet to begin. */
  removeFrom(exchange: Exchange, text: string): string
}

/**
 * Checks that ran side by side are replayed side by side, but not step by step as then. A session that is listed before its login has been sent
 * would be taken for another user's, so a list does not show it yet. A session that was listed too early when the run was recorded stays.
 */
export function createUnopenedSessions(exchanges: readonly Exchange[]): UnopenedSessions {
  const logins = new Map<string, Exchange>()
  for (const exchange of exchanges) {
    const session = isBeginningPath(exchange.path) ? jsonOf(bodyOf(exchange)) : undefined
    if (hasKey(session)) logins.set(session.key, exchange)
  }
  const sent = new Set<Exchange>()

  function isUnopened(session: unknown, list: Exchange): boolean {
    const login = hasKey(session) ? logins.get(session.key) : undefined
    const answeredAs = list.answer.kind === 'unsent' ? 0 : list.answer.place
    return login !== undefined && !sent.has(login) && login.sentAs < answeredAs
  }

  return {
    recordRequest: (exchange) => {
      sent.add(exchange)
    },
    removeFrom(exchange, text) {
      const list = exchange.path.endsWith('/sessionList') ? jsonOf(text) : undefined
      if (!Array.isArray(list) || !list.some((session) => isUnopened(session, exchange))) return text
      return JSON.stringify(list.filter((session) => !isUnopened(session, exchange)))
    },
  }
}

function bodyOf({ answer }: Exchange): string {
  return answer.kind === 'answered' && answer.body.kind === 'kept' ? answer.body.text : ''
}

function hasKey(value: unknown): value is { key: string } {
  return typeof value === 'object' && value !== null && 'key' in value && typeof value.key === 'string'
}
