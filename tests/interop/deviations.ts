/**
 * The requirements that VMware's simulator (govmomi v0.55.1) does not meet, each with the cause in the simulator's code. The VI JSON front
 * before it only translates, so these deviations are the simulator's own.
 */
export const knownDeviations = [
  {
    requirement: 'terminate.request.session-id-required',
    verdict: 'fail',
    code: 'unexpected-success',
    cause: 'neither the JSON codec nor the simulator requires sessionId; a missing one is an empty list',
  },
  {
    requirement: 'terminate.privilege.required',
    verdict: 'fail',
    code: 'wrongly-ended',
    cause: 'the simulator has no privileges: every session may call every method',
  },
  {
    requirement: 'terminate.privilege.fault',
    verdict: 'warn',
    code: 'unexpected-fault',
    cause: 'the same',
  },
  {
    requirement: 'terminate.path.unknown-moid',
    verdict: 'warn',
    code: 'wrongly-ended',
    cause: 'the simulator finds the SessionManager by its type, whatever the moId',
  },
] as const
