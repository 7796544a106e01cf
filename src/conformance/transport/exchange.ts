import { tokenHeader } from '../../client/service.ts'
import type { Exchange, HeaderList, Purpose } from '../types.ts'

/** The purpose of requests that are made for the run as a whole. */
export const wholeRun: Purpose = { requirement: undefined, caseName: '', step: '' }

/** The status of the answer; undefined where none came. */
export function statusOf({ answer }: Exchange): number | undefined {
  return answer.kind === 'answered' || answer.kind === 'broken' ? answer.status : undefined
}

/** The value of a header; undefined where it is missing. @param wanted its name in lower case. */
export function headerOf(headers: HeaderList, wanted: string): string | undefined {
  return headers.find(([name]) => name === wanted)?.[1]
}

/** The token in the headers of a request, or of the answer to a login. */
export function tokenIn(headers: HeaderList): string | undefined {
  return headerOf(headers, tokenHeader)
}
