import { check } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import type { Call } from '../context/terminate-call.ts'
import type { TestSession } from '../sessions/session-registry.ts'

/** The two ids that fail, and the fault of each. */
const faults = { unknown: 'NotFound', own: 'InvalidArgument' } as const
type FailingId = keyof typeof faults

/** A list with one id that fails. */
interface Placement {
  failing: FailingId
  /** How many sessions stand before the id that fails, and after it. */
  before: number
  after: number
  /** How many unknown ids follow right after the one that fails, to make the list long. */
  padding?: number
}

/** A call with such a list. */
interface AbortedCall {
  call: Call
  caller: TestSession
  prefix: TestSession[]
  suffix: TestSession[]
}

/** Makes a call with one id that fails; by a caller of its own where that id is the caller's. */
async function callWith(
  { controller, ids, open, openLimited, openUnused, hasLimited, hasClones, terminate }: CheckContext,
  { failing, before, after, padding = 0 }: Placement,
): Promise<AbortedCall> {
  // Those of short lists log in: a clone need not be treated like them.
  const by = padding === 0 ? (['login'] as const) : []
  // Between the caller's own sessions and its own id, one of another user.
  const others = before > 1 && failing === 'own' && hasLimited ? [await openLimited(...by)] : []
  // The last of several sessions behind the id that fails was never used: a server may treat it otherwise.
  const unused = after > 1 && hasClones ? [await openUnused()] : []
  const own: TestSession[] = await open(before + after - others.length - unused.length, ...by)
  const victims = [...own, ...others, ...unused]
  const [caller] = failing === 'own' ? await open(1) : [controller]
  const [prefix, suffix] = [victims.slice(0, before), victims.slice(before)]
  const failingId = failing === 'own' ? caller : ids.unknown()
  const unknown = Array.from({ length: padding }, ids.unknown)
  const call = await terminate([...prefix, failingId, ...unknown, ...suffix], { as: caller })
  return { call, caller, prefix, suffix }
}

const prefixes: Record<string, Placement> = {
  'unknown id at the first place': { failing: 'unknown', before: 0, after: 1 },
  'unknown id in the middle': { failing: 'unknown', before: 1, padding: 1, after: 0 },
  'unknown id in a long list': { failing: 'unknown', before: 1, padding: 40, after: 0 },
  "the caller's own id at the first place": { failing: 'own', before: 0, after: 1 },
  "the caller's own id in the middle": { failing: 'own', before: 1, padding: 40, after: 0 },
  "the caller's own id at the last place": { failing: 'own', before: 2, after: 0 },
}

/** Without clones, the cases with long lists are left to terminate.sequence.lengths, and fewer sessions stand before the id that fails: logins are expensive. */
function affordable(cases: Record<string, Placement>, hasClones: boolean): Record<string, Placement> {
  if (hasClones) return cases
  return Object.fromEntries(
    Object.entries(cases).flatMap(([name, one]) =>
      (one.padding ?? 0) < 40 ? [[name, { ...one, before: Math.min(one.before, 1) }]] : [],
    ),
  )
}

export const prefixTerminated = check(
  'terminate.sequence.prefix-terminated',
  async ({ forEachCase, hasClones }) => {
    await forEachCase(affordable(prefixes, hasClones), async (context, placement) => {
      const { call, prefix } = await callWith(context, placement)
      await context.expectSessions(prefix).toBeDead()
      await context.expectCall(call).toBeFault()
    })
  },
  { hasMoreWithClones: true },
)

const suffixes: Record<string, Placement> = {
  'unknown id at the first place': { failing: 'unknown', before: 0, after: 1 },
  'unknown id in the middle': { failing: 'unknown', before: 1, after: 2 },
  'unknown id in a long list': { failing: 'unknown', before: 0, padding: 40, after: 1 },
  "the caller's own id at the first place": { failing: 'own', before: 0, after: 1 },
  "the caller's own id in a long list": { failing: 'own', before: 0, padding: 40, after: 2 },
}

export const suffixUntouched = check(
  'terminate.sequence.suffix-untouched',
  async ({ forEachCase, hasClones }) => {
    await forEachCase(affordable(suffixes, hasClones), async (context, placement) => {
      const { mustTerminate, step, expectCall, expectSessions } = context
      const { call, caller, suffix } = await callWith(context, placement)
      await expectSessions(placement.failing === 'own' ? [caller, ...suffix] : suffix).toBeAlive()
      await expectCall(call).toBeFault()
      // The rest of a list must not be ended by the next call of its caller, either.
      const [last, ...others] = suffix.toReversed()
      if (last === undefined || others.length === 0) return
      await step('after the next call of the same caller', async () => {
        await mustTerminate([last], { as: caller })
        await expectSessions(others).toBeAlive()
      })
    })
  },
  { hasMoreWithClones: true },
)

/** Two lists in opposite orders for each thing that a server might sort by: whatever it is, one of them comes out wrong. */
const orders: Record<string, (context: CheckContext) => Promise<[TestSession, TestSession]>> = {
  'earlier login first': (context) => inLoginOrder(context),
  'later login first': async (context) => swapped(await inLoginOrder(context)),
  'lower id first': (context) => inIdOrder(context),
  'higher id first': async (context) => swapped(await inIdOrder(context)),
}

async function inLoginOrder({ open, openLimited, hasLimited }: CheckContext): Promise<[TestSession, TestSession]> {
  const [earlier] = await open(1, 'login')
  const later = hasLimited ? await openLimited('login') : (await open(1, 'login'))[0]
  return [earlier, later]
}

async function inIdOrder({ open }: CheckContext): Promise<[TestSession, TestSession]> {
  const [one, other] = await open(2)
  return one.key < other.key ? [one, other] : [other, one]
}

function swapped([one, other]: [TestSession, TestSession]): [TestSession, TestSession] {
  return [other, one]
}

export const listOrder = check(
  'terminate.sequence.list-order',
  async ({ forEachCase, hasClones }) => {
    const { 'earlier login first': _, 'lower id first': __, ...reversed } = orders
    await forEachCase(hasClones ? orders : reversed, async (context, arrange) => {
      const { ids, terminate, expectCall, expectSessions } = context
      const [before, after] = await arrange(context)
      const call = await terminate([before, ids.unknown(), after])
      await expectSessions(before).toBeDead()
      await expectSessions(after).toBeAlive()
      await expectCall(call).toBeFault('NotFound')
    })
  },
  { hasMoreWithClones: true },
)

export const duplicateId = check('terminate.sequence.duplicate-id', async (context) => {
  const { open, terminate, expectCall, expectSessions } = context
  const [twice, after] = await open(2)
  const call = await terminate([twice, twice, after])
  await expectSessions(twice).toBeDead()
  await expectSessions(after).toBeAlive()
  await expectCall(call).toBeFault('NotFound')
})

const firstFailing: Record<string, FailingId> = { 'unknown id first': 'unknown', "the caller's own id first": 'own' }

export const firstFailureDecides = check('terminate.sequence.first-failure-decides', async ({ forEachCase }) => {
  await forEachCase(firstFailing, async ({ ids, open, terminate, expectCall }, failing) => {
    const [caller] = await open(1)
    const list = failing === 'unknown' ? [ids.unknown(), caller] : [caller, ids.unknown()]
    await expectCall(terminate(list, { as: caller })).toBeFault(faults[failing])
  })
})
