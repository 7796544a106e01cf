import { tokenHeader } from '../../client/service.ts'
import type { Fetch } from '../../client/transport.ts'
import { listedIds } from './listed-ids.ts'
import type { Ownership } from './ownership.ts'

/** The suite was about to send what could end a session that is not its own. Nothing was sent. */
export class GuardRefusal extends Error {
  readonly code = 'guard-refusal'

  constructor(reason: string) {
    super(`not sent: ${reason}`)
    this.name = 'GuardRefusal'
  }
}

/**
 * Lets through no TerminateSession that could end a session which is not the run's.
 *
 * A call that names ids names only ids that the run opened or invented. A call that a sound server refuses, and a defective one might take
 * for "everybody" (no list, an empty list, no token, a body that is not the JSON it says it is), passes only if `permitHazard` does.
 *
 * @param permitHazard asked before each such call; throws where it is not to be sent.
 */
export function guarded(fetch: Fetch, ownership: Ownership, permitHazard: () => Promise<void>): Fetch {
  return async (request) => {
    if (namesTerminateSession(request.url)) {
      const ids = listedIds(await request.clone().text())
      for (const id of ids.strings) {
        if (!ownership.isOwn(id)) throw new GuardRefusal('it names a session that this run neither opened nor invented')
      }
      if (!ids.isLawfulList || !isLawfulCall(request, ownership)) await permitHazard()
    }
    return fetch(request)
  }
}

/** By any spelling that a lenient server might take for it. */
function namesTerminateSession(url: string): boolean {
  return decodeURIComponent(new URL(url).pathname).toLowerCase().includes('terminatesession')
}

function isLawfulCall(request: Request, ownership: Ownership): boolean {
  const mediaType = request.headers.get('content-type') ?? ''
  const token = request.headers.get(tokenHeader) ?? ''
  return request.method === 'POST' && mediaType.startsWith('application/json') && ownership.ownsToken(token)
}
