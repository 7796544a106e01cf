import { jsonOf } from '../../client/json.ts'
import type { Exchange } from '../transport/exchange.ts'

/** Sees to it that no list of a recorded run shows a session before the login that has begun it is asked for again. */
export interface UnopenedSessions {
  /** Notes that a request is answered from this exchange. */
  recordRequest(exchange: Exchange): void
  /** The text of an answer, without the sessions that have yet to begin. */
  removeFrom(exchange: Exchange, text: string): string
}

/**
 * Checks that ran side by side are judged again side by side, but not step by step as then. A session that is listed before its login has been
 * sent would be somebody else's; so what a recorded list shows too early is left out. What it showed too early when it was recorded, too, stays.
 */
export function createUnopenedSessions(exchanges: readonly Exchange[]): UnopenedSessions {
  const begun = new Map<string, Exchange>()
  for (const exchange of exchanges) {
    const session = exchange.path.endsWith('/Login') ? jsonOf(textOf(exchange)) : undefined
    if (hasKey(session)) begun.set(session.key, exchange)
  }
  const asked = new Set<Exchange>()

  function isToCome(session: unknown, list: Exchange): boolean {
    const login = hasKey(session) ? begun.get(session.key) : undefined
    const answeredAs = list.answer.kind === 'unsent' ? 0 : list.answer.place
    return login !== undefined && !asked.has(login) && login.sentAs < answeredAs
  }

  return {
    recordRequest: (exchange) => {
      asked.add(exchange)
    },
    removeFrom(exchange, text) {
      const list = exchange.path.endsWith('/sessionList') ? jsonOf(text) : undefined
      if (!Array.isArray(list) || !list.some((session) => isToCome(session, exchange))) return text
      return JSON.stringify(list.filter((session) => !isToCome(session, exchange)))
    },
  }
}

function textOf({ answer }: Exchange): string {
  return answer.kind === 'answered' && answer.body.kind === 'kept' ? answer.body.text : ''
}

function hasKey(value: unknown): value is { key: string } {
  return typeof value === 'object' && value !== null && 'key' in value && typeof value.key === 'string'
}
