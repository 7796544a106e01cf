import { createPlayer, type Move } from '../../../../../src/conformance/checks/linearizable/workload.ts'
import type { CheckContext } from '../../../../../src/conformance/context/check-context.ts'
import type { Call } from '../../../../../src/conformance/context/terminate-call.ts'
import { testSession } from '../../../../support/scripted.ts'

export const [one, two] = [testSession('one'), testSession('two')]

/** The answer to a call: a success, a status without a fault, or 500 with a fault. */
export function answered(by: number | string): Call {
  const common = { headers: new Headers(), body: '' }
  if (by === 204) return { ...common, status: 204, outcome: { kind: 'terminated' } }
  if (typeof by === 'number')
    return { ...common, status: by, outcome: { kind: 'unexpected', status: by, body: '' } } as Call
  return { ...common, status: 500, outcome: { kind: 'fault', fault: { _typeName: by } } } as Call
}

/** A player of two sessions, in a context that gives these answers. */
export function playerWith(given: Partial<CheckContext> = {}) {
  let opened = 0
  const open = async () => {
    opened += 1
    return testSession(`new ${opened}`)
  }
  const context: Partial<CheckContext> = {
    ids: { unknown: () => 'unknown' } as CheckContext['ids'], // No other kind of id is drawn.
    hasClones: true,
    open: (async () => [await open()]) as unknown as CheckContext['open'], // One at a time.
    openClone: open,
    keysListedBy: async () => new Set(['one', 'foreign']),
    ...given,
  }
  // A player uses nothing else of a context.
  return createPlayer(context as CheckContext, [one, two])
}

/** What a move comes to, in a context that gives these answers. */
export const make = async (move: Move, given: Partial<CheckContext>) => {
  const { caller, ...made } = await playerWith(given).make(move)
  return { by: caller.label, ...made }
}
