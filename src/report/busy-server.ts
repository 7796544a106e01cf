import type { SuiteResult } from '../conformance/index.ts'
import { plural } from './wording.ts'

/** What a busy server, or a gateway before it, has cost the run, in words: what was sent again, by its reasons, and that less was sent at once. */
export function busyServerLines({ retries, slowdown }: SuiteResult): string[] {
  return [
    ...(retries.length === 0 ? [] : [sentAgain(retries)]),
    ...(slowdown === undefined
      ? []
      : [`the run slowed down to ${slowdown.atOnce} requests at once, because of ${slowdown.reason}`]),
  ]
}

/** `3 requests were sent again, because of a busy server or a gateway: status 503 (2), connection lost (1)` */
function sentAgain(retries: SuiteResult['retries']): string {
  const reasons = [...new Set(retries.map(({ reason }) => reason))]
  const counted = reasons.map((reason) => `${reason} (${retries.filter((one) => one.reason === reason).length})`)
  const were = retries.length === 1 ? 'was' : 'were'
  return `${plural(retries.length, 'request')} ${were} sent again, because of a busy server or a gateway: ${counted.join(', ')}`
}
