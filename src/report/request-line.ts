import { abridge } from '../conformance/context/abridge.ts'
import {
  type BlockLine,
  type Exchange,
  failureBlock,
  type RequirementResult,
  type SuiteResult,
} from '../conformance/index.ts'
import { printable } from '../conformance/redaction/printable.ts'
import { isBeginningPath } from '../conformance/transport/beginning-methods.ts'
import { createLabels, type Labels } from './exchange/labels.ts'
import { judgedCall, placesOf } from './judged-call.ts'
import { withSourceAddress } from './source.ts'
import { themeOf } from './wording.ts'

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

/** The call that the finding is about: `POST /sdk/vim25/…/TerminateSession {"sessionId":["‹session 1›"]}, by session 2`. */
function calledIn(requirement: RequirementResult): string | undefined {
  const call = judgedCall(requirement)
  if (call === undefined) return undefined
  const by = call.by === undefined ? 'with a token of no session' : `by ${call.by}`
  const other = nameOfOther(requirement)
  const session = requirement.finding?.where?.at(-1)?.split(', ')[0]
  const ids = abridge(
    call.ids.map((id) => inBody(id ?? other)),
    [other, call.by ?? other, session ?? other].map(inBody),
  )
  return `POST /sdk/vim25/…/TerminateSession {"sessionId":[${ids}]}, ${by}`
}

const inventedId = 'an invented id'

/** What stands in a body in place of a string that is not shown: as in a trace. */
const inBody = (name: string) => `"‹${name}›"`

/** An id of no session. In some requirements it is made from a key, or is a token. */
function nameOfOther(requirement: RequirementResult): string {
  return themeOf(requirement) === 'identity' ? 'a string that is no key' : inventedId
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
  return cut(text.replaceAll(/[\w-]{8,}/g, (word) => (/\d/.test(word) ? `‹${inventedId}›` : word)))
}

/** How much of a body is shown. */
const maxShown = 200

function cut(text: string): string {
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text
}
