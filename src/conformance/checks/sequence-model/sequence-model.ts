import { check } from '../../context/check.ts'
import type { CheckContext } from '../../context/check-context.ts'
import { isTargetError, VerdictError } from '../../errors/verdict-error.ts'
import type { TestSession } from '../../sessions/session-registry.ts'
import { predict } from './predict.ts'
import { createSessionPool, type Place, type SessionPool } from './session-pool.ts'

/** How many lists are tried, of how many places at most; and what they, and then the search for the shortest that fails, may cost. */
const lists = { tried: 12, longest: 7 }
const logins = { toTry: 11, toShrink: 24 }
const callsToShrink = 20

export const sequenceModel = check('terminate.sequence.model', async (stage) => {
  // Loaded here: no other check needs it.
  const { default: fc } = await import('fast-check')
  const kinds = fc.constantFrom<Place['kind'][]>('live', 'live', 'live', 'ended', 'unknown', 'own', 'again')
  const place = fc.record({ kind: kinds, pick: fc.nat(100) })
  const cast = await createSessionPool(stage, logins.toTry)
  const search: Search = { stage, pool: cast, obstacle: undefined, isShrinking: false, calls: 0 }
  const details = await fc.check(
    fc.asyncProperty(fc.array(place, { minLength: 1, maxLength: lists.longest }), (places) => holds(search, places)),
    { seed: stage.seed, numRuns: lists.tried },
  )
  // What kept the search from a shorter list does not take back the list that was found.
  const isFound = details.failed && (search.obstacle === undefined || isTargetError(search.obstacle))
  if (!isFound && search.obstacle !== undefined) throw search.obstacle
  if (!details.failed) return
  const { errorInstance, counterexample } = details
  if (!(errorInstance instanceof VerdictError)) throw errorInstance
  const kindsOf = counterexample?.[0].map(({ kind }) => kind).join(', ')
  const message = `${errorInstance.finding.message.replace(/\.?$/, '.')} The shortest list that shows it: ${kindsOf} (seed ${stage.seed}).`
  throw new VerdictError('fail', { ...errorInstance.finding, message })
})

/** A search for a list that the page's text does not predict. */
interface Search {
  stage: CheckContext
  pool: SessionPool
  /** What kept the search from going on; it says nothing of the target. */
  obstacle: unknown
  /** A list has been found; what follows makes it shorter, within its own bounds. */
  isShrinking: boolean
  calls: number
}

/** Whether a list comes out as predicted. @throws Decided `fail` where it does not. */
async function holds(search: Search, places: readonly Place[]): Promise<boolean> {
  const { stage, pool } = search
  if (search.obstacle !== undefined || (search.isShrinking && search.calls >= callsToShrink)) return true
  try {
    const list = await pool.list(places)
    if (list.length === 0) return true
    if (search.isShrinking) search.calls += 1
    await judgeList(stage, pool, list)
    return true
  } catch (error) {
    if (!(error instanceof VerdictError) || error.verdict !== 'fail') {
      search.obstacle = error
      return true
    }
    search.isShrinking = true
    pool.allowLogins(logins.toShrink)
    // A caller is opened for each call, too: the bound on calls is one on these.
    await pool.resynchronize().catch((obstacle: unknown) => {
      search.obstacle = obstacle
    })
    throw error
  }
}

async function judgeList(
  { terminate, expect }: CheckContext,
  cast: SessionPool,
  list: readonly (TestSession | string)[],
): Promise<void> {
  const { outcome, ended } = predict<TestSession | string>(list, cast.caller, cast.live)
  const call = await terminate(list, { as: cast.caller })
  for (const session of ended) if (typeof session !== 'string') cast.markEnded(session)
  await expect([...cast.ended]).toBeDead()
  await expect([cast.caller, ...cast.live]).toBeAlive()
  await (outcome === 'terminated' ? expect(call).toBeTerminated() : expect(call).toBeFault(outcome))
}
