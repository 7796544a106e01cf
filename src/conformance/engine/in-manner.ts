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
      return underOldestRelease(run, purpose)
  }
}

/** Under the oldest release that the target accepts: the newer ones are in the path of every other request. */
async function underOldestRelease(run: RunContext, purpose: Purpose): Promise<RunContext> {
  const { release } = run.address
  const older = knownReleases.slice((knownReleases as readonly string[]).indexOf(release) + 1).toReversed()
  const { token } = await run.controllers.current()
  for (const candidate of older) {
    const there = { ...run, address: { ...run.address, release: candidate } }
    if (sessionsIn(await openPipeline(there, purpose).service.sessionList(token)) !== undefined) return there
  }
  return run // Its own is the oldest.
}
