import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import type { WholeAnswer } from '../../client/message.ts'
import { tokenHeader } from '../../client/service.ts'
import { NotRecorded } from '../errors/not-recorded.ts'
import type { Exchange, ExchangeAnswer, HeaderList } from '../transport/exchange.ts'
import type { Transport } from '../transport/recorder.ts'
import { createOrdering } from './ordering.ts'
import { createUnopenedSessions } from './unopened-sessions.ts'

/**
 * Answers requests from a recorded run. A request is answered by the exchange that was made for the same purpose with the same method, address,
 * token and body; of several, by the earliest that is left. Answers come in the order in which they came then, and after what had been sent by
 * then, so that checks that ran side by side meet again as they met.
 *
 * @returns what throws NotRecorded for a request that has no exchange left.
 */
export function replayTransport(exchanges: readonly Exchange[]): Transport {
  const left = new Map<string, Exchange[]>()
  const numbers = new Set<number>()
  for (const exchange of exchanges) {
    if (exchange.answer.kind === 'unsent') continue
    numbers.add(exchange.sentAs).add(exchange.answer.place)
    const mark = markOf(exchange)
    left.set(mark, [...(left.get(mark) ?? []), exchange])
  }
  const turns = createOrdering(numbers)
  const newcomers = createUnopenedSessions(exchanges)
  return async (request, { requirement, caseName }) => {
    const { pathname: path, search: query } = new URL(request.url)
    const { method, headers, body } = request
    const mark = markOf({ requirement, caseName, method, path, query, headers: [...headers], body })
    const exchange = left.get(mark)?.shift()
    if (exchange === undefined || exchange.answer.kind === 'unsent') {
      throw new NotRecorded(`the recorded run has no such exchange: ${method} ${path}`)
    }
    newcomers.recordRequest(exchange)
    turns.pass(exchange.sentAs)
    await turns.waitFor(exchange.answer.place)
    return answered(exchange.answer, `${method} ${path}`, (text) => newcomers.removeFrom(exchange, text))
  }
}

/** What tells the request of an exchange from others. */
function markOf(
  made: Pick<Exchange, 'requirement' | 'caseName' | 'method' | 'path' | 'query' | 'headers' | 'body'>,
): string {
  const { requirement, caseName, method, path, query, body } = made
  return JSON.stringify([requirement, caseName, method, path, query, headingOf(made.headers, tokenHeader), body])
}

function headingOf(headers: HeaderList, wanted: string): string | undefined {
  return headers.find(([name]) => name === wanted)?.[1]
}

function answered(
  answer: Exclude<ExchangeAnswer, { kind: 'unsent' }>,
  what: string,
  shown: (text: string) => string,
): WholeAnswer {
  switch (answer.kind) {
    case 'answered': {
      if (answer.body.kind === 'left-out')
        throw new NotRecorded(`the recorded run left out the body of the answer to ${what}`)
      const headers = new Headers(answer.headers.map(([name, value]): [string, string] => [name, value]))
      return { status: answer.status, headers, body: new TextEncoder().encode(shown(answer.body.text)) }
    }
    case 'broken':
      throw new BrokenAnswer(answer.status, answer.message)
    case 'unreachable':
      throw new TargetUnreachable(answer.reason, answer.message)
  }
}
