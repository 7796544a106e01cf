import type { RequirementId } from '../../../generated/requirements.ts'
import type { Credentials } from '../../client/service.ts'
import { failed, unreached, unsupported } from '../finding.ts'
import { listedIds } from '../run/listed-ids.ts'
import type { TestSession } from '../run/ownership.ts'
import { openClosingLine, openLine, type Run } from '../run/run.ts'
import { playCases } from './cases.ts'
import { abridged, describe, expectCall, expectSessions, isSuccess, type Scene } from './expectations.ts'
import { closeSession, openSession } from './fixtures.ts'
import { keysIn, type Look, look } from './oracles.ts'
import { leakedSecret, textOf } from './secrets.ts'
import { idSource } from './seed.ts'
import type { Sessions, Stage } from './stage.ts'
import { type Call, send, type TerminateRequest } from './wire.ts'

/** A stage, and what the runner does with it. */
export interface StageControl {
  stage: Stage
  notes: string[]
  /** Closes every session that the stage opened. */
  close(): Promise<void>
}

/** Sets up a stage for a requirement. @param name tells the stages of one check apart. */
export function createStage(run: Run, requirement: RequirementId, controller: TestSession, name = ''): StageControl {
  const texts: Promise<string>[] = []
  const line = openLine(run, requirement, (response) => texts.push(textOf(response)))
  const draw = idSource(run.seed, `${requirement}/${name}`)
  const sessions: TestSession[] = []
  const inner: StageControl[] = []
  const notes: string[] = []
  let begun = 0
  let list: readonly string[] = []
  let callerToken: string | undefined
  let isCalled = false
  let sight: Promise<Look> | undefined

  const scene: Scene = {
    listed: () => sessions.filter(({ key }) => list.includes(key)),
    look() {
      sight ??= look(line.service, run.ownership, controller, sessions).then((seen) => requireController(seen))
      return sight
    },
    placeOf(session) {
      const place = list.indexOf(session.key)
      if (list.length === 0) return 'which the call did not name'
      if (place === -1) return session.token === callerToken ? 'the caller, not in the list' : 'not in the list'
      const names = list.map((id) => sessions.find(({ key }) => key === id)?.label ?? 'an invented id')
      return `at place ${place + 1} of ${list.length} in the list (${abridged(names)})`
    },
  }

  function requireController(seen: Look): Look {
    const { state, saw } = seen.controller
    if (state === 'alive') return seen
    if (state === 'unreadable') throw unreached(`the controller cannot read sessionList: it was shown ${saw}`)
    run.controllers.giveUp(controller)
    const sentence = `the controller, which no list named, is no longer logged on: asked for sessionList, it was shown ${saw}`
    throw isCalled ? failed('controller-lost', sentence) : unreached(sentence)
  }

  async function call(request: TerminateRequest): Promise<Call> {
    list = listedIds(request.body ?? '').strings
    callerToken = request.token
    sight = undefined
    isCalled = true
    return send(line.fetch, run.address, request)
  }

  async function openAs(credentials: Credentials): Promise<TestSession> {
    begun += 1
    const session = await openSession(line.service, run.ownership, credentials, `session ${begun}`)
    sessions.push(session)
    sight = undefined
    return session
  }

  const stage: Stage = {
    controller,
    release: run.address.release,
    sessionManager: run.address.sessionManager,
    hasLimited: run.credentials.limited !== undefined,
    async open(count) {
      // All are awaited, also where one is refused: what begins later would be closed by nobody.
      const endings = await Promise.allSettled(Array.from({ length: count }, () => openAs(run.credentials.controller)))
      const opened = endings.map((ending) => {
        if (ending.status === 'rejected') throw ending.reason
        return ending.value
      })
      return opened as Sessions<typeof count> // As many as were asked for, which the compiler cannot see.
    },
    async openLimited() {
      const { limited } = run.credentials
      if (limited === undefined) {
        throw unsupported('second-principal', 'the run has no second principal, one without Sessions.TerminateSession')
      }
      return openAs(limited)
    },
    unknownId: () => run.ownership.invent(draw()),
    invent: (id) => run.ownership.invent(id),
    terminate(entries, { as = controller, ...address } = {}) {
      const ids = entries.map((entry) => (typeof entry === 'string' ? entry : entry.key))
      return call({ ...address, token: as.token, body: JSON.stringify({ sessionId: ids }) })
    },
    send: call,
    async lawful(entries, options) {
      const answer = await stage.terminate(entries, options)
      if (!isSuccess(answer)) throw unreached(`the same call, lawful, should succeed; ${describe(answer)}`)
    },
    async logout(session) {
      const answer = await line.service.logout(session.token)
      sight = undefined
      if (answer.kind !== 'value') throw unreached('Logout was refused')
    },
    expect: ((claimed: Call | Promise<Call> | TestSession | readonly TestSession[]) => {
      if (claimed instanceof Promise || 'outcome' in claimed) return expectCall(claimed, scene)
      return expectSessions('token' in claimed ? [claimed] : claimed, scene)
    }) as Stage['expect'], // One function for both forms; which one it was is asked in the line above.
    async stateOf(session) {
      const sighting = (await scene.look()).sightings.get(session)
      if (sighting === undefined) return 'unknown'
      const { list, self } = sighting
      return list.state === self.state ? list.state : `${list.state} by sessionList and ${self.state} by its own token`
    },
    canReadList: async (session) => keysIn(await line.service.sessionList(session.token)) !== undefined,
    async leakedSecret() {
      return leakedSecret(await Promise.all(texts), run.ownership.opened, [
        run.credentials.controller,
        run.credentials.limited,
      ])
    },
    record: (note) => {
      notes.push(note)
    },
    each: (cases, play) =>
      playCases(cases, async (caseName, value) => {
        const control = createStage(run, requirement, controller, `${name}/${caseName}`)
        inner.push(control)
        await play(control.stage, value)
        notes.push(...control.notes.map((note) => `${caseName}: ${note}`))
      }),
  }

  return {
    stage,
    notes,
    async close() {
      const { service } = openClosingLine(run, requirement)
      await Promise.all([
        ...sessions.map((session) => closeSession(service, session)),
        ...inner.map((control) => control.close()),
      ])
    },
  }
}
