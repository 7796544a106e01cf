import type { PlainRequest, Send, WholeAnswer } from '../../client/message.ts'
import type { ServiceAddress } from '../../client/service.ts'
import { unreached } from '../errors/verdict-error.ts'
import type { OwnSessions } from '../types.ts'
import { classify } from './allow-list.ts'
import { buildRequest, partsOf, type TerminateRequest } from './terminate-request.ts'

/** The suite was about to send a request that might end a session of others. Nothing was sent. */
export class GateRefusal extends Error {
  readonly code = 'gate-refusal'

  constructor(reason: string, options?: ErrorOptions) {
    super(`not sent: ${reason}`, options)
    this.name = 'GateRefusal'
  }
}

/** What every request passes before it is sent. */
export interface Gate {
  /** Sends a request of the allow-list: reads, Login, also with the token of an own session, a clone of an own session or of the one that is lent, Logout of an own session, a canonical TerminateSession of own sessions. */
  send: Send
  /** Builds and sends a TerminateSession from its description. */
  terminate(request: TerminateRequest): Promise<WholeAnswer>
}

export interface GateParts {
  address: ServiceAddress
  registry: OwnSessions
  /** The token of a session that is lent to the run: it may be cloned, and nothing else. */
  lentToken?: string | undefined
  /** Asked before each disruptive call; throws where it must not be sent. */
  permitDisruptive: () => Promise<void>
}

/**
 * Lets only requests pass that are known to end no session of others. A request is copied once; the copy is checked, and the copy is sent.
 *
 * A TerminateSession may name sessions that the run opened and that are its own now, and ids that it invented. An id that another user's session has
 * by now makes the requirement `unreached`; any other id is an error of the suite.
 */
export function createGate(send: Send, { address, registry, lentToken, permitDisruptive }: GateParts): Gate {
  function requireOwn(ids: readonly string[]): void {
    for (const id of ids) {
      const status = registry.statusOf(id)
      if (status === 'lost')
        throw unreached("an id of this run is by now that of another user's session, or like it; nothing was sent")
      if (status === 'foreign') throw new GateRefusal('it names a session that this run neither opened nor invented')
    }
  }

  function requireOwnToken(token: string): void {
    const status = registry.tokenStatusOf(token)
    if (status === 'lost')
      throw unreached("the key of a session of this run is by now that of another user's session; nothing was sent")
    if (status === 'foreign') throw new GateRefusal('its token is not that of a session of this run')
  }

  async function noting(sending: Promise<WholeAnswer>, ended: readonly string[] | string): Promise<WholeAnswer> {
    const answer = await sending
    if (answer.status >= 200 && answer.status < 300) registry.noteEnded(ended)
    return answer
  }

  return {
    async send(request) {
      const copy = snapshot(request)
      const kind = classify(copy, address)
      switch (kind.kind) {
        case 'harmless':
          break
        case 'clone-ticket':
          if (kind.token !== lentToken) requireOwnToken(kind.token)
          break
        case 'as-session':
          requireOwnToken(kind.token)
          break
        case 'logout':
          requireOwnToken(kind.token)
          return noting(send(copy), kind.token)
        case 'terminate':
          requireOwn(kind.ids)
          if (kind.ids.some((id) => registry.isDisruptive(id))) await permitDisruptive()
          requireOwn(kind.ids)
          requireOwnToken(kind.token)
          return noting(send(copy), kind.ids)
        case 'refused':
          throw new GateRefusal(`${copy.method} ${new URL(copy.url).pathname} is not on the list of allowed requests`)
      }
      return send(copy)
    },
    async terminate(request) {
      const described = copyOf(request)
      const { ids, disruptive, ambiguous, callerToken } = partsOf(described)
      if (ambiguous) throw unreached('a key of this target could itself be read as a body; nothing was sent')
      requireOwn(ids)
      if (disruptive || ids.some((id) => registry.isDisruptive(id))) await permitDisruptive()
      // While that was asked, a list may have shown one of them.
      requireOwn(ids)
      if (callerToken !== undefined) requireOwnToken(callerToken)
      // Of two lists in an odd body, it is not known which was carried out.
      const ended = described.form === 'list' || ids.length === 1 ? ids : []
      return noting(send(buildRequest(address, described)), ended)
    },
  }
}

/** A description of plain values: a member that gives another value when it is read again is read once. */
function copyOf(request: TerminateRequest): TerminateRequest {
  try {
    return structuredClone(request)
  } catch (error) {
    throw new GateRefusal('it is described by values that cannot be copied', { cause: error })
  }
}

/** As plain texts: an object in place of one might read differently each time. */
function snapshot({ method, url, headers, body }: PlainRequest): PlainRequest {
  return {
    method: String(method),
    url: String(url),
    headers: new Headers(headers),
    body: body === undefined ? undefined : String(body),
  }
}
