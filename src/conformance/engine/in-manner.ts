import { knownReleases } from '../../client/release.ts'
import type { Manner } from '../context/check-context.ts'
import type { RunContext } from '../context/run-context.ts'
import { sessionsIn } from '../sessions/readings.ts'
import { openPipeline } from '../transport/request-pipeline.ts'
import type { Purpose, Transport } from '../types.ts'

/** A run whose requests are sent in another manner. */
export async function inManner(
  run: RunContext,
  oneConnection: () => Promise<Transport>,
  manner: Manner,
  purpose: Purpose,
): Promise<RunContext> {
  switch (manner) {
    case 'one connection':
      return { ...run, transport: await oneConnection() }
    case 'oldest release':
      return underFirst(olderThan(run.address.release).toReversed(), run, purpose)
    case 'next older release':
      return underFirst(olderThan(run.address.release), run, purpose)
  }
}

/** Of a release that is not among them, too: the newest comes first. */
function olderThan(release: string): readonly string[] {
  return knownReleases.filter((known) => known.localeCompare(release, 'en', { numeric: true }) < 0)
}

/** Under the first of the releases that the target accepts: that of the run is in the path of every other request. */
async function underFirst(releases: readonly string[], run: RunContext, purpose: Purpose): Promise<RunContext> {
  const { token } = await run.controllers.current()
  for (const candidate of releases) {
    const there = { ...run, address: { ...run.address, release: candidate } }
    if (sessionsIn(await openPipeline(there, purpose).service.sessionList(token)) !== undefined) return there
  }
  return run // It accepts its own alone.
}
