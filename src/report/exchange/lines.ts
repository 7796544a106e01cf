import type { Exchange, ExchangeAnswer } from '../../conformance/index.ts'
import { withoutCommands } from '../commands.ts'
import type { Labels } from './labels.ts'

/** How much of a body is shown: a list of sessions may have megabytes. */
const maxShown = 2000

/** An exchange as lines for a terminal: what was sent for which requirement by whom, what came, and how long it took. Sessions by their labels. */
export function exchangeLines(exchange: Exchange, labels: Labels): string[] {
  const { method, path, query, headers, body, requirement, caseName, step, durationMs } = exchange
  const purpose = [requirement ?? 'the run as a whole', caseName, step].filter(Boolean).join(', ')
  const caller = labels.callerOf(exchange)
  const lines = [
    `→ ${method} ${path}${query}`,
    `  for ${purpose}${caller === undefined ? '' : `; by ${caller}`}`,
    ...headers.map(([name, value]) => `  ${name}: ${value}`),
    ...bodyLines(body),
    ...answerLines(exchange.answer, Math.round(durationMs)),
  ]
  return lines.map((line) => withoutCommands(labels.labelled(line, exchange)))
}

function answerLines(answer: ExchangeAnswer, ms: number): string[] {
  switch (answer.kind) {
    case 'answered':
      return [
        `← ${answer.status} in ${ms} ms`,
        ...answer.headers.map(([name, value]) => `  ${name}: ${value}`),
        ...(answer.body.kind === 'kept'
          ? bodyLines(answer.body.text)
          : [`  (a body of ${answer.body.length} bytes, which is not kept)`]),
      ]
    case 'broken':
      return [`← ${answer.status} in ${ms} ms: ${answer.message}`]
    case 'unreachable':
      return [`← no answer in ${ms} ms: ${answer.message}`]
    case 'unsent':
      return ['← not sent: the target had stopped answering']
  }
}

function bodyLines(body: string | undefined): string[] {
  if (body === undefined || body === '') return []
  const rest = body.length - maxShown
  const shown = rest > 0 ? `${body.slice(0, maxShown)}… (${rest} more characters)` : body
  return shown.split('\n').map((line) => `  ${line}`)
}
