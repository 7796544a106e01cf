import { last } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import { changedMember, shownTwice, usesShown } from '../context/session-details.ts'
import type { Call } from '../context/terminate-call.ts'
import { failed } from '../errors/verdict-error.ts'

export const othersUnchanged = last('terminate.effect.others-unchanged', async (context) => {
  const { controller, ids, openOrReuse, terminate, listedDetails, failedAnswer, step } = context
  const [first, second, after] = await openOrReuse(3)
  if (first === undefined || second === undefined || after === undefined) return
  const lists = {
    'a call that ends a session': [first],
    'a call that fails at its first id': [ids.unknown(), after],
    'a call that fails at its second id': [second, ids.unknown(), after],
    "a call that fails at the caller's own id": [controller, after],
  }
  let before = await listedDetails()
  // What earlier calls have done to it is no change any more.
  const twice = shownTwice(before)
  if (twice !== undefined)
    throw failed('session-changed', `sessionList shows ${twice.label} more than once`, {
      expected: 'sessionList shows each session once',
      seen: `it shows ${twice.label} more than once`,
    })
  const expectUnused = unusedSessions(context)
  for (const [name, list] of Object.entries(lists))
    await step(name, async () => {
      const call = await terminate(list)
      const now = await listedDetails()
      const changed = changedMember(before, now)
      if (changed !== undefined)
        throw failedAnswer(call, 'session-changed', `sessionList shows another value since the call: ${changed}`, {
          expected: 'sessionList shows the sessions that are left alive as before the call',
          seen: changed,
        })
      await expectUnused(call, usesShown(before, now, controller))
      before = now
    })
})

/** At least as many reads as requests were made since the first list was read: they take as long. */
const readsAlone = 12

/**
 * Judges by what sessions are shown to have been used that have made no request. One change may be late, of a use before; two are of the calls, unless the same changes
 * while none is made: a target may show a time of its own.
 */
function unusedSessions({ controller, listedDetails, failedAnswer }: CheckContext) {
  const shownOnce = new Set<string>()

  async function changesByItself(member: string): Promise<boolean> {
    let before = await listedDetails()
    for (let read = 0; read < readsAlone; read += 1) {
      const now = await listedDetails()
      if (usesShown(before, now, controller).has(member)) return true
      before = now
    }
    return false
  }

  return async (call: Call, uses: ReadonlyMap<string, string>): Promise<void> => {
    for (const [member, seen] of uses) {
      if (shownOnce.has(member) && !(await changesByItself(member)))
        throw failedAnswer(call, 'session-changed', `${member}, which has made no request since, ${seen}`, {
          expected: 'sessionList shows a session that has made no request as unused',
          seen: `${member} ${seen}, as after an earlier call`,
        })
      shownOnce.add(member)
    }
  }
}
