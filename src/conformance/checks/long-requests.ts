import { type Call, summarize } from '../context/terminate-call.ts'

/** The page names no longest list: up to so many ids, a list is one like any other. */
const surelyTaken = 100

/**
 * Whether a list was refused for its length alone. A server, or a gateway before it, may limit the length of a request (RFC 9110, 15.5.14), and any operation
 * may answer with InvalidRequest (the fragment).
 *
 * @param length how many ids it has.
 */
export function isTooLong({ status, outcome }: Call, length: number): boolean {
  if (length <= surelyTaken) return false
  return status === 413 || status === 400 || (outcome.kind === 'fault' && outcome.fault._typeName === 'InvalidRequest')
}

/** What is noted of it. */
export function tooLong(call: Call): string {
  return `a list of more than ${surelyTaken} ids was refused as a whole, as a limit on the length of requests allows: ${summarize(call)}`
}
