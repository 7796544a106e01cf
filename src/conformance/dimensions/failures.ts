/** The kinds of ids that stop a call, besides an unknown one and the caller's own, and the fault of each. */
export const failures = {
  'terminated by the caller': 'NotFound',
  'terminated by another session': 'NotFound',
  'logged out': 'NotFound',
  "another user's, terminated": 'NotFound',
  "the caller's own id, listed twice": 'InvalidArgument',
  'listed twice, at once': 'NotFound',
  'listed twice, with another between': 'NotFound',
  "another user's, listed twice": 'NotFound',
  'an id like a key': 'NotFound',
  'the token of the caller': 'NotFound',
} as const satisfies Record<string, 'NotFound' | 'InvalidArgument'>

export type FailureKind = keyof typeof failures

export const failureKinds = Object.keys(failures) as FailureKind[] // The names of the object above.

/** The place of the id that fails among the sessions of its list. */
export const places = [
  'at the first place',
  'in the middle',
  'at the last place',
  'in front of ten unknown ids',
] as const

export type FailurePlace = (typeof places)[number]
