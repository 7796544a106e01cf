import { check } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import type { Call } from '../context/terminate-call.ts'
import type { TestSession } from '../sessions/session-registry.ts'

/** The two ids that a call cannot end. */
const failures = ['unknown', 'own'] as const
type Failure = (typeof failures)[number]

const faults = { unknown: 'NotFound', own: 'InvalidArgument' } as const

/** A list with one id that fails. */
interface Placement {
  failure: Failure
  /** How many sessions stand before the id that fails, and after it. */
  before: number
  after: number
  /** How many unknown ids stand right after the one that fails, to make the list long. */
  padding?: number
}

/** What came of such a list. */
interface Aborted {
  call: Call
  caller: TestSession
  prefix: TestSession[]
  suffix: TestSession[]
}

/** Ends a list with one id that fails, by a caller of its own where that id is the caller's. */
async function abort(stage: CheckContext, { failure, before, after, padding = 0 }: Placement): Promise<Aborted> {
  const victims: TestSession[] = await stage.open(before + after)
  const [caller] = failure === 'own' ? await stage.open(1) : [stage.controller]
  const [prefix, suffix] = [victims.slice(0, before), victims.slice(before)]
  const failing = failure === 'own' ? caller : stage.unknownId()
  const unknown = Array.from({ length: padding }, () => stage.unknownId())
  const call = await stage.terminate([...prefix, failing, ...unknown, ...suffix], { as: caller })
  return { call, caller, prefix, suffix }
}

const prefixes: Record<string, Placement> = {
  'unknown id at the first place': { failure: 'unknown', before: 0, after: 1 },
  'unknown id in the middle': { failure: 'unknown', before: 7, padding: 1, after: 0 },
  'unknown id in a long list': { failure: 'unknown', before: 1, padding: 40, after: 0 },
  'unknown id at the last place': { failure: 'unknown', before: 1, after: 0 },
  'own id at the first place': { failure: 'own', before: 0, after: 1 },
  'own id in the middle': { failure: 'own', before: 4, padding: 40, after: 0 },
  'own id at the last place': { failure: 'own', before: 1, after: 0 },
}

export const prefixTerminated = check('terminate.sequence.prefix-terminated', async ({ forEachCase }) => {
  await forEachCase(prefixes, async (stage, placement) => {
    const { call, prefix } = await abort(stage, placement)
    await stage.expect(prefix).toBeDead()
    await stage.expect(call).toBeFault(faults[placement.failure])
  })
})

const suffixes: Record<string, Placement> = {
  'unknown id at the first place': { failure: 'unknown', before: 0, after: 1 },
  'unknown id in the middle': { failure: 'unknown', before: 1, after: 1 },
  'unknown id among many': { failure: 'unknown', before: 1, after: 7 },
  'unknown id in a long list': { failure: 'unknown', before: 0, padding: 40, after: 1 },
  'own id at the first place': { failure: 'own', before: 0, after: 1 },
  'own id in a long list': { failure: 'own', before: 1, padding: 40, after: 3 },
}

export const suffixUntouched = check('terminate.sequence.suffix-untouched', async ({ forEachCase }) => {
  await forEachCase(suffixes, async (stage, placement) => {
    const { call, caller, suffix } = await abort(stage, placement)
    await stage.expect(placement.failure === 'own' ? [caller, ...suffix] : suffix).toBeAlive()
    await stage.expect(call).toBeFault(faults[placement.failure])
    // What is left of a list must not wait for the next call of its caller, either.
    const [last, ...others] = suffix.toReversed()
    if (last === undefined || others.length === 0) return
    await stage.mustTerminate([last], { as: caller })
    await stage.expect(others).toBeAlive()
  })
})

/** Two lists in opposite orders for each thing a server might sort by: whatever the order, one of them comes out wrong. */
const orders: Record<string, (stage: CheckContext) => Promise<[TestSession, TestSession]>> = {
  'earlier login first': (stage) => inLoginOrder(stage),
  'later login first': async (stage) => swapped(await inLoginOrder(stage)),
  'lower id first': (stage) => inIdOrder(stage),
  'higher id first': async (stage) => swapped(await inIdOrder(stage)),
}

async function inLoginOrder({ open, openLimited, hasLimited }: CheckContext): Promise<[TestSession, TestSession]> {
  const [earlier] = await open(1)
  const later = hasLimited ? await openLimited() : (await open(1))[0]
  return [earlier, later]
}

async function inIdOrder({ open }: CheckContext): Promise<[TestSession, TestSession]> {
  const [one, other] = await open(2)
  return one.key < other.key ? [one, other] : [other, one]
}

function swapped([one, other]: [TestSession, TestSession]): [TestSession, TestSession] {
  return [other, one]
}

export const listOrder = check('terminate.sequence.list-order', async ({ forEachCase }) => {
  await forEachCase(orders, async (stage, arrange) => {
    const [before, after] = await arrange(stage)
    const call = await stage.terminate([before, stage.unknownId(), after])
    await stage.expect(before).toBeDead()
    await stage.expect(after).toBeAlive()
    await stage.expect(call).toBeFault('NotFound')
  })
})

export const duplicateId = check('terminate.sequence.duplicate-id', async ({ open, terminate, expect }) => {
  const [twice, after] = await open(2)
  const call = await terminate([twice, twice, after])
  await expect(twice).toBeDead()
  await expect(after).toBeAlive()
  await expect(call).toBeFault('NotFound')
})

export const firstFailureDecides = check('terminate.sequence.first-failure-decides', async ({ forEachCase }) => {
  const first: Record<string, Failure> = { 'unknown id first': 'unknown', 'own id first': 'own' }
  await forEachCase(first, async (stage, failure) => {
    const [caller] = await stage.open(1)
    const list = failure === 'unknown' ? [stage.unknownId(), caller] : [caller, stage.unknownId()]
    await stage.expect(stage.terminate(list, { as: caller })).toBeFault(faults[failure])
  })
})
