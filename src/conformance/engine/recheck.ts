import type { RunContext } from '../context/run-context.ts'
import { sessionsInLongLists } from '../dimensions/lists.ts'
import { isTargetError, VerdictError } from '../errors/verdict-error.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import { ensureAlive } from '../sessions/shared-session.ts'
import { openClosingPipeline, openPipeline } from '../transport/request-pipeline.ts'
import type { Purpose } from '../types.ts'
import { recheckAndClose } from './recheck-sessions.ts'
import type { CheckedRequirements } from './run-check.ts'
import type { Selected } from './selection.ts'
import { verdictAt } from './verdicts.ts'

/**
 * Rechecks what some checks have proved, and closes the sessions of all checks so far. A claim that no longer holds replaces the verdict of a passed check.
 *
 * @param keepsLiving leaves open, for a check that needs many, sessions that are alive.
 */
export async function recheck(
  run: RunContext,
  which: readonly Selected[],
  checked: CheckedRequirements,
  purpose: Purpose,
  keepsLiving = false,
): Promise<void> {
  if (run.signal.aborted) return // The cleanup closes what there is.
  const { service } = openPipeline(run, purpose)
  const controller = await ensureAlive(service, run.controllers).catch((error: unknown) => {
    if (isTargetError(error)) return undefined
    throw error
  })
  if (controller === undefined) return // Without a controller, sessionList cannot be read.
  const observations = new Map(which.map((one) => [one, checked.get(one)?.observations ?? []]))
  const claimed = new Set([...observations.values()].flat().flatMap(({ claims }) => [...claims.keys()]))
  const sessions = run.registry.opened.filter(
    (session) => !session.isShared && (session.state === 'open' || claimed.has(session)),
  )
  const closing = openClosingPipeline(run, purpose).service
  const keep = (session: TestSession) => keepsLiving && keepLiving(run, session)
  const changes = await recheckAndClose(closing, run.registry, controller, sessions, observations, keep).catch(
    (error: unknown) => {
      // What could not be rechecked is not known to hold; the cleanup closes what there is.
      if (error instanceof VerdictError) return new Map(which.map((one) => [one, error]))
      throw error
    },
  )
  for (const [one, change] of changes) replaceVerdict(one, change, checked)
}

function keepLiving({ left, registry }: RunContext, session: TestSession): boolean {
  if (session.state !== 'open' || left.length >= sessionsInLongLists.cloned || registry.statusOf(session.key) !== 'own')
    return false
  left.push(session)
  return true
}

function replaceVerdict(one: Selected, change: VerdictError, checked: CheckedRequirements): void {
  const outcome = checked.get(one)
  if (outcome?.result.verdict !== 'pass' || one.level === 'observed') return
  const { verdict, finding } = change
  checked.set(one, { ...outcome, result: { ...outcome.result, verdict: verdictAt(one.level, verdict), finding } })
}
