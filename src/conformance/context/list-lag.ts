/** Grants a sessionList that is a moment behind the sessions themselves up to a second. */
export interface ListLag {
  /** Reads again while the list is behind, within the limit. @param isBehind whether a session's own token says what is wanted, and the list does not yet. */
  settle<Read>(read: () => Promise<Read>, isBehind: (read: Read) => boolean): Promise<Read>
  /** Whether a list was behind, and caught up. */
  readonly wasSeen: boolean
}

/** The waits between reads, in milliseconds: one second in all. */
const waits = [10, 30, 60, 100, 200, 300, 300]

/** @param wait waits; at once where a recorded run is judged again. */
export function createListLag(wait: (ms: number) => Promise<void>): ListLag {
  let wasSeen = false
  /** A list that has not caught up once is wrong, and is not waited for again. */
  let hasGivenUp = false
  return {
    get wasSeen() {
      return wasSeen
    },
    async settle(read, isBehind) {
      let latest = await read()
      for (const ms of waits) {
        if (hasGivenUp || !isBehind(latest)) return latest
        await wait(ms)
        latest = await read()
        if (!isBehind(latest)) wasSeen = true
      }
      if (isBehind(latest)) hasGivenUp = true
      return latest
    },
  }
}
