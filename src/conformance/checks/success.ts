import { check, last } from '../context/check.ts'
import { longLists } from '../dimensions/lists.ts'

export const noContent = check(
  'terminate.success.no-content',
  async ({ open, terminate, expectCall, failedAnswer, record }) => {
    const [victim] = await open(1, 'login')
    const call = await terminate([victim])
    await expectCall(call).toBeTerminated()
    // fetch hides the body of a 204; its announced length can be seen.
    const announced = Number(call.headers.get('content-length') ?? 0)
    if (announced > 0)
      throw failedAnswer(call, 'body-present', `204 has no body; this one announces ${announced} bytes`, {
        expected: '204 without a body',
        seen: `a body of ${announced} bytes is announced`,
      })
    const mediaType = call.headers.get('content-type')
    if (mediaType !== null) record(`the 204 has a Content-Type: ${mediaType.split(';')[0]}`)
  },
)

export const allListed = check('terminate.success.all-listed', async (context) => {
  const { open, openLimited, hasLimited, terminate, expectCall, expectSessions } = context
  const victims = [...(await open(2, 'login')), ...(hasLimited ? [await openLimited('login')] : [])]
  const call = await terminate(victims)
  await expectSessions(victims).toBeDead()
  await expectCall(call).toBeTerminated()
})

export const bystandersUntouched = check(
  'terminate.success.bystanders-untouched',
  async (context) => {
    const { open, openLimited, openUnused, hasLimited, hasClones, terminate, expectCall, expectSessions, record } =
      context
    const victims = [...(await open(1, 'login')), ...(hasLimited ? [await openLimited()] : [])]
    const bystanders = [...(await open(1)), ...(hasLimited ? [await openLimited()] : [])]
    if (hasClones) bystanders.push(await openUnused(), ...(hasLimited ? [await openUnused('second account')] : []))
    // The caller is opened last, so that it ends sessions that are older than itself.
    const [caller] = await open(1, 'login')
    if (!hasLimited) record('without a second account, sessions of other users were not tested')
    const call = await terminate(victims, { as: caller })
    await expectSessions(victims).toBeDead()
    await expectSessions([caller, ...bystanders]).toBeAlive()
    await expectCall(call).toBeTerminated()
  },
  { hasMoreWithClones: true },
)

export const longList = last('terminate.success.long-list', async (context) => {
  const { ids, openOrReuse, controller, hasClones, terminate, step, expectCall, expectSessions } = context
  const { own, unknown, alone } = longLists[hasClones ? 'cloned' : 'loggedIn']
  const all = await openOrReuse(own + unknown + alone)
  const [beforeOwn, beforeUnknown, others] = [
    all.slice(0, own),
    all.slice(own, own + unknown),
    all.slice(own + unknown),
  ]
  await step(`${all.length} sessions after an unknown id`, async () => {
    const call = await terminate([ids.unknown(), ...all], { repeatable: true })
    await expectSessions(all).toBeAlive()
    await expectCall(call).toBeFault('NotFound')
  })
  await step(`${unknown} sessions before an unknown id, which is the last`, async () => {
    const call = await terminate([...beforeUnknown, ids.unknown()])
    await expectSessions(beforeUnknown).toBeDead()
    await expectSessions([...beforeOwn, ...others]).toBeAlive()
    await expectCall(call).toBeFault('NotFound')
  })
  await step(`${own} sessions before the caller's own id, and ${others.length} after it`, async () => {
    const call = await terminate([...beforeOwn, controller, ...others])
    await expectSessions(beforeOwn).toBeDead()
    await expectSessions(others).toBeAlive()
    await expectCall(call).toBeFault('InvalidArgument')
  })
  await step(`${others.length} sessions`, async () => {
    const call = await terminate(others)
    await expectSessions(others).toBeDead()
    await expectCall(call).toBeTerminated()
  })
})
