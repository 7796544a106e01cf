import { check } from '../context/check.ts'
import { summarize } from '../context/terminate-call.ts'

export const unknownMoid = check('terminate.path.unknown-moid', async (context) => {
  const { open, terminate, mustTerminate, expectCall, expectSessions } = context
  const [victim] = await open(1)
  const call = await terminate([victim], { address: 'unknown-moid' })
  await expectSessions(victim).toBeAlive()
  await expectCall(call).toBeFault()
  await mustTerminate([victim])
})

export const unknownRelease = check('terminate.path.unknown-release', async ({ open, terminate, stateOf, record }) => {
  const [victim] = await open(1)
  const call = await terminate([victim], { address: 'unknown-release' })
  record(`answer: ${summarize(call)}; the listed session is ${await stateOf(victim)}`)
})
