/** How many bytes of an answer are read: a target decides what it sends, and must not decide how much memory that takes. */
export interface BodyLimit {
  /** The limit for the answer to a request. */
  of(url: string): number
  /** Learns the size of a complete answer. */
  note(url: string, bytes: number): void
}

/** A fault with its causes, or a sessionList of five thousand sessions. */
const ordinaryBytes = 2_097_152
/** Eighty thousand sessions. */
const longestListBytes = 33_554_432
/** How much longer than the first list the later ones may be: others log on, too. */
const growth = 4

/**
 * Limits what is read: to the given number or, without one, to 2 MB. Only a sessionList may be longer, because it grows with the users of a target: the
 * first one up to 32 MB, the others up to four times the first.
 */
export function bodyLimit(given: number | undefined): BodyLimit {
  let listBytes: number | undefined
  return {
    of(url) {
      if (given !== undefined) return given
      return isList(url) ? (listBytes ?? longestListBytes) : ordinaryBytes
    },
    note(url, bytes) {
      if (isList(url)) listBytes ??= Math.min(Math.max(ordinaryBytes, growth * bytes), longestListBytes)
    },
  }
}

function isList(url: string): boolean {
  return new URL(url).pathname.endsWith('/sessionList')
}
