/**
 * The requirements that VMware's simulator (govmomi v0.55.1) does not meet, each with the cause in the simulator's code. The VI JSON front
 * before it only translates, by govmomi's JSON codec: what is due to the front or the codec is said to be.
 */
export const knownDeviations = [
  {
    requirement: 'terminate.request.session-id-required',
    verdict: 'fail',
    code: 'unexpected-success',
    cause: 'neither the JSON codec nor the simulator requires sessionId; a missing one is an empty list',
  },
  {
    requirement: 'terminate.request.element-type',
    verdict: 'warn',
    code: 'wrongly-ended',
    cause: 'the JSON codec takes a boxed string (`_typeName`, `_value`) for the string',
  },
  {
    requirement: 'terminate.request.member-name',
    verdict: 'warn',
    code: 'wrongly-ended',
    cause: 'the JSON codec finds a member in whatever letter case its name is written',
  },
  {
    requirement: 'terminate.request.other-members',
    verdict: 'warn',
    code: 'wrongly-ended',
    cause: 'the same; of several such members, the last one counts',
  },
  {
    requirement: 'terminate.request.lenient-json',
    verdict: 'warn',
    code: 'wrongly-ended',
    cause: 'the front decodes the first JSON value of a body, and does not look at what follows it',
  },
  {
    requirement: 'terminate.privilege.required',
    verdict: 'unreached',
    code: 'prerequisite',
    cause: 'the simulator has no privileges: the second account may read sessionList, so it may have the privilege',
  },
  {
    requirement: 'terminate.privilege.fault',
    verdict: 'unreached',
    code: 'prerequisite',
    cause: 'the same',
  },
  {
    requirement: 'terminate.path.unknown-moid',
    verdict: 'warn',
    code: 'wrongly-ended',
    cause: 'the simulator finds the SessionManager by its type, whatever the moId',
  },
] as const
