import type { TestSession } from '../sessions/session-registry.ts'
import type { Look, Sight } from './oracles.ts'

/** What happened on one stage of a check, in order, told by the labels of its sessions: what a picture of it is drawn from. */
export interface StageTrace {
  /** The case; empty where the check has one stage. */
  name: string
  /** Everybody on the stage, the controller first. */
  sessions: { label: string; userName: string }[]
  steps: TraceStep[]
}

export type TraceStep =
  | { kind: 'opened' | 'logged-out'; session: string }
  /** `by`: none where the token was nobody's. `ids`: none where the call carried no list; an id that is no session's is a null. */
  | { kind: 'called'; by?: string; ids?: (string | null)[]; answer?: CallAnswer }
  /** What the oracles saw; `later`: when all was looked at once more. */
  | { kind: 'seen'; later: boolean; sights: { session: string; list: Sight['state']; self: Sight['state'] }[] }
  | { kind: 'claimed'; wanted: 'dead' | 'alive'; sessions: string[] }

/** What a call was answered with. */
export interface CallAnswer {
  status: number
  /** The name of the fault, where the answer is one that VI JSON knows. */
  fault?: string
}

/** Writes down what happens on a stage. */
export interface Trace {
  opened(session: TestSession): void
  loggedOut(session: TestSession): void
  /** @returns what is to be told the answer. */
  called(by: TestSession | undefined, ids: readonly unknown[] | undefined): (answer: CallAnswer) => void
  seen(look: Look): void
  seenLater(session: TestSession, list: Sight['state'], self: Sight['state']): void
  claimed(sessions: readonly TestSession[], wanted: 'dead' | 'alive'): void
  told(name: string): StageTrace
}

/** @param sessions everybody on the stage, whom others may join later. */
export function createTrace(controller: TestSession, sessions: readonly TestSession[]): Trace {
  const steps: TraceStep[] = []
  const everybody = () => [controller, ...sessions]
  return {
    opened: ({ label }) => {
      steps.push({ kind: 'opened', session: label })
    },
    loggedOut: ({ label }) => {
      steps.push({ kind: 'logged-out', session: label })
    },
    called(by, ids) {
      const labels = ids?.map((id) => everybody().find(({ key }) => key === id)?.label ?? null)
      const step: TraceStep = {
        kind: 'called',
        ...(by === undefined ? {} : { by: by.label }),
        ...(labels === undefined ? {} : { ids: labels }),
      }
      steps.push(step)
      return (answer) => {
        step.answer = answer
      }
    },
    seen({ sightings }) {
      const sights = [...sightings].map(([{ label }, { list, self }]) => ({
        session: label,
        list: list.state,
        self: self.state,
      }))
      steps.push({ kind: 'seen', later: false, sights })
    },
    seenLater(session, list, self) {
      steps.push({ kind: 'seen', later: true, sights: [{ session: session.label, list, self }] })
    },
    claimed(claimed, wanted) {
      steps.push({ kind: 'claimed', wanted, sessions: claimed.map(({ label }) => label) })
    },
    told: (name) => ({ name, sessions: everybody().map(({ label, userName }) => ({ label, userName })), steps }),
  }
}
