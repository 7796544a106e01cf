import type * as HAR from 'har-format'
import type { Recording, UnreachableReason } from '../../conformance/index.ts'

/** A recorded run: HAR 1.2 with what judging again needs in members that begin with an underscore. */
export interface RecordedHar {
  log: Omit<HAR.Log, 'entries'> & {
    entries: RecordedEntry[]
    /** The options of the run, and how many exchanges were made for each requirement (the run as a whole has an empty name). */
    _vijson: { schema: 'vijson-recording/1'; counts: Record<string, number> } & Pick<
      Recording,
      'target' | 'run' | 'manifest'
    >
  }
}

/** An exchange. `pageref` is the requirement that it was made for; absent where it was made for the run as a whole. */
export type RecordedEntry = HAR.Entry & {
  /** The case of the check that made the request; empty where it has only one. */
  _case: string
  /** The step within the case; absent outside any step. */
  _step?: string
  /** The positions of the request and of its answer among all requests and answers of the run. */
  _sent: number
  _answered: number
  /** Why there is no complete answer. */
  _failure?: { kind: 'broken'; message: string } | { kind: 'unreachable'; reason: UnreachableReason; message: string }
}
