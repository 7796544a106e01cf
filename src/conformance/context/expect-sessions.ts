import { failed, unreached } from '../errors/verdict-error.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import type { Finding, FindingCode } from '../types.ts'
import { abridge } from './abridge.ts'
import type { ListLag } from './list-lag.ts'
import type { Observations } from './observations.ts'
import type { Readings, SessionReadings } from './oracles.ts'

/** Expectations of sessions. Each is proved by both oracles, and throws VerdictError where it is not met. */
export interface SessionExpectation {
  toBeDead(): Promise<void>
  toBeAlive(): Promise<void>
}

export function expectSessions(
  sessions: readonly TestSession[],
  observations: Observations,
  listLag: Pick<ListLag, 'settle'>,
): SessionExpectation {
  const prove = async (wanted: 'dead' | 'alive', code: FindingCode) => {
    observations.trace.recordExpectation(sessions, wanted)
    let hasRead = false
    const readAgain = () => {
      const reading = hasRead ? observations.readAgain(sessions) : observations.read(sessions)
      hasRead = true
      return reading
    }
    const { sessions: readings } = await listLag.settle(readAgain, (read) => isBehind(sessions, read, wanted))
    const read = [...new Set(sessions)].map((session) => {
      const both = readings.get(session)
      if (both === undefined) throw new Error(`${session.label} was not read`)
      const states = [both.list.state, both.self.state]
      const isUnread =
        !isMixed(both) && !isGivenAway(both) && (states.includes('unreadable') || states.includes('stranger'))
      return { session, both, states, isUnread }
    })
    const living = wanted === 'dead' ? read.find(({ both }) => isGivenAway(both)) : undefined
    if (living !== undefined) {
      throw failed(
        code,
        `the token of ${living.session.label}, which should be dead, still proves a session: ${bothReadings(living.both)}.`,
        {
          expected: `the token of ${living.session.label} proves no session`,
          seen: bothReadings(living.both),
          ...answered(observations),
        },
      )
    }
    const [first, ...others] = read.filter(
      ({ states, isUnread }) => !isUnread && states.some((state) => state !== wanted),
    )
    // A state that both oracles prove of one session outranks an unreadable state of another.
    if (first !== undefined) {
      const [list, self] = first.states
      const labels = others.map(({ session }) => session.label)
      const same = labels.length === 0 ? '' : ` The same holds for ${abridge(labels)}.`
      const { session, both } = first
      const sentence = `${placed(session, observations.placeOf(session))} should be ${wanted}: ${bothReadings(both)}.`
      throw failed(list === self || isGivenAway(both) ? code : 'oracles-disagree', sentence + same, {
        where: [[session.label, observations.placeOf(session)].filter((part) => part !== '').join(', ')],
        ...answered(observations),
        expected: `${session.label} is ${wanted}`,
        seen: `${bothReadings(both)}${labels.length === 0 ? '' : `; the same holds for ${abridge(labels)}`}`,
      })
    }
    const unread = read.find(({ isUnread }) => isUnread)
    if (unread !== undefined) {
      throw unreached(`the state of ${unread.session.label} could not be read: ${bothReadings(unread.both)}`)
    }
    for (const session of sessions) observations.recordProof(session, wanted)
  }
  return {
    toBeDead: () => prove('dead', 'not-ended'),
    toBeAlive: () => prove('alive', 'wrongly-ended'),
  }
}

/** Whether a session has ended, or is known by another key, and its token proves another one. A key that was given to another session says nothing. */
function isGivenAway({ list, self }: SessionReadings): boolean {
  return list.state === 'dead' && self.state === 'stranger'
}

/** Whether a session is alive, but its token proves another one: a token that had passed on would leave no session behind. */
function isMixed({ list, self }: SessionReadings): boolean {
  return list.state === 'alive' && self.state === 'stranger'
}

/** Whether sessionList alone does not show yet what is wanted. The token of a session gets no grace. */
function isBehind(
  sessions: readonly TestSession[],
  { sessions: readings }: Readings,
  wanted: 'dead' | 'alive',
): boolean {
  const read = sessions.map((session) => readings.get(session))
  return (
    read.every((both) => both?.self.state === wanted) &&
    read.some((both) => both?.list.state === (wanted === 'dead' ? 'alive' : 'dead'))
  )
}

/** How the call was answered after which the sessions were read. */
function answered(observations: Observations): Pick<Finding, 'answer'> {
  const answer = observations.latestAnswer()
  return answer === undefined ? {} : { answer }
}

/** A session with its place in the list, where there was a call: `session 1, place 2 of 3 in the list (…),`. */
export function placed({ label }: TestSession, place: string): string {
  return place === '' ? label : `${label}, ${place},`
}

/** The evidence of both oracles: `not in sessionList (read by the controller); its own token does not work (currentSession shows no session)`. */
export function bothReadings({ list, self }: SessionReadings): string {
  return `${list.detail}; ${self.detail}`
}
