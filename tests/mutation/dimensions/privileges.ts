import { type Mutant, onWire } from '../mutant.ts'
import { type Call, ending, fault, may, refusing, serving } from './helpers/calling.ts'
import { killer } from './helpers/common.ts'
import { idsOf } from './helpers/wire.ts'

const isSame = ({ caller, named }: Call) => named.every(({ principal }) => principal === caller.principal)

export const privileges: Mutant[] = [
  serving('needs no privilege for an empty list', ({ ids }) => ids.length === 0),
  serving(
    'needs no privilege to end a session of the own user',
    (call) => call.named.length > 0 && isSame(call) && !call.ids.includes(call.caller.key),
  ),
  serving(
    'needs no privilege where the first id is of the own user',
    ({ caller, ids, named }) =>
      ids[0] === named[0]?.key && named[0]?.principal === caller.principal && named[0] !== caller,
  ),
  serving(
    'needs no privilege where the last id is of the own user',
    ({ caller, named }) => named.length > 1 && named.at(-1)?.principal === caller.principal && named.at(-1) !== caller,
  ),
  serving('needs no privilege for sessions of users without it', ({ named }) => named.length > 0 && !named.some(may)),
  serving(
    'needs no privilege for sessions of other users',
    ({ named, caller }) => named.length > 0 && named.every(({ principal }) => principal !== caller.principal),
  ),
  serving('needs no privilege for lists of more than ten ids', ({ ids }) => ids.length > 10),
  serving('needs no privilege for lists of more than one id', ({ ids }) => ids.length > 1),
  serving(
    'needs no privilege for an unknown id and answers NotFound',
    ({ named, ids }) => ids.length > 0 && named.length === 0,
  ),
  serving('needs no privilege for the own key and answers InvalidArgument', ({ ids, caller }) => ids[0] === caller.key),
  serving(
    'needs no privilege where an unknown id stands in the list',
    ({ named, ids }) => named.length > 0 && named.length < ids.length,
  ),
  serving(
    'asks for the privilege only in the first call of a caller',
    ({ caller, seen }) => (seen.refused.get(caller.key) ?? 0) >= 1,
  ),
  serving('gives in at the third call of a caller', ({ caller, seen }) => (seen.refused.get(caller.key) ?? 0) >= 2),
  serving('needs no privilege right after a call that had it', ({ seen }) => seen.lastGranted),
  serving('needs no privilege once three calls had it', ({ seen }) => seen.granted >= 3),
  serving(
    'needs no privilege for clients of the kind that read the list of sessions',
    ({ caller, seen }) => seen.addresses.has(caller.userAgent) && caller.callCount > 1,
  ),
  serving('needs no privilege in the first call of a caller', ({ caller }) => caller.callCount === 0),
  serving('needs no privilege once the caller made three calls', ({ caller }) => caller.callCount >= 3),
  serving('needs no privilege by the path of 8.0.1.0', ({ request }) => request.url.includes('/8.0.1.0/')),
  serving('needs no privilege by the path of any older release', ({ request }) => !request.url.includes('/8.0.3.0/')),
  serving(
    'needs no privilege for sessions that were never used',
    ({ named }) => named.length > 0 && named.every(({ callCount }) => callCount === 0),
  ),
  serving(
    'needs no privilege for sessions younger than the caller',
    ({ named, caller }) => named.length > 0 && named.every(({ loginTime }) => loginTime > caller.loginTime),
  ),
  serving(
    'needs no privilege for sessions idle for a second',
    ({ named }) =>
      named.length > 0 && named.every(({ lastActiveTime }) => Date.now() - lastActiveTime.getTime() > 1000),
  ),
  ending('refuses without the privilege and ends the first id', ({ ids }) => ids.slice(0, 1)),
  ending('refuses without the privilege and ends the last id of several', ({ ids }) =>
    ids.length > 1 ? ids.slice(-1) : [],
  ),
  ending('refuses without the privilege and ends the sessions of the own user', ({ named, caller }) =>
    named.filter((one) => one !== caller && one.principal === caller.principal).map(({ key }) => key),
  ),
  ending('ends the session of a caller without the privilege', ({ caller }) => [caller.key]),
  ending('ends the session of a caller without the privilege at its second call', ({ caller, seen }) =>
    (seen.refused.get(caller.key) ?? 0) > 0 ? [caller.key] : [],
  ),
  ending('ends the session of a caller without the privilege that names itself', ({ caller, ids }) =>
    ids.includes(caller.key) ? [caller.key] : [],
  ),
  ending('ends the session of a caller without the privilege that names itself alone', ({ caller, ids }) =>
    ids.length === 1 && ids[0] === caller.key ? [caller.key] : [],
  ),
  refusing('denies the privilege for lists of more than 20 ids', ({ ids }) => ids.length > 20),
  refusing(
    'denies the privilege where the users of the list differ',
    ({ named }) => new Set(named.map(({ principal }) => principal)).size > 1,
  ),
  refusing(
    'denies the privilege right after a call without it',
    ({ seen }) => seen.refused.size > 0 && !seen.lastGranted,
  ),
  refusing('denies the privilege for the own key', ({ ids, caller }) => ids.includes(caller.key)),
  refusing('denies the privilege for an id that is repeated', ({ ids }) => new Set(ids).size < ids.length),
  refusing(
    'denies the privilege for sessions of users without any',
    ({ named }) => named.length > 1 && named.every((one) => !may(one)),
  ),
  refusing('denies the privilege for the session that logged on first', ({ named, vcenter, caller }) =>
    named.some((one) => one !== caller && [...vcenter.sessions.values()][0] === one),
  ),
  onWire(
    'answers a caller without the privilege with NotAuthenticated where the list is long',
    killer,
    async (request, next) => {
      const count = idsOf(await request.clone().text())?.length ?? 0
      const response = await next(request)
      const body = response.status === 500 ? await response.clone().text() : ''
      return count > 5 && body.includes('NoPermission') ? fault('NotAuthenticated') : response
    },
  ),
  onWire('names another privilege as the missing one', killer, async (request, next) => {
    const response = await next(request)
    const body = response.status === 500 ? await response.clone().text() : ''
    if (!body.includes('NoPermission')) return response
    return new Response(body.replaceAll('Sessions.TerminateSession', 'Sessions.ValidateSession'), response)
  }),
]
