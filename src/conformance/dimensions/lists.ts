/** Lengths of lists at which a server might change its way: powers of two and of ten, and their neighbours. */
export const lengths = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 17, 20, 25, 31, 32, 33, 50, 64, 65, 99, 100, 101, 128, 256,
] as const

/** So many ids take more than 64 KB, the first limit of many parsers and gateways. */
export const idsOver64KB = 1800

/** How many open sessions a list has that is carried out: many where they are cloned or left by other checks, because logins are expensive. */
export const longestList = { cloned: 80, loggedIn: 24 }

/** How many open sessions stand before the id that fails in a long list. */
export const longPrefixes = {
  cloned: { own: 8, unknown: 16 },
  loggedIn: { own: 2, unknown: 2 },
}
