import type { Fault } from '../../client/outcome.ts'
import { type FindingCode, failed, unreached } from '../finding.ts'
import type { TestSession } from '../run/ownership.ts'
import type { Look, Sighting } from './oracles.ts'
import type { Call } from './wire.ts'

/** What can be claimed of a call. Each claim throws `Decided` where it does not hold. */
export interface CallExpectation {
  /** 204. */
  toBeTerminated(): Promise<void>
  /** 500 with that fault; without a name, with any. */
  toBeFault(name?: Fault['_typeName']): Promise<void>
  /** No success, in whatever words. */
  toBeRefused(): Promise<void>
}

/** What can be claimed of sessions. Each claim is proved by both oracles. */
export interface SessionExpectation {
  toBeDead(): Promise<void>
  toBeAlive(): Promise<void>
}

/** What a claim about sessions needs to know of the stage. */
export interface Scene {
  /** What both oracles see now; asked again only after a call. */
  look(): Promise<Look>
  /** Where a session stood in the list of the call, in words. */
  placeOf(session: TestSession): string
  /** The sessions that the call listed. */
  listed(): TestSession[]
}

export function expectCall(pending: Call | Promise<Call>, scene: Scene): CallExpectation {
  const departure = async (code: FindingCode, wanted: string, call: Call) =>
    failed(code, `should ${wanted}; ${describe(call)}${await aftermath(scene)}`)
  return {
    async toBeTerminated() {
      const call = await pending
      const { kind } = call.outcome
      if (kind !== 'terminated') {
        throw await departure(kind === 'fault' ? 'unexpected-fault' : 'unexpected-status', 'answer 204', call)
      }
    },
    async toBeFault(name) {
      const call = await pending
      const wanted = name === undefined ? 'answer a fault' : `answer 500 with the fault ${name}`
      if (isSuccess(call)) throw await departure('unexpected-success', wanted, call)
      if (call.outcome.kind !== 'fault') throw await departure('unexpected-status', wanted, call)
      if (name !== undefined && call.outcome.fault._typeName !== name)
        throw await departure('unexpected-fault', wanted, call)
    },
    async toBeRefused() {
      const call = await pending
      if (isSuccess(call)) throw await departure('unexpected-success', 'be refused', call)
    },
  }
}

/** What became of the sessions that a call listed which was not answered as it should be. */
async function aftermath(scene: Scene): Promise<string> {
  const listed = scene.listed()
  if (listed.length === 0) return ''
  const { sightings } = await scene.look()
  const seen = listed.slice(0, 3).flatMap((session) => {
    const sighting = sightings.get(session)
    return sighting === undefined ? [] : [`${session.label}, ${scene.placeOf(session)}: ${testimony(sighting)}`]
  })
  return `; afterwards, of ${seen.join('; of ')}`
}

export function expectSessions(sessions: readonly TestSession[], scene: Scene): SessionExpectation {
  const claim = async (wanted: 'dead' | 'alive', code: FindingCode) => {
    const { sightings } = await scene.look()
    const departures = sessions.flatMap((session) => {
      const sighting = sightings.get(session)
      if (sighting === undefined) throw new Error(`${session.label} was not looked at`)
      const { list, self } = sighting
      if (list.state === 'unreadable' || self.state === 'unreadable') {
        throw unreached(`an oracle could not be read: of ${session.label}, ${testimony(sighting)}`)
      }
      return list.state === wanted && self.state === wanted ? [] : [{ session, sighting }]
    })
    const [first, ...others] = departures
    if (first === undefined) return
    const agrees = first.sighting.list.state === first.sighting.self.state
    const more =
      others.length === 0 ? '' : ` The same goes for ${abridged(others.map(({ session }) => session.label))}.`
    const sentence = `${first.session.label}, ${scene.placeOf(first.session)}, should be ${wanted}; ${testimony(first.sighting)}.`
    throw failed(agrees ? code : 'oracles-disagree', sentence + more)
  }
  return {
    toBeDead: () => claim('dead', 'not-ended'),
    toBeAlive: () => claim('alive', 'wrongly-ended'),
  }
}

/** Whether a call was answered as if it had been carried out. */
export function isSuccess({ status }: Call): boolean {
  return status >= 200 && status < 300
}

/** What came back, without its text: a text may hold anything. */
export function describe({ outcome, status }: Call): string {
  switch (outcome.kind) {
    case 'terminated':
      return 'the answer is 204'
    case 'fault':
      return `the answer is 500 with the fault ${outcome.fault._typeName}`
    case 'unexpected':
      return `the answer is ${status} without a fault that VI JSON knows`
  }
}

function testimony({ list, self }: Sighting): string {
  return `the controller's sessionList showed ${list.saw}, its own currentSession showed ${self.saw}`
}

/** A long list of names by its beginning and its end. */
export function abridged(names: readonly string[]): string {
  if (names.length <= 8) return names.join(', ')
  return `${names.slice(0, 4).join(', ')}, …, ${names.slice(-2).join(', ')}`
}
