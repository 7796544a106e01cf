import { jsonOf } from '../../client/json.ts'
import type { PlainRequest, Send } from '../../client/message.ts'
import { tokenHeader } from '../../client/service.ts'
import type { SessionRegistry } from '../sessions/session-registry.ts'
import { listOf, stringsIn } from './request-body.ts'

/** The suite was about to send what could end a session that is not its own. Nothing was sent. */
class GuardRefusal extends Error {
  readonly code = 'guard-refusal'

  constructor(reason: string) {
    super(`not sent: ${reason}`)
    this.name = 'GuardRefusal'
  }
}

/**
 * Lets through no TerminateSession that could end a session which is not the run's.
 *
 * Whatever stands in place of an id, anywhere in the body or the query, has to be an id that the run opened or invented. A call that a sound
 * server refuses, and a defective one might take for "everybody" (no list, an empty list, no token, a body that is not the JSON it says it
 * is), passes only if `permitDisruptive` does.
 *
 * @param permitDisruptive asked before each such call; throws where it is not to be sent.
 */
export function guarded(send: Send, registry: SessionRegistry, permitDisruptive: () => Promise<void>): Send {
  return async (request) => {
    const url = new URL(request.url)
    if (namesTerminateSession(url)) {
      const { body = '' } = request
      const named = [...stringsIn(body), ...url.searchParams.values()]
      const namesForeign = jsonOf(body) === undefined && registry.containsForeignKey(body)
      if (namesForeign || !named.every((id) => registry.isOwn(id))) {
        throw new GuardRefusal('it names a session that this run neither opened nor invented')
      }
      const isHazardous = named.some((id) => registry.isDisruptive(id))
      if (isHazardous || !isWellFormed(request, url, body, registry)) await permitDisruptive()
    }
    return send(request)
  }
}

/** How often a path may be encoded over. */
const maxLayers = 8

/** By any spelling of its name, the last segment of the path, that a lenient server might take for it. */
function namesTerminateSession({ pathname }: URL): boolean {
  let path = pathname
  for (let layers = 0, decoded = decode(path); decoded !== path; layers += 1, decoded = decode(path)) {
    // Nobody writes a name like that; what it may come to is not waited for.
    if (layers === maxLayers) return true
    path = decoded
  }
  const [last = ''] = path.split('/').reverse().filter(Boolean)
  return last.toLowerCase().includes('terminatesession')
}

function decode(path: string): string {
  return path.replaceAll(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

/** A call as the page describes it: a POST of JSON that lists at least one id, by a session of the run. */
function isWellFormed(request: PlainRequest, url: URL, body: string, ownership: SessionRegistry): boolean {
  const mediaType = request.headers.get('content-type') ?? ''
  const token = request.headers.get(tokenHeader) ?? ''
  const isCall = request.method === 'POST' && mediaType.startsWith('application/json') && url.search === ''
  return isCall && ownership.ownsToken(token) && listOf(body) !== undefined
}
