import { jsonOf } from '../../client/json.ts'
import { check } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import { faultSchema } from '../context/fault-schema.ts'
import type { Call } from '../context/terminate-call.ts'
import { failed, unreached } from '../errors/verdict-error.ts'

/** The two faults that the page names, each provoked once. */
const provocations: Record<string, (stage: CheckContext) => Promise<Call>> = {
  'an unknown id': ({ terminate, unknownId }) => terminate([unknownId()]),
  'an unknown id among others': ({ terminate, unknownId }) => terminate([unknownId(), unknownId(), unknownId()]),
  'an unknown id after a session': async ({ open, terminate, unknownId }) => {
    const [victim] = await open(1)
    return terminate([victim, unknownId()])
  },
  'the own id': async ({ open, terminate }) => {
    const [caller] = await open(1)
    return terminate([caller], { as: caller })
  },
}

/** A call that has to be answered with a fault before its form can be judged. */
function requireFault({ status }: Call): void {
  if (status !== 500) throw unreached(`should answer 500; the answer is ${status}`)
}

export const mediaType = check('terminate.fault.media-type', async ({ forEachCase }) => {
  await forEachCase(provocations, async (stage, provoke) => {
    const call = await provoke(stage)
    requireFault(call)
    const sent = call.headers.get('content-type')
    const essence = sent?.split(';')[0]?.trim().toLowerCase()
    if (essence !== 'application/json')
      throw failed('media-type', `should be application/json, is ${essence ?? 'absent'}`)
  })
})

export const schema = check('terminate.fault.schema', async ({ forEachCase }) => {
  const departuresOf = faultSchema()
  await forEachCase(provocations, async (stage, provoke) => {
    const call = await provoke(stage)
    requireFault(call)
    const value = jsonOf(call.body)
    if (value === undefined) throw failed('schema', 'the body is not JSON')
    const [departure] = departuresOf(value)
    if (departure !== undefined) throw failed('schema', departure)
  })
})

export const noSecrets = check('terminate.fault.no-secrets', async (stage) => {
  const { open, unknownId, terminate, logout, capture } = stage
  const leakedSecret = capture()
  const [caller, victim] = await open(2)
  await terminate([victim], { as: caller })
  await terminate([unknownId()], { as: caller })
  await terminate([caller], { as: caller })
  await logout(caller)
  await terminate([unknownId()], { as: caller })
  const leak = leakedSecret()
  if (leak !== undefined) throw failed('secret', leak)
})
