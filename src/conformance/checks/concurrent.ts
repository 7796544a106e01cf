import { check } from '../context/check.ts'
import { summarize } from '../context/terminate-call.ts'

export const sameId = check('terminate.concurrent.same-id', async ({ open, terminate, stateOf, record }) => {
  const [victim] = await open(1)
  const calls = await Promise.all([terminate([victim]), terminate([victim])])
  record(`answers: ${calls.map(summarize).sort().join(' and ')}; the listed session is ${await stateOf(victim)}`)
})
