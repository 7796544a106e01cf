import { check } from '../check.ts'
import type { TestSession } from '../run/ownership.ts'
import type { Stage } from '../stage/stage.ts'

export const unknownIdIsNotFound = check(
  'terminate.not-found.fault',
  async ({ open, unknownId, lawful, terminate, expect }) => {
    const [victim] = await open(1)
    await lawful([victim])
    await expect(terminate([unknownId()])).toBeFault('NotFound')
  },
)

const endings: Record<string, (stage: Stage, session: TestSession) => Promise<void>> = {
  'a terminated session': ({ lawful }, session) => lawful([session]),
  'a logged-out session': ({ logout }, session) => logout(session),
}

export const endedSessionIsNotFound = check('terminate.not-found.ended-session', async ({ each }) => {
  await each(endings, async (stage, end) => {
    const [ended] = await stage.open(1)
    await end(stage, ended)
    await stage.expect(stage.terminate([ended])).toBeFault('NotFound')
  })
})
