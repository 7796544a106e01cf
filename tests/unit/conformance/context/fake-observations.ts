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
}

const reading = (oracle: string, state: SessionState): Reading => ({ state, detail: `${oracle} says ${state}` })

/**
 * Observations of sessions called session 1, session 2, … whose oracles say these states.
 *
 * @param named the indexes of the sessions that the latest call named.
 * @param error thrown when the oracles are read.
 */
export function observing(states: readonly States[], named: readonly number[] = [], error?: Error): FakeObservations {
  const observed = states.map(([list, self], index) => ({
    session: testSession(`session ${index + 1}`),
    both: { list: reading('list', list), self: reading('self', self) },
  }))
  const sessions = observed.map(({ session }) => session)
  const proved: FakeObservations['proved'] = []
  const observations: Observations = {
    async read() {
      if (error !== undefined) throw error
      const readings = new Map(observed.map(({ session, both }) => [session, both]))
      return { sessions: readings, controller: reading('list', 'alive') }
    },
    placeOf: () => 'somewhere',
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
  return { observations, sessions, proved }
}

/** The finding that an expectation throws; 'met' where it throws none. An error without a finding is returned as it is. */
export async function findingOf(expectation: Promise<void>): Promise<unknown> {
  return expectation.then(
    () => 'met',
    (error: unknown) => (error instanceof Error && 'finding' in error ? error.finding : error),
  )
}
