/** Lengths of lists at which a server might change its way: powers of two and of ten, and their neighbours. */
export const lengths = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 17, 20, 25, 31, 32, 33, 50, 64, 65, 99, 100, 101, 128, 256,
] as const

/** So many ids take more than 64 KB, the first limit of many parsers and gateways. */
export const idsOver64KB = 1800

/**
 * How many open sessions stand in long lists: before an unknown id, before the caller's own id, and alone. More than the sizes at which servers divide their work, 16 and 64, and once just as many.
 * Fewer where they log in: logins are expensive.
 */
export const longLists = {
  cloned: { own: 10, unknown: 65, alone: 16 },
  loggedIn: { own: 11, unknown: 11, alone: 2 },
}

/** In words: `96 open sessions after an unknown id, 65 before one, …`. */
export function describeLists(lists: (typeof longLists)['cloned']): string {
  const { own, unknown, alone } = lists
  return `${sum(lists)} open sessions after an unknown id, ${unknown} before one, ${own} before the caller's own id, ${alone} alone`
}

/** How many open sessions all of these take. */
export const sessionsInLongLists = { cloned: sum(longLists.cloned), loggedIn: sum(longLists.loggedIn) }

function sum({ own, unknown, alone }: (typeof longLists)['cloned']): number {
  return own + unknown + alone
}
