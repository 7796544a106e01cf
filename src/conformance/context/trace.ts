import type { TestSession } from '../sessions/session-registry.ts'
import type { CallAnswer, CaseTrace, SessionState, TraceEvent } from '../types.ts'
import type { Readings } from './oracles.ts'

/** Records what happens in one case of a check. */
export interface Trace {
  recordStep(name: string): void
  recordOpened(session: TestSession): void
  recordLogout(session: TestSession): void
  /** @returns what is to be given the answer. */
  recordCall(by: TestSession | undefined, ids: readonly unknown[] | undefined): (answer: CallAnswer) => void
  recordReadings(readings: Readings): void
  recordLaterReading(session: TestSession, list: SessionState, self: SessionState): void
  recordExpectation(sessions: readonly TestSession[], wanted: 'dead' | 'alive'): void
  toCaseTrace(name: string): CaseTrace
}

/** @param sessions those of the case; others may be added to them later. */
export function createTrace(controller: TestSession, sessions: readonly TestSession[]): Trace {
  const events: TraceEvent[] = []
  const all = () => [controller, ...sessions]
  return {
    recordStep: (name) => {
      events.push({ kind: 'step', name })
    },
    recordOpened: ({ label }) => {
      events.push({ kind: 'opened', session: label })
    },
    recordLogout: ({ label }) => {
      events.push({ kind: 'logged-out', session: label })
    },
    recordCall(by, ids) {
      const labels = ids?.map((id) => all().find(({ key }) => key === id)?.label ?? null)
      const event: TraceEvent = {
        kind: 'called',
        ...(by === undefined ? {} : { by: by.label }),
        ...(labels === undefined ? {} : { ids: labels }),
      }
      events.push(event)
      return (answer) => {
        event.answer = answer
      }
    },
    recordReadings({ sessions: read }) {
      const readings = [...read].map(([{ label }, { list, self }]) => ({
        session: label,
        list: list.state,
        self: self.state,
      }))
      events.push({ kind: 'seen', later: false, readings })
    },
    recordLaterReading(session, list, self) {
      events.push({ kind: 'seen', later: true, readings: [{ session: session.label, list, self }] })
    },
    recordExpectation(claimed, wanted) {
      events.push({ kind: 'claimed', wanted, sessions: claimed.map(({ label }) => label) })
    },
    toCaseTrace: (name) => ({ name, sessions: all().map(({ label, userName }) => ({ label, userName })), events }),
  }
}
