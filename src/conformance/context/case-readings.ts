import type { SessionService } from '../../client/service.ts'
import { tokens } from '../dimensions/tokens.ts'
import { unreached } from '../errors/verdict-error.ts'
import { readOwnSession, sessionsIn, shownSession } from '../sessions/readings.ts'
import type { SessionRegistry, TestSession } from '../sessions/session-registry.ts'
import type { CheckContext } from './check-context.ts'
import { detailsIn } from './session-details.ts'

/** Reads that a check makes besides the oracles. */
export function createCaseReadings(
  service: SessionService,
  controller: TestSession,
  registry: SessionRegistry,
): Pick<
  CheckContext,
  'canReadList' | 'readingWith' | 'isListed' | 'listedDetails' | 'isActive' | 'keysListedBy' | 'isLoggedOn'
> {
  const readList = async () => {
    const noteCount = registry.noteCount()
    const answer = await service.sessionList(controller.token)
    const shown = sessionsIn(answer)
    if (shown === undefined) throw unreached('sessionList, read by the controller, is not a list of sessions')
    registry.noteListed(shown, noteCount)
    return { answer, shown }
  }
  const canReadList = async (token: string | undefined) => sessionsIn(await service.sessionList(token)) !== undefined
  return {
    canReadList: ({ token }) => canReadList(token),
    async readingWith(given) {
      const token =
        typeof given === 'string' ? tokens[given]({ ...controller, listedKey: controller.key }) : given.token
      if (await canReadList(token)) return 'sessionList'
      const answer = await service.currentSession(token)
      if (answer.kind === 'value' && shownSession(answer.value) !== undefined) return 'currentSession'
      if (typeof given === 'string') return undefined
      const { kind } = await service.sessionIsActive(
        given.token,
        controller.key,
        controller.shownName ?? controller.userName,
      )
      if (kind === 'value') return 'SessionIsActive'
      return (await service.acquireCloneTicket(given.token)).kind === 'value' ? 'AcquireCloneTicket' : undefined
    },
    async isListed({ key }) {
      const { shown } = await readList()
      return shown.some((session) => session.key === key)
    },
    async listedDetails() {
      const { answer } = await readList()
      return detailsIn(answer.kind === 'value' ? answer.value : [], registry.opened)
    },
    async keysListedBy({ token }) {
      const noteCount = registry.noteCount()
      const listed = sessionsIn(await service.sessionList(token))
      if (listed !== undefined) registry.noteListed(listed, noteCount)
      return listed && new Set(listed.map(({ key }) => key))
    },
    async isLoggedOn(session) {
      const reading = await readOwnSession(service, session)
      if (reading?.state === 'alive') return true
      if (reading?.state === 'dead') return false
      throw unreached(`the state of ${session.label} could not be read: ${reading?.detail ?? 'no answer'}`)
    },
    async isActive({ key, userName, shownName = userName }) {
      const ask = async (name: string) => {
        const answer = await service.sessionIsActive(controller.token, key, name)
        return answer.kind === 'value' && typeof answer.value === 'boolean' ? answer.value : undefined
      }
      // Which of the two spellings of the name is meant, the published specification leaves open.
      const said = await ask(shownName)
      return said === false && shownName !== userName ? ask(userName) : said
    },
  }
}
