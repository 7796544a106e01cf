import { ignoreUnreachable } from '../../client/ignore-unreachable.ts'
import type { SessionService } from '../../client/service.ts'
import type { RunContext } from '../context/run-context.ts'
import { unreached } from '../errors/verdict-error.ts'
import type { Masker } from '../redaction/masker.ts'
import { endInRounds } from '../sessions/end-in-rounds.ts'
import { shownTagOf } from '../sessions/login-tag.ts'
import { sessionsIn } from '../sessions/readings.ts'
import type { ShownSession } from '../sessions/session-registry.ts'
import { openClosingPipeline, openPipeline } from '../transport/request-pipeline.ts'
import type { Leftovers, RecordedLogin } from '../types.ts'

/** How sessionList shows a session of an earlier run. */
type ShownLeftover = NonNullable<Leftovers['found'][number]['shown']>

/** A case of its own: a recorded run that is judged again must not take these requests for others. */
const purpose = { requirement: undefined, caseName: 'leftovers', step: '' }

/**
 * Ends the sessions of earlier runs that sessionList shows with the User-Agent of a recorded login, and names again what it still shows. Where the run is interrupted
 * then, it tells what was ended by that time.
 *
 * @param isDryRun they are found, and nothing is ended.
 * @throws VerdictError `unreached` where sessionList cannot be read, or the run was interrupted before.
 */
export async function endLeftovers(
  run: RunContext,
  logins: readonly RecordedLogin[],
  isDryRun = false,
): Promise<Leftovers> {
  const { registry, signal, wait } = run
  const { service } = openPipeline(run, purpose)
  const controller = await run.controllers.current()
  registry.adoptRecorded(logins)
  const listed = await readList(service)
  if (listed === undefined) throw unreached('sessionList cannot be read, so the sessions of earlier runs are unknown')
  const adopted = registry.adopted()
  const found = adopted.map((one) => ({ ...one, shown: leftoverIn(listed, one.key) }))
  const proved = new Set(found.map(({ tag }) => tag))
  const unknown = registry.keepsUserAgents === false ? logins.filter(({ key }) => key === undefined) : []
  const unproved = logins.filter(
    (login) => !proved.has(login.tag) && listed.some((shown) => isLike(shown, login, logins)),
  )
  if (isDryRun || found.length === 0) return { found, left: adopted, unproved, unknown }
  // What became of them is read after an interruption, too.
  const closing = openClosingPipeline(run, purpose).service
  const keys = found.map(({ key }) => key)
  const left = await endInRounds(keys, {
    async end(key) {
      // A later list may show another session with it.
      if (registry.statusOf(key) !== 'own') throw unreached('its key is that of another session by now')
      return service.terminateSessions(controller.token, [key])
    },
    async stillOpen(named) {
      const after = await ignoreUnreachable(readList(closing))
      return after && named.filter((key) => after.some((shown) => shown.key === key))
    },
    wait,
    signal,
  })
  const reasonFor = ({ tag, key }: { tag: string; key: string }) => {
    const reason = left.get(key)
    return reason === undefined ? [] : [{ tag, key, reason }]
  }
  return { found, left: adopted.flatMap(reasonFor), unproved, unknown }

  async function readList({ sessionList }: SessionService): Promise<readonly ShownSession[] | undefined> {
    const noteCount = registry.noteCount()
    const shown = sessionsIn(await sessionList(controller.token))
    if (shown !== undefined) registry.noteListed(shown, noteCount)
    return shown
  }
}

/** What may be told of leftovers: a target chooses what it shows, which may hold a secret. */
export function maskLeftovers({ found, left, ...others }: Leftovers, masker: Masker): Leftovers {
  const maskedKey = (key: string) => (masker.holdsSecret(key) ? masker.pseudonymOf(key) : key)
  const tellable = (shown: ShownLeftover | undefined) =>
    shown !== undefined && masker.holdsSecret(shown.userAgent) ? undefined : shown
  return {
    found: found.map(({ key, shown, ...one }) => ({ ...one, key: maskedKey(key), shown: tellable(shown) })),
    left: left.map(({ key, ...one }) => ({ ...one, key: maskedKey(key) })),
    ...others,
  }
}

function leftoverIn(listed: readonly ShownSession[], key: string): ShownLeftover | undefined {
  const shown = listed.find((one) => one.key === key)
  if (shown === undefined) return undefined
  const began = Date.parse(shown.loginTime ?? '')
  return { since: Number.isNaN(began) ? undefined : new Date(began).toISOString(), userAgent: shown.userAgent }
}

/** Whether a session may be that of a login, without a proof. */
function isLike({ key, userAgent }: ShownSession, login: RecordedLogin, logins: readonly RecordedLogin[]): boolean {
  if (key === login.key) return true
  return userAgent.includes(shownTagOf(login)) && !logins.some((other) => other.key === key)
}
