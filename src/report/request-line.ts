import { abridge } from '../conformance/context/abridge.ts'
import {
  type BlockLine,
  type Exchange,
  failureBlock,
  type RequirementResult,
  type SuiteResult,
  type TraceEvent,
} from '../conformance/index.ts'
import { printable } from '../conformance/redaction/printable.ts'
import { isBeginningPath } from '../conformance/transport/beginning-methods.ts'
import { createLabels, type Labels } from './exchange/labels.ts'
import { withSourceAddress } from './source.ts'
import { themeOf } from './wording.ts'

type Called = Extract<TraceEvent, { kind: 'called' }>

/** The block of each requirement of a result, with the request that the finding is about, sessions by their labels, and the address of its source. */
export function blocksOf(result: SuiteResult): (requirement: RequirementResult) => BlockLine[] {
  let labels: Labels | undefined
  const learned = () => {
    if (labels !== undefined) return labels
    labels = createLabels()
    for (const exchange of result.exchanges) labels.learn(exchange)
    return labels
  }
  return (requirement) => {
    const block = withSourceAddress(failureBlock(requirement, result), requirement.source)
    if (block.length === 0) return block
    const said =
      calledIn(requirement) ??
      exchangedIn(requirement, result.exchanges, learned) ??
      `shown where --trace ${requirement.id} is added to the command below`
    const end = block.findIndex(([name]) => name === 'Declared' || name === 'Source')
    return [...block.slice(0, end), ['Request', said], ...block.slice(end)]
  }
}

/** Themes whose calls differ by more than their lists, or are made at once. */
const beyondLists: readonly string[] = ['path', 'concurrent']

/** The call that the finding is about, from what the check has noted: `POST /sdk/vim25/…/TerminateSession {"sessionId":[session 1]}, by session 2`. */
function calledIn(requirement: RequirementResult): string | undefined {
  const { traces } = requirement
  const where = placesOf(requirement)
  if (where === undefined || beyondLists.includes(themeOf(requirement))) return undefined
  const trace = traces.find(({ name }) => name !== '' && where.includes(name)) ?? traces.find(({ name }) => name === '')
  if (trace === undefined) return undefined
  const steps = trace.events.flatMap((event) => (event.kind === 'step' ? event.name : []))
  // A place that no case and no step is named after may be any call of the case.
  if (where.some((place) => place !== trace.name && !steps.includes(place))) return undefined
  const calls = eventsOf(requirement, where, trace.events).filter((event): event is Called => event.kind === 'called')
  const call = calls.findLast(({ wanted }) => wanted !== undefined) ?? calls.at(-1)
  if (call?.ids === undefined) return undefined
  const by = call.by === undefined ? 'with a token of no session' : `by ${call.by}`
  return `POST /sdk/vim25/…/TerminateSession {"sessionId":[${abridge(call.ids.map((id) => id ?? nameOfOther(requirement)))}]}, ${by}`
}

/**
 * What was done in the step of a finding; without a step, in the whole case. The search for a shorter list makes a step again, and others after it: where several have
 * the name, it is the last one that judged the session of the finding.
 */
function eventsOf(
  { finding }: RequirementResult,
  where: readonly string[],
  events: readonly TraceEvent[],
): readonly TraceEvent[] {
  const starts = events.flatMap((event, index) => (event.kind === 'step' ? [index] : []))
  const steps = starts
    .map((start, index) => events.slice(start, starts[index + 1]))
    .filter(([first]) => first?.kind === 'step' && where.includes(first.name))
  const named = finding?.where?.at(-1)?.split(', ')[0]
  const judges = (event: TraceEvent) =>
    event.kind === 'claimed' && named !== undefined && event.sessions.includes(named)
  return steps.findLast((step) => step.some(judges)) ?? steps.at(-1) ?? events
}

const inventedId = 'an invented id'

/** An id of no session. In some requirements it is made from a key, or is a token. */
function nameOfOther(requirement: RequirementResult): string {
  return themeOf(requirement) === 'identity' ? 'a string that is no key' : inventedId
}

/** The names of the case and of the steps in which it was found, without the session; undefined where it was found later than the call. */
function placesOf({ finding, traces }: RequirementResult): string[] | undefined {
  if (finding === undefined || finding.code === 'changed-later') return undefined
  const labels = traces.flatMap(({ sessions }) => sessions.map(({ label }) => label))
  const isSession = (place: string) => labels.some((label) => place === label || place.startsWith(`${label}, `))
  return (finding.where ?? []).filter((place) => !isSession(place))
}

/** What is asked, besides the methods that begin sessions, to prepare a call, and to see what came of it. */
const besides = /\/(AcquireCloneTicket|Logout|SessionIsActive|system)$/

/** The same from the exchanges, where they are kept. */
function exchangedIn(
  requirement: RequirementResult,
  exchanges: readonly Exchange[],
  learned: () => Labels,
): string | undefined {
  const where = placesOf(requirement)
  if (where === undefined || themeOf(requirement) === 'concurrent') return undefined
  const last = where.at(-1)
  const isThere = ({ caseName, step }: Exchange) =>
    last === undefined || ((caseName === '' || where.includes(caseName)) && (step === last || caseName === last))
  const isCall = ({ method, path }: Exchange) =>
    (method !== 'GET' || path.endsWith('/TerminateSession')) && !isBeginningPath(path) && !besides.test(path)
  const call = requirement.exchanges
    .flatMap((index) => exchanges[index] ?? [])
    .findLast((one) => isThere(one) && isCall(one))
  if (call === undefined) return undefined
  const labels = learned()
  const caller = labels.callerOf(call)
  const body = bodyIn(call, labels)
  return `${call.method} ${call.path}${call.query} ${body}${caller === undefined ? '' : `, by ${caller}`}`
}

/** A body without keys. One in escapes may hold a key that cannot be seen to be one. */
function bodyIn(call: Exchange, labels: Labels): string {
  if (call.body === undefined || call.body === '') return 'without a body'
  if (/\\|%[0-9a-f]{2}|&#/i.test(call.body)) return 'with a body in escapes'
  // White space is at most what the finding is about, never what the list is.
  const text = labels.labelled(printable(call.body.replaceAll(/\s+/g, ' ')), call)
  return cut(text.replaceAll(/[\w-]{8,}/g, (word) => (/\d/.test(word) ? inventedId : word)))
}

/** How much of a body is shown. */
const maxShown = 200

function cut(text: string): string {
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text
}
