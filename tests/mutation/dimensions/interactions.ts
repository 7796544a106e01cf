import { notFound } from '../faults.ts'
import { faulting, inDomain, type Mutant, onWire } from '../mutant.ts'
import { isUnknown } from './helpers/aborting.ts'
import { killer, stepping, tokenHeader, withPast } from './helpers/common.ts'
import { idsOf } from './helpers/wire.ts'

/** Defects that show only where two things come together. */
export const interactions: Mutant[] = [
  stepping('lets an unknown id pass behind the eighth place', (at) => at.place >= 8 && isUnknown(at)),
  withPast('ends sessions that made no call before all others of the list', (vcenter) => ({
    terminateSessions(caller, keys) {
      const rank = (key: string) => (vcenter.sessions.get(key)?.callCount === 0 ? 0 : 1)
      vcenter.terminateSessions(
        caller,
        [...keys].sort((one, other) => rank(one) - rank(other)),
      )
    },
  })),
  onWire(
    'answers an unknown id with NotFound where the request has no token',
    killer,
    async (request, next, vcenter) => {
      const ids = idsOf(await request.clone().text()) ?? []
      if (request.headers.has(tokenHeader) || ids.every((id) => vcenter.sessions.has(id))) return next(request)
      return Response.json(notFound().fault, { status: 500 })
    },
  ),
  faulting('leaves out the entity of a missing privilege', killer, ({ missingPrivileges, ...fault }) =>
    Array.isArray(missingPrivileges)
      ? { ...fault, missingPrivileges: missingPrivileges.map(({ entity: _, ...missing }) => missing) }
      : fault,
  ),
  withPast('needs no privilege of a clone of a clone', (vcenter, { parents }) => ({
    authorize(caller, privilege) {
      const parent = parents.get(caller?.key ?? '')
      if (caller === undefined || parent === undefined || !parents.has(parent))
        return vcenter.authorize(caller, privilege)
      return caller
    },
  })),
  withPast('denies the privilege to a clone whose first session has ended', (vcenter, { parents }) => ({
    authorize(caller, privilege) {
      const parent = parents.get(caller?.key ?? '')
      if (caller === undefined || parent === undefined || vcenter.sessions.has(parent))
        return vcenter.authorize(caller, privilege)
      return vcenter.authorize({ ...caller, principal: { ...caller.principal, privileges: [] } }, privilege)
    },
  })),
  inDomain('leaves a session logged on that SessionIsActive was asked about', killer, (vcenter) => {
    const asked = new Set<string>()
    return {
      sessionIsActive(key, userName) {
        asked.add(key)
        return vcenter.sessionIsActive(key, userName)
      },
      terminateSessions(caller, keys) {
        vcenter.terminateSessions(
          caller,
          keys.filter((key) => key === caller.key || !asked.has(key)),
        )
      },
    }
  }),
]
