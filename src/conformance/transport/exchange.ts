import type { UnreachableReason } from '../../client/errors.ts'

/** What a request was made for. */
export interface Purpose {
  /** None where it was made for the run as a whole. */
  requirement: string | undefined
  /** The stage of its check, where that has more than one. */
  caseName: string
}

/** What is made for the run as a whole. */
export const wholeRun: Purpose = { requirement: undefined, caseName: '' }

/** One request of a run and what came back. Secrets, and what is other people's, stand in it as pseudonyms. */
export interface Exchange extends Purpose {
  /** Its place among the requests of the run, in the order in which they were sent. */
  index: number
  /** Its place among all that was sent and answered. */
  sentAs: number
  /** Milliseconds since 1970. */
  startedAt: number
  durationMs: number
  method: string
  /** The path, without the host. */
  path: string
  /** With its question mark, or empty. */
  query: string
  headers: HeaderList
  /** None where the request had no body. */
  body: string | undefined
  answer: ExchangeAnswer
}

/** The headers of a message, names in lower case. */
export type HeaderList = readonly (readonly [name: string, value: string])[]

/** What became of a request. `place` is that of the answer among all that was sent and answered. */
export type ExchangeAnswer =
  | { kind: 'answered'; place: number; status: number; headers: HeaderList; body: AnswerBody }
  | { kind: 'broken'; place: number; status: number; message: string }
  | { kind: 'unreachable'; place: number; reason: UnreachableReason; message: string }
  /** Not sent at all: the target had been given up. */
  | { kind: 'unsent' }

/** Too much of what was answered is not kept. */
export type AnswerBody = { kind: 'kept'; text: string } | { kind: 'left-out'; length: number }

/** The status of the answer, where one came. */
export function statusOf({ answer }: Exchange): number | undefined {
  return answer.kind === 'answered' || answer.kind === 'broken' ? answer.status : undefined
}
