import { check } from '../context/check.ts'

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
  await expectCall(call).toSucceed()
})

export const bystandersUntouched = check(
  'terminate.success.bystanders-untouched',
  async (context) => {
    const { open, openLimited, openUnused, hasLimited, hasClones, terminate } = context
    const { control, expectCall, expectSessions, record } = context
    const victims = [...(await open(1, 'login')), ...(hasLimited ? [await openLimited()] : [])]
    const bystanders = [...(await open(1)), ...(hasLimited ? [await openLimited()] : [])]
    // A client may log in twice: one of the bystanders has the User-Agent of a session that is to be ended.
    if (hasClones)
      bystanders.push(
        await openUnused(undefined, victims[0]),
        ...(hasLimited ? [await openUnused('second account')] : []),
      )
    // The caller is opened last, so that it ends sessions that are older than itself.
    const [caller] = await open(1, 'login')
    if (!hasLimited) record('without a second account, sessions of other users were not tested')
    const call = await terminate(victims, { as: caller })
    await expectSessions([caller, ...bystanders]).toBeAlive()
    await control(expectSessions(victims).toBeDead(), 'terminate.success.all-listed')
    await expectCall(call).toSucceed()
  },
  { hasMoreWithClones: true },
)
