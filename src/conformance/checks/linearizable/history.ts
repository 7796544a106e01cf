import type { Call } from '../../context/terminate-call.ts'

/** One step of a call that is done as a whole: what it needs of the state of a session, and what it changes. */
export type HistoryStep =
  | { kind: 'begin' | 'end' | 'is-alive' | 'is-dead'; session: string }
  /** A list: these sessions are alive, and no other of the history. */
  | { kind: 'shows'; sessions: ReadonlySet<string> }

/** A call of a history, with the numbers of the events at which it was sent and answered. */
export interface Operation {
  /** The session that made it. */
  caller: string
  /** What was asked and answered, in words: `terminates session 2: 204`. */
  words: string
  sent: number
  answered: number
  /** The steps that it may have consisted of: an answer need not say at which id a call has stopped. */
  alternatives: readonly (readonly HistoryStep[])[]
  /** The TerminateSession that it is. */
  call?: Call
  /** It changes nothing: without it, a history is no less wrong. */
  isRead: boolean
}

/** The sessions that are alive. */
type State = ReadonlySet<string>

/** The state after a step; undefined where the step is not possible. */
export function after(state: State, step: HistoryStep): State | undefined {
  switch (step.kind) {
    case 'begin':
      return state.has(step.session) ? undefined : new Set([...state, step.session])
    case 'end':
      return state.has(step.session) ? new Set([...state].filter((session) => session !== step.session)) : undefined
    case 'is-alive':
      return state.has(step.session) ? state : undefined
    case 'is-dead':
      return state.has(step.session) ? undefined : state
    case 'shows':
      return state.size === step.sessions.size && [...state].every((session) => step.sessions.has(session))
        ? state
        : undefined
  }
}
