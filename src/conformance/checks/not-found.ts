import { check } from '../check.ts'
import type { TestSession } from '../run/ownership.ts'
import type { Stage } from '../stage/stage.ts'

export const unknownIdIsNotFound = check('terminate.not-found.fault', async (stage) => {
  const { open, unknownId, invent, lawful, terminate, expect } = stage
  const [victim] = await open(1)
  await lawful([victim])
  await expect(terminate([unknownId()])).toBeFault('NotFound')
  // Neither does an id have to look like one to be unknown.
  await expect(terminate([invent(`no session: ${unknownId()}`)])).toBeFault('NotFound')
})

const endings: Record<string, (stage: Stage, session: TestSession) => Promise<void>> = {
  'a terminated session': ({ lawful }, session) => lawful([session]),
  'a logged-out session': ({ logout }, session) => logout(session),
}

export const endedSessionIsNotFound = check('terminate.not-found.ended-session', async ({ each }) => {
  await each(endings, async (stage, end) => {
    const [ended] = await stage.open(1)
    await end(stage, ended)
    // Not listed: its id has not passed to somebody else.
    await stage.provided(stage.expect(ended).toBeDead())
    await stage.expect(stage.terminate([ended])).toBeFault('NotFound')
  })
})
