import { inWords, UnexpectedAnswer } from './errors.ts'
import type { WholeAnswer } from './message.ts'
import type { Answer } from './outcome.ts'

/** Where ServiceContent was asked for, and with which release. */
interface Asked {
  url: string
  spoken: string
  isNegotiated: boolean
}

/** What is read of the answer besides. */
type Answered = Pick<WholeAnswer, 'status' | 'headers'>

/** The error for an answer to the request for ServiceContent that is none. */
export function contentMissingError(asked: Asked, answer: Answer<unknown>, response: Answered): UnexpectedAnswer {
  const body = answer.kind === 'unexpected' ? answer.body : ''
  return new UnexpectedAnswer(reasonOf(asked, answer, response), response.status, body)
}

/** Why an answer to the request for ServiceContent is none. */
function reasonOf(
  { url, spoken, isNegotiated }: Asked,
  answer: Answer<unknown>,
  { status, headers }: Answered,
): string {
  const asked = `the request for ServiceContent (release ${spoken})`
  const agree = 'without a release, the one that both know is agreed on'
  if (answer.kind === 'fault')
    return `${url} answered ${asked} with the fault ${inWords(answer.fault)}${isNegotiated ? '' : `; where it does not know this release, ${agree}`}`
  if (status >= 300 && status < 400) return `${url} redirects ${asked} with status ${status}${placeOf(url, headers)}`
  if (status === 401 || status === 403 || status === 407)
    return `${url} refused ${asked} with status ${status}, although no session is needed for it: something in front of the vCenter does not let this client through`
  if (status === 429 || (status >= 502 && status <= 504))
    return `${url} is busy, or not ready yet: it answered ${asked} with status ${status}; try again later`
  return `${url} does not speak VI JSON (release ${spoken}): it answered the request for ServiceContent with status ${status}. VI JSON needs a vCenter of 8.0 Update 1 or later; ESXi does not have it${isNegotiated ? '' : `; where it is one, it may not know this release: ${agree}`}`
}

/** Where a redirect leads, and what to write for it; nothing where it does not say so. */
function placeOf(url: string, headers: Headers): string {
  const location = headers.get('location')
  if (location === null || !URL.canParse(location, url)) return ''
  const [from, to] = [new URL(url), new URL(location, url)]
  const isOtherScheme = to.hostname === from.hostname && to.protocol !== from.protocol
  // Without a query, in which a token may stand.
  const place = `${to.protocol}//${to.host}${to.pathname}`.slice(0, maxPlace)
  const todo = isOtherScheme ? `write ${to.origin}` : 'it is not followed; where the server is there, give that address'
  return ` to ${place}: ${todo}`
}

const maxPlace = 200
