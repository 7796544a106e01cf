/** How a session that is to be ended began, and what was done with it before. */
export const lives = [
  'of the second principal, begun by Login',
  'begun by CloneSession, its first session logged out',
  'of the second principal, begun by CloneSession',
  'of the second principal, never used',
  'that was never used',
  'begun by CloneSession, never used',
  'that has made calls, and was named by calls, which failed',
] as const

/** What takes seconds: left out where sessions are not left alone. */
export const longLives = ['idle for some time', 'in use for some time'] as const

/** What a session does while it is ended. */
export const activities = ['with requests under way', 'while it terminates another'] as const

/** What a caller was and did before its calls. */
export const callers = [
  'that has made many calls, answered with faults',
  'with its first call',
  'with its own id in its first call',
  'with two calls at once',
  'on a connection that others use',
] as const

/** What a caller without the privilege lists. */
export const unprivilegedLists = [
  'a session of another user',
  'a session of its own user',
  'a clone of the caller',
  'a session of its own user, then one of another',
  'a session of another user, then one of its own',
  'own id, then a session',
  'a session, then own id',
  'a session between unknown ids',
  'a session twice',
  'sessions before many unknown ids',
  'a session after many unknown ids',
] as const

/** How the token of a session comes to be invalid. */
export const endings = ['the token of a logged-out session', 'the token of a terminated session'] as const
