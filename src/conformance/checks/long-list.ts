import { last } from '../context/check.ts'
import { longLists } from '../dimensions/lists.ts'

export const longList = last('terminate.success.long-list', async (context) => {
  const { ids, open, openOrReuse, controller, hasClones, terminate, step, expectCall, expectSessions } = context
  const { own, unknown, alone } = longLists[hasClones ? 'cloned' : 'loggedIn']
  const all = await openOrReuse(own + unknown + alone)
  // Begun after all of them.
  const bystanders = hasClones ? await open(1) : []
  await step(`${all.length} sessions after an unknown id`, async () => {
    const call = await terminate([ids.unknown(), ...all], { repeatable: true })
    await expectSessions([...all, ...bystanders]).toBeAlive()
    await expectCall(call).toBeFault('NotFound')
  })
  const [beforeUnknown, beforeOwn, others] = [
    all.slice(0, unknown),
    all.slice(unknown, unknown + own),
    all.slice(unknown + own),
  ]
  await step(`${unknown} sessions before an unknown id, which is the last`, async () => {
    const call = await terminate([...beforeUnknown, ids.unknown()])
    await expectSessions(beforeUnknown).toBeDead()
    await expectSessions([...beforeOwn, ...others, ...bystanders]).toBeAlive()
    await expectCall(call).toBeFault('NotFound')
  })
  await step(`${own} sessions before the caller's own id, and ${others.length} after it`, async () => {
    const call = await terminate([...beforeOwn, controller, ...others])
    await expectSessions(beforeOwn).toBeDead()
    await expectSessions([...others, ...bystanders]).toBeAlive()
    await expectCall(call).toBeFault('InvalidArgument')
  })
  await step(`${others.length} sessions`, async () => {
    const call = await terminate(others)
    await expectSessions(others).toBeDead()
    await expectSessions(bystanders).toBeAlive()
    await expectCall(call).toBeTerminated()
  })
})
