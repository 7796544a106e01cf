import type { PlainRequest, Send } from '../../client/message.ts'
import { tokenHeader } from '../../client/service.ts'
import type { OwnSessions } from '../types.ts'
import { parseRequestBody, type RequestBody } from './request-body.ts'

/** The suite was about to send a request that might end a session of others. Nothing was sent. */
export class GuardRefusal extends Error {
  readonly code = 'guard-refusal'

  constructor(reason: string) {
    super(`not sent: ${reason}`)
    this.name = 'GuardRefusal'
  }
}

/**
 * Lets no TerminateSession pass that might end a session which is not the run's own.
 *
 * Every string that stands in place of an id, anywhere in the body or the query, has to be an id that the run opened or invented. A disruptive
 * call (without a list, with an empty list, without a token, with a body that is not JSON) passes only where `permitDisruptive` allows it.
 *
 * @param permitDisruptive asked before each such call; throws where it must not be sent.
 */
export function guarded(send: Send, registry: OwnSessions, permitDisruptive: () => Promise<void>): Send {
  return async (request) => {
    const url = new URL(request.url)
    if (namesTerminateSession(url)) {
      const text = request.body ?? ''
      const body = parseRequestBody(text)
      const named = [...body.strings, ...url.searchParams.values()]
      const namesForeign = !body.isJson && registry.containsForeignKey(text)
      if (namesForeign || !named.every((id) => registry.isOwn(id))) {
        throw new GuardRefusal('it names a session that this run neither opened nor invented')
      }
      const isDisruptive = named.some((id) => registry.isDisruptive(id))
      if (isDisruptive || !isWellFormed(request, url, body, registry)) await permitDisruptive()
    }
    return send(request)
  }
}

/** How many layers of percent-encoding are decoded. */
const maxLayers = 8

/** Whether the last segment of the path, in any encoding or letter case, is one that a lenient server might take for TerminateSession. */
function namesTerminateSession({ pathname }: URL): boolean {
  let path = pathname
  for (let layers = 0, decoded = decode(path); decoded !== path; layers += 1, decoded = decode(path)) {
    // No client writes such a name, so what it decodes to in the end does not matter.
    if (layers === maxLayers) return true
    path = decoded
  }
  const [last = ''] = path.split('/').reverse().filter(Boolean)
  return last.toLowerCase().includes('terminatesession')
}

function decode(path: string): string {
  return path.replaceAll(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

/** A call as the operation's page describes it: a POST of JSON with at least one id, by a session of the run. */
function isWellFormed(request: PlainRequest, url: URL, body: RequestBody, registry: OwnSessions): boolean {
  const mediaType = request.headers.get('content-type') ?? ''
  const token = request.headers.get(tokenHeader) ?? ''
  const isCall = request.method === 'POST' && mediaType.startsWith('application/json') && url.search === ''
  return isCall && registry.ownsToken(token) && body.ids !== undefined
}
