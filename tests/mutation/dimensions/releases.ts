import type { MockSession } from '../../../src/mock/index.ts'
import { answering, type Mutant, onWire } from '../mutant.ts'
import { killer, post, tokenHeader } from './helpers/common.ts'
import { idsOf } from './helpers/wire.ts'

const isOlder = (request: Request, release: string) => request.url.includes(`/vim25/${release}/`)
const json = (_typeName: string) => Response.json({ _typeName, faultstring: 'no' }, { status: 500 })

/** A defect of the ids in requests that go by a release of this beginning. */
const by = (
  release: string,
  defect: string,
  change: (
    ids: string[],
    own: string | undefined,
    known: ReadonlyMap<string, MockSession>,
  ) => string[] | Response | undefined,
) =>
  onWire(defect, killer, async (request, next, vcenter) => {
    const ids = idsOf(await request.clone().text())
    const caller = [...vcenter.sessions.values()].find(({ token }) => token === request.headers.get(tokenHeader))
    const isMeant = release === '' ? !isOlder(request, '8.0.3.0') : isOlder(request, release)
    if (ids === undefined || !isMeant || !caller?.principal.privileges.includes('Sessions.TerminateSession'))
      return next(request)
    const changed = change(ids, caller.key, vcenter.sessions)
    if (changed === undefined) return next(request)
    return Array.isArray(changed) ? next(post(request, JSON.stringify({ sessionId: changed }))) : changed
  })

export const releases: Mutant[] = [
  by('8.0.1.0', 'goes on behind an unknown id by the path of 8.0.1.0', (ids, _, known) =>
    ids.filter((id) => known.has(id)),
  ),
  by('8.0.1.0', 'leaves out the first id of several by the path of 8.0.1.0', (ids) =>
    ids.length > 1 ? ids.slice(1) : undefined,
  ),
  by('8.0.2.0', 'works from the end of the list by the path of 8.0.2.0', (ids) => [...ids].reverse()),
  by('8.0.2.0', 'does not know NotFound by the path of 8.0.2.0', (ids, _, known) =>
    ids.some((id) => !known.has(id)) ? json('SystemError') : undefined,
  ),
  by('', 'drops the own key by the path of an older release', (ids, own) => ids.filter((id) => id !== own)),
  by('', 'answers the own key with NotFound by the path of an older release', (ids, own) =>
    ids[0] === own ? json('NotFound') : undefined,
  ),
  by('', 'does nothing by the path of an older release', () => new Response(null, { status: 204 })),
  by('', 'does not know TerminateSession by the path of an older release', () => json('MethodNotFound')),
  answering('answers 200 by the path of 8.0.1.0', killer, (response, request) =>
    response.status === 204 && isOlder(request, '8.0.1.0') ? new Response(null, { status: 200 }) : response,
  ),
]
