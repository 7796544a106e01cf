import type { TestSession } from '../sessions/session-registry.ts'
import type { CallAnswer, CaseTrace, SessionState, TraceEvent } from '../types.ts'
import type { UnmetReading } from './check-context.ts'
import type { Readings } from './oracles.ts'

type Called = Extract<TraceEvent, { kind: 'called' }>

/** Records what happens in one case of a check. */
export interface Trace {
  recordStep(name: string): void
  recordOpened(session: TestSession): void
  recordLogout(session: TestSession): void
  /** @returns what is to be given the answer, and the call that it belongs to. */
  recordCall(
    by: TestSession | undefined,
    ids: readonly unknown[] | undefined,
  ): (answer: CallAnswer, call: object) => void
  /** Records that a call should have been answered otherwise. */
  recordUnmetAnswer(call: object, wanted: string): void
  /** Records what was read, and should not have been. */
  recordUnmetReading(reading: UnmetReading, wanted: string): void
  recordReadings(readings: Readings): void
  recordLaterReading(session: TestSession, list: SessionState, self: SessionState): void
  recordExpectation(sessions: readonly TestSession[], wanted: 'dead' | 'alive'): void
  toCaseTrace(name: string): CaseTrace
}

/** @param sessions those of the case; others may be added to them later. */
export function createTrace(controller: TestSession, sessions: readonly TestSession[]): Trace {
  const events: TraceEvent[] = []
  const eventOf = new WeakMap<object, Called>()
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
      const event: Called = {
        kind: 'called',
        ...(by === undefined ? {} : { by: by.label }),
        ...(labels === undefined ? {} : { ids: labels }),
      }
      events.push(event)
      return (answer, call) => {
        event.answer = answer
        eventOf.set(call, event)
      }
    },
    recordUnmetAnswer(call, wanted) {
      const event = eventOf.get(call)
      if (event !== undefined) event.wanted = wanted
    },
    recordUnmetReading(reading, wanted) {
      if (reading === 'no session') {
        events.push({ kind: 'called', answer: { status: 200 }, wanted })
        return
      }
      const { label } = reading.session
      const read = { session: label, list: 'unreadable' as const, self: 'unreadable' as const }
      const seen = 'list' in reading ? { list: reading.list } : { self: reading.self }
      const isAlive = Object.values(seen).includes('alive')
      events.push({ kind: 'claimed', wanted: isAlive ? 'dead' : 'alive', sessions: [label] })
      events.push({ kind: 'seen', later: false, readings: [{ ...read, ...seen }] })
    },
    recordReadings({ sessions: read, controller: { state } }) {
      const readings = [...read].map(([{ label }, { list, self }]) => ({
        session: label,
        list: list.state,
        self: self.state,
      }))
      // Where it is alive, it goes without saying.
      const lost = state === 'dead' ? [{ session: controller.label, list: state, self: state }] : []
      events.push({ kind: 'seen', later: false, readings: [...readings, ...lost] })
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
