import { mayStand } from '../transport/passing.ts'
import type { Unjudged, Weather } from '../transport/weather.ts'

/** How often in a row one call is judged that is answered in passing, while the target answers other requests. What still stands then is the finding. */
const maxInARow = 5
/** How often a check or a case is run in all. Where it has many calls, each may be answered so now and then. */
const maxRuns = 10
/** How often while the target answers nothing at all: it is down then. */
const maxUnanswered = 3

/** Something that was run, and the calls that came to nothing in it. */
interface Attempt {
  unjudged: Unjudged
}

/** The last attempt. `reason`: why its calls were not judged, to the end; undefined where they were, or where what they were answered is a finding. */
interface Judged<Ended> {
  ended: Ended
  reason: string | undefined
}

/**
 * Runs a check, or a case of one, and again where its calls were answered in passing: by a busy server, or a gateway before it.
 *
 * @param run runs it, with fresh sessions; it is told how often it has run.
 * @param noteAgain is told why it runs again.
 */
export async function untilJudged<Ended extends Attempt>(
  weather: Weather,
  signal: AbortSignal,
  run: (made: number) => Promise<Ended>,
  noteAgain: (reason: string) => void,
): Promise<Judged<Ended>> {
  const inARow = new Map<number, number>()
  const before = weather.sent
  let unanswered = 0
  for (let made = 1; ; made += 1) {
    const sent = weather.sent
    const ended = await run(made - 1)
    unanswered = weather.hasAnsweredSince(sent) ? 0 : unanswered + 1
    const { unjudged } = ended
    for (const place of inARow.keys()) if (!unjudged.has(place)) inARow.delete(place)
    for (const place of unjudged.keys()) inARow.set(place, (inARow.get(place) ?? 0) + 1)
    const [reason] = unjudged.values()
    if (reason === undefined) {
      if (made > 1) weather.noteRecovered()
      return { ended, reason }
    }
    const isItsOwn = mayStand(reason) && Math.max(...inARow.values()) >= maxInARow
    if (isItsOwn && weather.hasAnsweredSince(before)) weather.noteStanding()
    if (weather.isStanding) return { ended, reason: undefined }
    const isFinal = made === maxRuns || unanswered === maxUnanswered || weather.hasGivenUp || signal.aborted
    if (isFinal) return { ended, reason }
    noteAgain(reason)
  }
}
