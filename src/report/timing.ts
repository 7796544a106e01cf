import type { Exchange, SuiteResult } from '../conformance/index.ts'
import { tokenIn } from '../conformance/transport/exchange.ts'
import { plural } from './wording.ts'

/** The longest chain of requests of a run that had to follow one another. No run over the same connection can be faster without sending less. */
export interface CriticalPath {
  /** How long its requests took together, in milliseconds. */
  ms: number
  /** How many requests it has. */
  requests: number
  /** How much of it each requirement makes up, in its order; an empty name: the run as a whole. */
  parts: { requirement: string; ms: number; requests: number }[]
}

/** An exchange, and the longest chain that ends with it. */
interface Link {
  exchange: Exchange
  ms: number
  before: Link | undefined
}

/**
 * Finds it from the exchanges of a run. A request had to follow another one where it was sent after the answer to it, and either both belong to one case of a check, or the
 * other one began the session that it is made with. Of requests that were under way at once, none had to wait for another.
 */
export function criticalPath(exchanges: readonly Exchange[]): CriticalPath {
  const ofCase = new Map<string, Link[]>()
  const ofToken = new Map<string, Link>()
  let longest: Link | undefined
  for (const exchange of [...exchanges].sort((one, other) => one.sentAs - other.sentAs)) {
    const { requirement = '', caseName } = exchange
    const earlier = ofCase.get(`${requirement}/${caseName}`) ?? []
    const login = ofToken.get(tokenIn(exchange.headers) ?? '')
    const before = [...earlier, ...(login === undefined ? [] : [login])]
      .filter(({ exchange: { answer } }) => answer.kind !== 'unsent' && answer.place < exchange.sentAs)
      .reduce<Link | undefined>((most, link) => (most === undefined || link.ms > most.ms ? link : most), undefined)
    const link = { exchange, ms: exchange.durationMs + (before?.ms ?? 0), before }
    ofCase.set(`${requirement}/${caseName}`, [...earlier, link])
    const { answer } = exchange
    const token = answer.kind === 'answered' ? tokenIn(answer.headers) : undefined
    if (token !== undefined) ofToken.set(token, link)
    if (longest === undefined || link.ms > longest.ms) longest = link
  }
  return pathTo(longest)
}

function pathTo(last: Link | undefined): CriticalPath {
  const parts: CriticalPath['parts'] = []
  let requests = 0
  for (let link = last; link !== undefined; link = link.before) {
    const { requirement = '', durationMs } = link.exchange
    const [first] = parts
    if (first?.requirement === requirement) {
      first.ms += durationMs
      first.requests += 1
    } else parts.unshift({ requirement, ms: durationMs, requests: 1 })
    requests += 1
  }
  return { ms: last?.ms ?? 0, requests, parts }
}

/** How many of the slowest requirements are told. */
const maxTold = 10

/** Where the time of a run went: its slowest requirements, and the longest chain of requests. */
export function timingLines({ requirements, exchanges, run }: SuiteResult): string[] {
  const slowest = [...requirements].sort((one, other) => other.durationMs - one.durationMs).slice(0, maxTold)
  const path = criticalPath(exchanges)
  return [
    'slowest requirements, from their first request to their last:',
    ...slowest.map(({ id, durationMs }) => `  ${shown(durationMs)}  ${id}`),
    `longest chain of requests that had to follow one another: ${plural(path.requests, 'request')}, ${Math.round(path.ms)} ms of ${Math.round(run.durationMs)} ms`,
    ...path.parts.map(
      ({ requirement, ms, requests }) =>
        `  ${shown(ms)}  ${requirement === '' ? 'the run as a whole' : requirement} (${plural(requests, 'request')})`,
    ),
  ]
}

function shown(ms: number): string {
  return `${String(Math.round(ms)).padStart(7)} ms`
}
