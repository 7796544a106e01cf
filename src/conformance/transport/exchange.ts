import type { Exchange, Purpose } from '../types.ts'

/** The purpose of requests that are made for the run as a whole. */
export const wholeRun: Purpose = { requirement: undefined, caseName: '', step: '' }

/** The status of the answer; undefined where none came. */
export function statusOf({ answer }: Exchange): number | undefined {
  return answer.kind === 'answered' || answer.kind === 'broken' ? answer.status : undefined
}
