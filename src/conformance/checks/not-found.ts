import { check } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import type { TestSession } from '../sessions/session-registry.ts'

export const unknownIdIsNotFound = check('terminate.not-found.fault', async (stage) => {
  const { open, unknownId, invent, mustTerminate, terminate, expect } = stage
  const [victim] = await open(1)
  await mustTerminate([victim])
  await expect(terminate([unknownId()])).toBeFault('NotFound')
  // Neither does an id have to look like one to be unknown.
  for (const id of [`no session: ${unknownId()}`, ...oddIds, 'x'.repeat(300)])
    await expect(terminate([invent(id)])).toBeFault('NotFound')
  const many = Array.from({ length: 300 }, unknownId)
  await expect(terminate(many)).toBeFault('NotFound')
})

/** What many a language finds in a table that holds no such key, and what has to be escaped when it is told. */
const oddIds = ['constructor', '__proto__', 'no "such" \\ session']

const endings: Record<string, (stage: CheckContext, session: TestSession) => Promise<void>> = {
  'a terminated session': ({ mustTerminate }, session) => mustTerminate([session]),
  'a logged-out session': ({ logout }, session) => logout(session),
}

export const endedSessionIsNotFound = check('terminate.not-found.ended-session', async ({ forEachCase }) => {
  await forEachCase(endings, async (stage, end) => {
    const [ended] = await stage.open(1)
    await end(stage, ended)
    // Not listed: its id has not passed to somebody else.
    await stage.assume(stage.expect(ended).toBeDead())
    await stage.expect(stage.terminate([ended])).toBeFault('NotFound')
  })
})
