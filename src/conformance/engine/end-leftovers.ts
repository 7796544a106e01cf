import { ignoreUnreachable } from '../../client/ignore-unreachable.ts'
import type { RunContext } from '../context/run-context.ts'
import { unreached } from '../errors/verdict-error.ts'
import type { Masker } from '../redaction/masker.ts'
import { sessionsIn } from '../sessions/readings.ts'
import type { ShownSession } from '../sessions/session-registry.ts'
import { openPipeline } from '../transport/request-pipeline.ts'
import type { Leftovers, RecordedLogin } from '../types.ts'

/** A case of its own: a recorded run that is judged again must not take these requests for others. */
const purpose = { requirement: undefined, caseName: 'leftovers', step: '' }

/**
 * Ends the sessions of earlier runs that sessionList shows with the User-Agent of a recorded login, each in a call of its own, so that one which cannot be ended
 * does not protect the others.
 *
 * @param isDryRun they are found, and nothing is ended.
 * @throws VerdictError `unreached` where sessionList cannot be read.
 */
export async function endLeftovers(
  run: RunContext,
  logins: readonly RecordedLogin[],
  isDryRun = false,
): Promise<Leftovers> {
  const { registry } = run
  const { service } = openPipeline(run, purpose)
  const controller = await run.controllers.current()
  registry.adoptRecorded(logins)
  const listed = await readList()
  const found = registry.adopted()
  const proved = new Set(found.map(({ tag }) => tag))
  const unknown = registry.keepsUserAgents === false ? logins.filter(({ key }) => key === undefined) : []
  const unproved = logins.filter((login) => !proved.has(login.tag) && listed.some((shown) => isLike(shown, login)))
  if (isDryRun || found.length === 0) return { found, left: found, unproved, unknown }
  await Promise.all(found.map(({ key }) => ignoreUnreachable(service.terminateSessions(controller.token, [key]))))
  const after = await readList()
  return { found, left: found.filter(({ key }) => after.some((shown) => shown.key === key)), unproved, unknown }

  async function readList(): Promise<readonly ShownSession[]> {
    const noteCount = registry.noteCount()
    const shown = sessionsIn(await service.sessionList(controller.token))
    if (shown === undefined) throw unreached('sessionList cannot be read, so the sessions of earlier runs are unknown')
    registry.noteListed(shown, noteCount)
    return shown
  }
}

/** What may be told of leftovers: a target chooses the keys that it shows, and one may hold a secret. */
export function maskLeftovers({ found, left, ...others }: Leftovers, masker: Masker): Leftovers {
  const masked = (sessions: Leftovers['found']) =>
    sessions.map(({ tag, key }) => ({ tag, key: masker.holdsSecret(key) ? masker.pseudonymOf(key) : key }))
  return { found: masked(found), left: masked(left), ...others }
}

/** Whether a session may be that of a login, without a proof. */
function isLike({ key, userAgent }: ShownSession, login: RecordedLogin): boolean {
  return key === login.key || userAgent.includes(login.tag)
}
