import { check } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import type { Call } from '../context/terminate-call.ts'
import { idsOver64KB, lengths } from '../dimensions/lists.ts'
import { type Calls, expectNoEffect } from './calls-without-effect.ts'

export const lists = check('terminate.sequence.lengths', async (context) => {
  const cases = { 'an unknown id at the first place': failFirst, 'a session at the first place': endFirst }
  await context.forEachCase(cases, (inner, run) => run(inner))
})

/** Whatever the length, nothing after the first id is ended. */
async function failFirst(context: CheckContext): Promise<void> {
  const { ids, open, terminate, expectCall } = context
  const prepare = async () => {
    const [after] = await open(1)
    const calls: Calls = {}
    for (const length of [...lengths, idsOver64KB]) {
      const unknown = Array.from({ length }, ids.unknown)
      calls[length === 1 ? '1 unknown id' : `${length} unknown ids`] = () =>
        terminate([...unknown, after], { repeatable: true })
    }
    return { sessions: [after], calls }
  }
  await expectNoEffect(context, prepare, async (call) => {
    if (isTooLong(call)) return context.record(tooLong)
    await expectCall(call).toBeFault('NotFound')
  })
}

/** A server, or a gateway before it, may limit the length of a request (RFC 9110, 15.5.14). */
const isTooLong = ({ status }: Call) => status === 413
const tooLong = 'a long list was answered with status 413, which a limit on the length of requests allows'

/** Whatever the length, the first id is ended. */
async function endFirst({
  ids,
  open,
  terminate,
  step,
  expectCall,
  expectSessions,
  record,
}: CheckContext): Promise<void> {
  const steps = [100, idsOver64KB]
  const victims = await open(steps.length)
  for (const [index, length] of steps.entries()) {
    const victim = victims[index]
    if (victim === undefined) return
    await step(`before ${length} unknown ids`, async () => {
      const call = await terminate([victim, ...Array.from({ length }, ids.unknown)])
      if (isTooLong(call)) {
        record(tooLong)
        return expectSessions(victim).toBeAlive()
      }
      await expectSessions(victim).toBeDead()
      await expectCall(call).toBeFault('NotFound')
    })
  }
}
