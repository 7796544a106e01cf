import type { Observations } from '../../../../src/conformance/context/observations.ts'
import { createTrace } from '../../../../src/conformance/context/trace.ts'
import type { Reading } from '../../../../src/conformance/sessions/readings.ts'
import type { TestSession } from '../../../../src/conformance/sessions/session-registry.ts'
import type { SessionState } from '../../../../src/conformance/types.ts'
import { testSession } from '../../../support/scripted.ts'

/** What the two oracles say of one session: list, then self. */
export type States = readonly [list: SessionState, self: SessionState]

export interface FakeObservations {
  observations: Observations
  sessions: TestSession[]
  /** The label and the state of each session that was proved. */
  proved: [label: string, state: 'dead' | 'alive'][]
  /** How often the oracles were read. */
  reads(): number
}

const reading = (oracle: string, state: SessionState): Reading => ({ state, detail: `${oracle} says ${state}` })

/**
 * Observations of sessions called session 1, session 2, … whose oracles say these states.
 *
 * @param named the indexes of the sessions that the latest call named.
 * @param error thrown when the oracles are read.
 * @param later the states at each further read; the last ones stay.
 */
export function observing(
  states: readonly States[],
  named: readonly number[] = [],
  error?: Error,
  later: readonly (readonly States[])[] = [],
): FakeObservations {
  const sessions = states.map((_, index) => testSession(`session ${index + 1}`))
  const proved: FakeObservations['proved'] = []
  let reads = 0
  let latest: readonly States[] = states
  const read = async () => {
    if (error !== undefined) throw error
    if (reads > 0) latest = later[reads - 1] ?? latest
    reads += 1
    const readings = new Map(
      latest.map(([list, self], index) => [
        sessions[index] ?? testSession('missing'),
        { list: reading('list', list), self: reading('self', self) },
      ]),
    )
    return { sessions: readings, controller: reading('list', 'alive') }
  }
  const observations: Observations = {
    read,
    readAgain: read,
    placeOf: () => 'somewhere',
    latestAnswer: () => '204',
    named: () => named.flatMap((index) => sessions.slice(index, index + 1)),
    isByController: () => true,
    recordCall: () => () => {},
    recordOpened: () => {},
    recordLogout: () => {},
    recordProof: ({ label }, state) => {
      proved.push([label, state])
    },
    claims: new Map(),
    trace: createTrace(testSession('the controller'), sessions),
  }
  return { observations, sessions, proved, reads: () => reads }
}

/** The finding that an expectation throws; 'met' where it throws none. An error without a finding is returned as it is. */
export async function findingOf(expectation: Promise<void>): Promise<unknown> {
  return expectation.then(
    () => 'met',
    (error: unknown) => (error instanceof Error && 'finding' in error ? error.finding : error),
  )
}
