import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import type { WholeAnswer } from '../../client/message.ts'
import { NotRecorded } from '../errors/not-recorded.ts'
import { isBeginningPath } from '../transport/beginning-methods.ts'
import { headerOf, tokenIn } from '../transport/exchange.ts'
import type { Exchange, ExchangeAnswer, Transport } from '../types.ts'
import { createOrdering } from './ordering.ts'
import { createUnopenedSessions } from './unopened-sessions.ts'

/**
 * Answers requests from a recorded run. A request gets the answer of the exchange that was made for the same requirement and case, with the same
 * method, address, token and body; of several, the earliest that is left. Answers come in the order in which they were recorded, so that checks
 * that ran side by side affect each other as they did then.
 *
 * @param ofRun all exchanges of the run, where only a part is judged again: lists show sessions that other parts began.
 * @returns a transport that throws NotRecorded for a request without an exchange.
 */
export function replayTransport(exchanges: readonly Exchange[], ofRun: readonly Exchange[] = exchanges): Transport {
  const left = new Map<string, Exchange[]>()
  const numbers = new Set<number>()
  for (const exchange of exchanges) {
    if (exchange.answer.kind === 'unsent') continue
    numbers.add(exchange.sentAs).add(exchange.answer.place)
    const id = identify(exchange)
    left.set(id, [...(left.get(id) ?? []), exchange])
  }
  const ordering = createOrdering(numbers)
  const unopened = createUnopenedSessions(ofRun)
  return async (request, { requirement, caseName }) => {
    const { pathname: path, search: query } = new URL(request.url)
    const { method, headers, body } = request
    const id = identify({ requirement, caseName, method, path, query, headers: [...headers], body })
    const exchange = left.get(id)?.shift()
    if (exchange === undefined || exchange.answer.kind === 'unsent') {
      throw new NotRecorded(`the recorded run has no exchange for ${method} ${path}`)
    }
    unopened.recordRequest(exchange)
    ordering.pass(exchange.sentAs)
    await ordering.waitFor(exchange.answer.place)
    return answerFrom(exchange.answer, `${method} ${path}`, (text) => unopened.removeFrom(exchange, text))
  }
}

/** The properties that distinguish one request from others. */
function identify(
  made: Pick<Exchange, 'requirement' | 'caseName' | 'method' | 'path' | 'query' | 'headers' | 'body'>,
): string {
  const { requirement, caseName, method, path, query, headers, body } = made
  // By its User-Agent, a login begins one session and no other.
  const userAgent = isBeginningPath(path) ? headerOf(headers, 'user-agent') : undefined
  return JSON.stringify([requirement, caseName, method, path, query, tokenIn(headers), userAgent, body])
}

function answerFrom(
  answer: Exclude<ExchangeAnswer, { kind: 'unsent' }>,
  request: string,
  shownText: (text: string) => string,
): WholeAnswer {
  switch (answer.kind) {
    case 'answered': {
      if (answer.body.kind === 'left-out')
        throw new NotRecorded(`the recorded run does not hold the body of the answer to ${request}`)
      const headers = new Headers(answer.headers.map(([name, value]): [string, string] => [name, value]))
      return { status: answer.status, headers, body: new TextEncoder().encode(shownText(answer.body.text)) }
    }
    case 'broken':
      throw new BrokenAnswer(answer.status, answer.message)
    case 'unreachable':
      throw new TargetUnreachable(answer.reason, answer.message)
  }
}
