import { check } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import { type FailureKind, type FailurePlace, failureKinds, failures, places } from '../dimensions/failures.ts'
import type { TestSession } from '../sessions/session-registry.ts'

/** The ids of a list that fail at their last one; the sessions before it are ended. */
interface FailingIds {
  ended: TestSession[]
  ids: (TestSession | string)[]
  /** Those that must stay alive, although no list names them. */
  unlisted?: TestSession[]
}

const failingAt = (id: TestSession | string, ...unlisted: TestSession[]): FailingIds => ({
  ended: [],
  ids: [id],
  unlisted,
})
const repeated = (twice: TestSession, ...between: TestSession[]): FailingIds => ({
  ended: [twice, ...between],
  ids: [twice, ...between, twice],
})

/** A session of the second account, where there is one. */
async function openOther({ open, openLimited, hasLimited }: CheckContext): Promise<TestSession> {
  return hasLimited ? openLimited() : (await open(1))[0]
}

/** A session that is no longer logged on. @param caller the session that ends it; the controller, where undefined. */
async function terminatedBy(
  caller: TestSession | undefined,
  { mustTerminate, control, expectSessions }: CheckContext,
  ended: TestSession,
): Promise<FailingIds> {
  await mustTerminate([ended], caller && { as: caller })
  await control(expectSessions(ended).toBeDead(), 'terminate.success.all-listed')
  return failingAt(ended)
}

/** How each kind of failing id comes about. Those that were ended serve for several lists. */
const makers: Record<FailureKind, (context: CheckContext, caller: TestSession) => Promise<FailingIds>> = {
  'terminated by the caller': async (context, caller) => terminatedBy(caller, context, (await context.open(1))[0]),
  'terminated by another session': async (context) => terminatedBy(undefined, context, (await context.open(1))[0]),
  'logged out': async ({ open, openClone, hasClones, logout, stateOf, control, expectSessions }) => {
    const [ended] = await open(1)
    const clone = hasClones ? await openClone(ended) : undefined
    await logout(ended)
    await control(expectSessions(ended).toBeDead(), 'terminate.current-session.logout-instead')
    // That Logout ends the clones of a session is no finding about TerminateSession.
    const isLeft = clone !== undefined && (await stateOf(clone)) === 'alive'
    return failingAt(ended, ...(isLeft ? [clone] : []))
  },
  "another user's, terminated": async (context) => terminatedBy(undefined, context, await openOther(context)),
  "the caller's own id, listed twice": async (_, caller) => ({ ended: [], ids: [caller, caller] }),
  'listed twice, at once': async ({ open }) => repeated(...(await open(1))),
  'listed twice, with another between': async ({ open }) => repeated(...(await open(2))),
  "another user's, listed twice": async (context) => repeated(await openOther(context)),
  'an id like a key': async ({ ids }, caller) => failingAt(ids.invent(` ${caller.key}`)),
  'the token of the caller': async ({ ids }, { key, token }) =>
    failingAt(token === key ? ids.unknown() : ids.invent(token)),
}

export const everyFailure = check(
  'terminate.sequence.every-failure',
  async ({ forEachCase, hasClones }) => {
    const groups: Record<string, FailureKind[]> = {}
    const kinds = hasClones ? failureKinds : failureKinds.filter((_, index) => index % 4 === 0)
    kinds.forEach((kind, index) => {
      const group = `failing ids, part ${(index % 4) + 1}`
      groups[group] = [...(groups[group] ?? []), kind]
    })
    await forEachCase(groups, async (context, kinds) => {
      const { open, step } = context
      const [caller] = await open(1)
      // A session that a list has left alive is used for the next one.
      let left: TestSession[] = []
      for (const kind of kinds) {
        let failing = await makers[kind](context, caller)
        for (const place of placesOf(kind).slice(0, context.hasClones ? places.length : 1)) {
          if (failing.ended.some(({ state }) => state === 'dead')) failing = await makers[kind](context, caller)
          left = await step(`${kind}, ${place}`, () => judgeList(context, caller, left, { kind, failing, place }))
        }
      }
    })
  },
  { hasMoreWithClones: true },
)

const isCostly = (kind: FailureKind) => failures[kind] === 'NotFound' && /listed twice|key|token/.test(kind)

/** Two places, in turn; for some kinds, one of them: sessions are expensive. */
function placesOf(kind: FailureKind): FailurePlace[] {
  const index = failureKinds.indexOf(kind)
  const [first, middle, last, long] = places
  const both: FailurePlace[] = [([first, middle, long, middle] as const)[index % 4] ?? first, last]
  if (kind === 'listed twice, with another between') return [middle]
  return isCostly(kind) ? both.slice(index % 2) : both
}

/** @returns the sessions that stood after the id that failed. */
async function judgeList(
  context: CheckContext,
  caller: TestSession,
  left: readonly TestSession[],
  { kind, failing, place }: { kind: FailureKind; failing: FailingIds; place: FailurePlace },
): Promise<TestSession[]> {
  const { ids, open, terminate, expectCall, expectSessions } = context
  const survivor = left[0] ?? (await open(1))[0]
  const before = place === 'at the first place' ? [] : [survivor]
  const after = place === 'at the first place' ? [survivor] : []
  if (place === 'in the middle' || place === 'in front of ten unknown ids') after.push(await openOther(context))
  const unknown = Array.from({ length: place === 'in front of ten unknown ids' ? 10 : 0 }, ids.unknown)
  const call = await terminate([...before, ...failing.ids, ...unknown, ...after], { as: caller })
  await expectSessions([...before, ...failing.ended]).toBeDead()
  await expectSessions([caller, ...after, ...(failing.unlisted ?? [])]).toBeAlive()
  await expectCall(call).toBeFault(failures[kind])
  return after
}
