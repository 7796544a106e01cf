import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import type { Outcome } from '../../client/outcome.ts'
import { faultName } from '../errors/fault-name.ts'
import { VerdictError } from '../errors/verdict-error.ts'
import { connectionLost, isPassing } from '../transport/passing.ts'

/** So many rounds in a row may end nothing. */
const maxInVain = 3

/** The wait after a round that has ended nothing, in milliseconds. What was answered in passing has been waited after already. */
const waitMs = 300

/** How sessions are ended, and looked for. */
export interface Rounds {
  /** Names one session in a call of its own. */
  end: (key: string) => Promise<Outcome>
  /** Those of the keys that are still open; undefined where that cannot be read. */
  stillOpen: (keys: readonly string[]) => Promise<readonly string[] | undefined>
  wait: (ms: number) => Promise<void>
  /** Nothing more is sent once it is aborted. */
  signal: AbortSignal
}

/**
 * Ends sessions, each in a call of its own, so that one which cannot be ended does not protect the others; looks for them, and names again what is still open: as long as
 * something ends, and a few times where nothing does, but the answers say nothing of the session, such as those of a busy server.
 *
 * @returns the sessions that are left, and why: `status 503, three times`.
 */
export async function endInRounds(
  keys: readonly string[],
  { end, stillOpen, wait, signal }: Rounds,
): Promise<Map<string, string>> {
  const reasons = new Map<string, string[]>(keys.map((key) => [key, []]))
  let left = keys
  let inVain = 0
  let mayPass = false
  while (left.length > 0 && !signal.aborted && (inVain === 0 || (mayPass && inVain < maxInVain))) {
    if (inVain > 0) await wait(waitMs)
    const named = await Promise.all(left.map(async (key) => ({ key, ...(await tried(end(key))) })))
    const open = await stillOpen(left)
    const success = `answered with success, and ${open === undefined ? 'sessionList could not be read' : 'still in sessionList'}`
    for (const { key, reason = success } of named) reasons.get(key)?.push(reason)
    if (open === undefined) break
    mayPass = named.some(({ key, isPassing }) => isPassing && open.includes(key))
    inVain = open.length < left.length ? 0 : inVain + 1
    left = open
  }
  return new Map(left.map((key) => [key, counted(reasons.get(key) ?? [])]))
}

/** Why naming a session may not have ended it; no reason where the answer is that it has. */
async function tried(calling: Promise<Outcome>): Promise<{ reason?: string; isPassing: boolean }> {
  try {
    const outcome = await calling
    switch (outcome.kind) {
      case 'terminated':
        return { isPassing: true }
      case 'fault':
        return { reason: `the fault ${faultName(outcome.fault)}`, isPassing: false }
      case 'unexpected':
        return { reason: `status ${outcome.status}`, isPassing: isPassing(outcome.status) }
    }
  } catch (error) {
    if (error instanceof VerdictError)
      return { reason: error.finding.code === 'interrupted' ? 'interrupted' : error.message, isPassing: false }
    if (error instanceof BrokenAnswer) return { reason: 'an incomplete answer', isPassing: true }
    if (!(error instanceof TargetUnreachable)) throw error
    const isLost = error.reason === 'reset'
    return { reason: isLost ? connectionLost : `no answer (${error.reason})`, isPassing: isLost }
  }
}

/** `status 503, three times; connection lost`. What was not named was left because of an interruption. */
function counted(reasons: readonly string[]): string {
  if (reasons.length === 0) return 'interrupted'
  return [...new Set(reasons)]
    .map((reason) => {
      const count = reasons.filter((one) => one === reason).length
      const times = ['', 'twice', 'three times'][count - 1] ?? `${count} times`
      return times === '' ? reason : `${reason}, ${times}`
    })
    .join('; ')
}
