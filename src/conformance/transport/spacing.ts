/** Keeps requests of one operation apart where the server says that they are too many: fewer at once do not help where it counts them by time. */
export interface Spacing {
  /** Waits until a request of an operation may be sent. */
  turn(member: string): Promise<void>
  /** Notes an answer. @param sentAt when its request was sent, by the clock of the run. */
  note(member: string, status: number, sentAt: number): void
}

/** How far apart the requests of an operation are sent. */
interface Gap {
  ms: number
  /** When the last one went, and what it waited for. */
  sentAt: number
  queue: Promise<void>
  /** What was sent before says nothing about it. */
  changedAt: number
  /** How often it has grown: the more often, the longer it stays. */
  grown: number
  /** Other answers since the last change. */
  calm: number
  /** How many of the latest answers said that there were too many: from 0 to 1, the latest counting most. */
  share: number
}

/** In milliseconds. */
const gaps = { first: 10, longest: 1000 }
/** Where more of the latest answers are a 429, the server counts by time. One in five or fewer is weather, which comes as often at any distance. */
const mostInPassing = 0.25
/** How much each answer counts. */
const weight = 0.1
/** After so many answers, and twice as many each time that the gap has grown, it is halved. */
const calmAnswers = 20

/** @param now the clock, in milliseconds. */
export function createSpacing(now: () => number, wait: (ms: number) => Promise<void>): Spacing {
  const byMember = new Map<string, Gap>()

  function grow(member: string, sentAt: number): void {
    const gap = byMember.get(member) ?? { ...none }
    byMember.set(member, gap)
    if (sentAt < gap.changedAt) return
    gap.share += weight * (1 - gap.share)
    if (gap.share <= mostInPassing) return
    gap.ms = Math.min(Math.max(gaps.first, gap.ms * 2), gaps.longest)
    gap.changedAt = now()
    gap.grown += 1
    gap.calm = 0
  }

  return {
    async turn(member) {
      const gap = byMember.get(member)
      if (gap === undefined || gap.ms === 0) return
      // One after the other: on a busy machine, two timers may end at once.
      gap.queue = gap.queue.then(async () => {
        const left = gap.sentAt + gap.ms - now()
        if (left > 0) await wait(left)
        gap.sentAt = now()
      })
      await gap.queue
    },
    note(member, status, sentAt) {
      if (status === 429) return grow(member, sentAt)
      const gap = byMember.get(member)
      if (gap === undefined) return
      gap.share -= weight * gap.share
      gap.calm += 1
      if (gap.calm < calmAnswers * 2 ** gap.grown) return
      gap.ms = gap.ms <= gaps.first ? 0 : gap.ms / 2
      gap.calm = 0
    },
  }
}

const none: Gap = {
  ms: 0,
  sentAt: Number.NEGATIVE_INFINITY,
  queue: Promise.resolve(),
  changedAt: Number.NEGATIVE_INFINITY,
  grown: 0,
  calm: 0,
  share: 0,
}
