import { randomized } from '../../context/check.ts'
import type { CheckContext } from '../../context/check-context.ts'
import { isTargetError, VerdictError } from '../../errors/verdict-error.ts'
import type { TestSession } from '../../sessions/session-registry.ts'
import { pairwiseLists } from './pairwise-lists.ts'
import { predict } from './predict.ts'
import { createSessionPool, type Place, type SessionPool } from './session-pool.ts'

/** How many random lists are tried after the pairwise ones, and how many places each has at most. */
const randomLists = 4
const maxPlaces = 7
/** How many sessions the lists may cost: as many as fill the places of the pairwise ones, where some survive; and how many sessions and calls the search for the shortest list that fails. */
const maxLogins = { lists: 9, toShrink: 24 }
const maxCallsToShrink = 20

/** What places are drawn from: half of them are live sessions, to which a list is shortened first. */
const kinds: readonly Place['kind'][] = [
  ...Array.from({ length: 5 }, () => 'a live session' as const),
  'an ended session',
  'an unknown id',
  "the caller's own id",
  'an id again',
  'an id like a key',
]

/** Loaded only for this check, because no other needs them. */
const loadFastCheck = () => import('fast-check')

export const sequenceModel = randomized('terminate.sequence.model', loadFastCheck, async (context) => {
  const { default: fc } = await loadFastCheck()
  const place = fc.record({ kind: fc.constantFrom(...kinds), pick: fc.nat(100) })
  // Sessions that log in are expensive.
  const saved = context.hasClones ? 0 : 5
  const examples = pairwiseLists()
  const pool = await createSessionPool(context, maxLogins.lists - saved)
  const search: Search = {
    context,
    pool,
    obstacle: undefined,
    isShrinking: false,
    calls: 0,
  }
  const details = await fc.check(
    fc.asyncProperty(fc.array(place, { minLength: 1, maxLength: maxPlaces }), fc.nat(100), (places, by) =>
      holds(search, places, by),
    ),
    { seed: context.seed, examples, numRuns: examples.length + randomLists },
  )
  // An obstacle in the search for a shorter list does not take back the list that was found.
  const isFound = details.failed && (search.obstacle === undefined || isTargetError(search.obstacle))
  if (!isFound && search.obstacle !== undefined) throw search.obstacle
  if (!details.failed) return
  const { errorInstance } = details
  if (!(errorInstance instanceof VerdictError)) throw errorInstance
  const message = `${errorInstance.finding.message.replace(/\.?$/, '.')} Within the limit of the search, no shorter list shows it (seed ${context.seed}).`
  throw new VerdictError('fail', { ...errorInstance.finding, message })
})

function kindsOf(places: readonly Place[]): string {
  return new Intl.ListFormat('en').format(places.map(({ kind }) => kind))
}

/** A search for a list that does not come out as the page's text predicts. */
interface Search {
  context: CheckContext
  pool: SessionPool
  /** The error that stopped the search; it says nothing about the target. */
  obstacle: unknown
  /** A list was found; the search now shortens it, within its own limits. */
  isShrinking: boolean
  calls: number
}

/** Whether a list comes out as predicted. @throws VerdictError `fail` where it does not. */
async function holds(search: Search, places: readonly Place[], by: number): Promise<boolean> {
  const { context, pool } = search
  if (search.obstacle !== undefined || (search.isShrinking && search.calls >= maxCallsToShrink)) return true
  try {
    const caller = pool.callerFor(by)
    const list = await pool.list(places, caller)
    if (list.length === 0) return true
    if (search.isShrinking) search.calls += 1
    const name = `${caller === pool.caller ? '' : 'by another session, '}a list of ${kindsOf(places)}`
    await context.step(name, () => judgeList(context, pool, list, caller))
    return true
  } catch (error) {
    if (!(error instanceof VerdictError) || error.verdict !== 'fail') {
      search.obstacle = error
      return true
    }
    search.isShrinking = true
    pool.allowLogins(maxLogins.toShrink)
    // A caller is opened for each call, too: the limit on calls is one on these.
    await pool.resynchronize().catch((obstacle: unknown) => {
      search.obstacle = obstacle
    })
    throw error
  }
}

async function judgeList(
  { terminate, expectCall, expectSessions }: CheckContext,
  pool: SessionPool,
  list: readonly (TestSession | string)[],
  caller: TestSession,
): Promise<void> {
  const { outcome, ended } = predict<TestSession | string>(list, caller, new Set([...pool.live, pool.caller]))
  const call = await terminate(list, { as: caller })
  for (const session of ended) if (typeof session !== 'string') pool.markEnded(session)
  await expectSessions(ended.filter((one) => typeof one !== 'string')).toBeDead()
  await expectSessions([pool.caller, ...pool.live]).toBeAlive()
  await (outcome === 'terminated' ? expectCall(call).toBeTerminated() : expectCall(call).toBeFault(outcome))
}
