import { predict } from '../../../../../src/conformance/checks/sequence-model/predict.ts'
import { sequenceModel } from '../../../../../src/conformance/checks/sequence-model/sequence-model.ts'
import type { CheckContext } from '../../../../../src/conformance/context/check-context.ts'
import type { Call } from '../../../../../src/conformance/context/terminate-call.ts'
import { failed, withPrefix } from '../../../../../src/conformance/errors/verdict-error.ts'
import type { TestSession } from '../../../../../src/conformance/sessions/session-registry.ts'
import { testSession } from '../../../../support/scripted.ts'

export type Entry = TestSession | string
/** Carries out a call on the sessions that are logged on, and returns the outcome: terminated, or the name of a fault. */
export type Server = (list: readonly Entry[], caller: TestSession, loggedOn: Set<TestSession>) => string

export interface ModelRun {
  /** What the check threw; 'met' where it threw nothing. */
  outcome: unknown
  lists: (readonly Entry[])[]
  steps: string[]
  /** How many sessions were opened, and how many of them were the second user's. */
  opened: number
  limited: number
}

/** A server that does what the operation's page says. */
export const correct: Server = (list, caller, loggedOn) => {
  const { outcome, ended } = predict<Entry>(list, caller, loggedOn)
  for (const session of ended) if (typeof session !== 'string') loggedOn.delete(session)
  return outcome
}

/** Runs the check over a context that is nothing but a set of sessions. @param onLogin called with the number of each login; may throw. */
export async function runModel(
  serve: Server,
  { seed = 1, onLogin = () => {} }: { seed?: number; onLogin?: (count: number) => void } = {},
): Promise<ModelRun> {
  const loggedOn = new Set<TestSession>()
  const lists: ModelRun['lists'] = []
  const steps: string[] = []
  let opened = 0
  let limited = 0
  const openAs = (userName: string) => {
    opened += 1
    onLogin(opened)
    const session = testSession(`session ${opened}`, { userName })
    loggedOn.add(session)
    return session
  }
  const expectState = (sessions: readonly TestSession[], isAlive: boolean) => {
    const wrong = sessions.find((session) => loggedOn.has(session) !== isAlive)
    if (wrong !== undefined) throw failed(isAlive ? 'wrongly-ended' : 'not-ended', `${wrong.label} is wrong.`)
  }
  const outcomes = new Map<Call, string>()
  const context: Partial<CheckContext> = {
    seed,
    hasLimited: true,
    hasClones: true,
    open: (async (count: number) =>
      Array.from({ length: count }, () => openAs('administrator'))) as CheckContext['open'], // As many as were asked for.
    openClone: async () => openAs('administrator'),
    openUnused: async () => openAs('administrator'),
    openLimited: async () => {
      limited += 1
      return openAs('readonly')
    },
    ids: { unknown: () => 'unknown', invent: (id) => id } as CheckContext['ids'], // No other kind of id is drawn.
    step: (name, run) => {
      steps.push(name)
      return run().catch((error: unknown) => {
        throw withPrefix(name, error)
      })
    },
    stateOf: async (session) => (loggedOn.has(session) ? 'alive' : 'dead'),
    terminate: async (list, options) => {
      lists.push(list)
      const call: Call = { outcome: { kind: 'terminated' }, status: 204, headers: new Headers(), body: '' }
      outcomes.set(call, serve(list, options?.as ?? testSession('the controller'), loggedOn))
      return call
    },
    expectSessions: (sessions) => ({
      toBeDead: async () => expectState([sessions].flat(), false),
      toBeAlive: async () => expectState([sessions].flat(), true),
    }),
    expectCall: (pending) => ({
      async toBeTerminated() {
        if (outcomes.get(await pending) !== 'terminated') throw failed('unexpected-fault', 'it is not a success')
      },
      toSucceed: async () => {},
      async toBeFault(name) {
        if (outcomes.get(await pending) !== name) throw failed('unexpected-success', `it is not ${name}`)
      },
      toBeRefused: async () => {},
    }),
  }
  // The check uses nothing else of a context.
  const outcome = await sequenceModel.run(context as CheckContext).then(
    () => 'met',
    (error: unknown) => error,
  )
  return { outcome, lists, steps, opened, limited }
}
