/** How a session that is to be ended began, and what was done with it before. */
export const lives = [
  'a session of the second account, opened by Login',
  'a clone whose original session logged out',
  'a session of the second account, opened by CloneSession',
  'a session of the second account that was never used',
  'a session that was never used',
  'a clone that was never used',
  'a session that made calls and was listed in calls that failed',
  'a session that a browser has begun',
  'a session begun by the user name in the other letter case',
  'a session begun by the user name in its other form',
] as const

/** What takes seconds: left out where sessions are not left alone. */
export const longLives = ['idle for some time', 'in use for some time'] as const

/** What a session does while it is ended. */
export const activities = [
  'with requests under way',
  'while it terminates another',
  'while it holds a clone ticket',
] as const

/** The sessions that are the only ones of their user: the first that the user has begun. */
export const onlySessions = [
  'the only session of the second account',
  "the only other session of the caller's user",
] as const

/** What a caller was and did before its calls. */
export const callers = [
  'a caller after many calls that were answered with faults',
  'a caller with its first call',
  'a caller that lists its own id in its first call',
  'a caller with two calls at once',
  'a caller on a connection that others use',
  'a caller in another language',
] as const

/** What takes seconds: left out where sessions are not left alone. */
export const longCallers = ['a caller that was idle for some time'] as const

/** What a caller without the privilege lists. */
export const unprivilegedLists = [
  'a session of another user',
  "a session of the caller's user",
  'a clone of the caller',
  "a session of the caller's user, then one of another",
  'a session of another user, then one of its own',
  "the caller's own id",
  "the caller's own id, then a session",
  "a session, then the caller's own id",
  'a session between unknown ids',
  'a session twice',
  'sessions before many unknown ids',
  'a session after many unknown ids',
] as const

/** How the token of a session comes to be invalid. */
export const endings = ['the token of a logged-out session', 'the token of a terminated session'] as const
