import type { Exchange, SuiteResult } from '../conformance/index.ts'
import { isUnmet } from '../conformance/types.ts'
import { createLabels, type Labels } from '../report/exchange/labels.ts'
import { exchangeLines } from '../report/exchange/lines.ts'
import { requirementIds } from './requirement-ids.ts'

/** Which exchanges are printed: all, those of requirements that are not met, or those of some requirements. */
export type TraceChoice = 'all' | 'failures' | { ids: readonly string[] }

const expected = { given: '--trace', besides: 'all, failures, ', words: ['all', 'failures'] }

/** Parses what `--trace` is given. @throws UsageError. */
export function parseTrace(text: string): TraceChoice {
  return text === 'all' || text === 'failures' ? text : { ids: requirementIds(text, expected) }
}

/** Prints exchanges of a run, sessions by their labels, secrets masked. */
export interface Tracer {
  /** Told of each exchange as it goes by. */
  onExchange(exchange: Exchange): void
  /** Told of the result: only then is it known what is not met. */
  onResult(result: SuiteResult): void
}

export function createTracer(choice: TraceChoice, print: (line: string) => void): Tracer {
  const labels = createLabels()
  const show = (exchange: Exchange, known: Labels) => {
    for (const line of exchangeLines(exchange, known)) print(line)
    print('')
  }
  return {
    onExchange(exchange) {
      labels.learn(exchange)
      if (choice === 'failures') return
      if (choice === 'all' || choice.ids.includes(exchange.requirement ?? '')) show(exchange, labels)
    },
    onResult({ requirements, exchanges }) {
      if (choice !== 'failures') return
      for (const { exchanges: indexes } of requirements.filter(isUnmet))
        for (const index of indexes) {
          const exchange = exchanges[index]
          if (exchange !== undefined) show(exchange, labels)
        }
    },
  }
}
