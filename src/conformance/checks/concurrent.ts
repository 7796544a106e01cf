import { check } from '../context/check.ts'
import { summarize } from '../context/expect.ts'

export const sameId = check('terminate.concurrent.same-id', async ({ open, terminate, stateOf, record }) => {
  const [victim] = await open(1)
  const calls = await Promise.all([terminate([victim]), terminate([victim])])
  record(`${calls.map(summarize).sort().join('; ')}; the listed session is ${await stateOf(victim)}`)
})
