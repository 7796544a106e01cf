import type { HistoryStep, Operation } from '../../../../../src/conformance/checks/linearizable/history.ts'

type Times = [sent: number, answered: number]

/** A call of a history. @param ways the steps that it may have consisted of. */
function operation(words: string, [sent, answered]: Times, ways: HistoryStep[][], isRead = false): Operation {
  return { caller: 'caller', words, sent, answered, alternatives: ways, isRead }
}

const end = (session: string): HistoryStep => ({ kind: 'end', session })
const dead = (session: string): HistoryStep => ({ kind: 'is-dead', session })

/** A list of sessions that was answered with success. */
export const ends = (sessions: string, ...times: Times) =>
  operation(`ends ${sessions}`, times, [[...sessions].map(end)])

/** A list of sessions that was answered with NotFound, which does not say at which id it stopped. */
export const findsNone = (sessions: string, ...times: Times) =>
  operation(
    `finds none of ${sessions}`,
    times,
    [...sessions].map((session, at) => [...[...sessions].slice(0, at).map(end), dead(session)]),
  )

/** A session that asks for itself with its own token. */
export const isAlive = (session: string, ...times: Times) =>
  operation(`${session} is alive`, times, [[{ kind: 'is-alive', session }]], true)

/** The same, where the token is not valid any more. */
export const isDead = (session: string, ...times: Times) =>
  operation(`${session} is dead`, times, [[dead(session)]], true)

/** A session that begins. */
export const begins = (session: string, ...times: Times) =>
  operation(`${session} begins`, times, [[{ kind: 'begin', session }]])

/** A sessionList. */
export const shows = (sessions: string, ...times: Times) =>
  operation(`shows ${sessions}`, times, [[{ kind: 'shows', sessions: new Set(sessions) }]], true)

/** A call whose answer fits no outcome at all. */
export const fitsNothing = (...times: Times) => operation('fits nothing', times, [])

/** A call of which nothing can be seen. */
export const doesNothing = (...times: Times) => operation('does nothing', times, [[]])
