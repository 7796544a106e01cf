import { check } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import { idsOver64KB, lengths } from '../dimensions/lists.ts'
import { type Calls, expectNoEffect } from './calls-without-effect.ts'
import { isTooLong, tooLong } from './long-requests.ts'

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
  await expectNoEffect(context, prepare, async (call, name) => {
    if (isTooLong(call, Number.parseInt(name, 10))) return context.record(tooLong(call))
    await expectCall(call).toBeFault('NotFound')
  })
}

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
      if (isTooLong(call, 1 + length)) {
        record(tooLong(call))
        return expectSessions(victim).toBeAlive()
      }
      await expectSessions(victim).toBeDead()
      await expectCall(call).toBeFault('NotFound')
    })
  }
}
