import type { TestSession } from '../sessions/session-registry.ts'
import type { Reading, Readings } from './oracles.ts'

/** What happened on one stage of a check, in order, told by the labels of its sessions: what a picture of it is drawn from. */
export interface CaseTrace {
  /** The case; empty where the check has one stage. */
  name: string
  /** Everybody on the stage, the controller first. */
  sessions: { label: string; userName: string }[]
  events: TraceEvent[]
}

export type TraceEvent =
  | { kind: 'opened' | 'logged-out'; session: string }
  /** `by`: none where the token was nobody's. `ids`: none where the call carried no list; an id that is no session's is a null. */
  | { kind: 'called'; by?: string; ids?: (string | null)[]; answer?: CallAnswer }
  /** What the oracles saw; `later`: when all was looked at once more. */
  | { kind: 'seen'; later: boolean; readings: { session: string; list: Reading['state']; self: Reading['state'] }[] }
  | { kind: 'claimed'; wanted: 'dead' | 'alive'; sessions: string[] }

/** What a call was answered with. */
export interface CallAnswer {
  status: number
  /** The name of the fault, where the answer is one that VI JSON knows. */
  fault?: string
}

/** Writes down what happens on a stage. */
export interface Trace {
  recordOpened(session: TestSession): void
  recordLogout(session: TestSession): void
  /** @returns what is to be told the answer. */
  recordCall(by: TestSession | undefined, ids: readonly unknown[] | undefined): (answer: CallAnswer) => void
  recordReadings(look: Readings): void
  recordLaterReading(session: TestSession, list: Reading['state'], self: Reading['state']): void
  recordExpectation(sessions: readonly TestSession[], wanted: 'dead' | 'alive'): void
  toCaseTrace(name: string): CaseTrace
}

/** @param sessions everybody on the stage, whom others may join later. */
export function createTrace(controller: TestSession, sessions: readonly TestSession[]): Trace {
  const events: TraceEvent[] = []
  const everybody = () => [controller, ...sessions]
  return {
    recordOpened: ({ label }) => {
      events.push({ kind: 'opened', session: label })
    },
    recordLogout: ({ label }) => {
      events.push({ kind: 'logged-out', session: label })
    },
    recordCall(by, ids) {
      const labels = ids?.map((id) => everybody().find(({ key }) => key === id)?.label ?? null)
      const step: TraceEvent = {
        kind: 'called',
        ...(by === undefined ? {} : { by: by.label }),
        ...(labels === undefined ? {} : { ids: labels }),
      }
      events.push(step)
      return (answer) => {
        step.answer = answer
      }
    },
    recordReadings({ sessions }) {
      const readings = [...sessions].map(([{ label }, { list, self }]) => ({
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
    toCaseTrace: (name) => ({
      name,
      sessions: everybody().map(({ label, userName }) => ({ label, userName })),
      events,
    }),
  }
}
