import { check } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import { isSuccess, summarizeAll } from '../context/terminate-call.ts'
import type { callers, longCallers } from '../dimensions/sessions.ts'
import { openUnlessRefused } from './unusual-logins.ts'
import { expectUsualOutcomes } from './usual-outcomes.ts'

type Run = (context: CheckContext) => Promise<void>

/** The calls of each caller. */
const runAs: Record<(typeof callers)[number], Run> = {
  'a caller after many calls that were answered with faults': async (context) => {
    const { ids, open, terminate, readingWith } = context
    const [caller] = await open(1)
    for (let made = 0; made < 4; made += 1) {
      const calls = Array.from({ length: 5 }, () => terminate([ids.unknown()], { as: caller, repeatable: true }))
      await Promise.all([...calls, readingWith(caller), readingWith(caller)])
    }
    await terminate([caller], { as: caller, repeatable: true })
    await expectUsualOutcomes(context, caller)
  },
  'a caller that lists its own id in its first call': async ({ openUnused, terminate, expectCall, expectSessions }) => {
    const caller = await openUnused()
    const call = await terminate([caller], { as: caller, repeatable: true })
    await expectSessions(caller).toBeAlive()
    await expectCall(call).toBeFault('InvalidArgument')
  },
  'a caller on a connection that others use': ({ inManner }) =>
    inManner('one connection', 'one connection', onOneConnection),
  'a caller with two calls at once': twoAtOnce,
  'a caller with its first call': async (context) => expectUsualOutcomes(context, await context.openUnused()),
  'a caller in another language': inAnotherLanguage,
}

/** The same, of those that wait for seconds. */
const longRunAs: Record<(typeof longCallers)[number], Run> = {
  'a caller that was idle for some time': async ({ open, wait, idleMs, terminate, expectCall, expectSessions }) => {
    const [caller, victim] = await open(2)
    await wait(idleMs)
    const call = await terminate([victim], { as: caller })
    await expectSessions(victim).toBeDead()
    await expectSessions(caller).toBeAlive()
    await expectCall(call).toSucceed()
  },
}

/** Left out where each session is a login. */
const costly: ReadonlySet<string> = new Set<(typeof callers | typeof longCallers)[number]>([
  'a caller that was idle for some time',
  'a caller with its first call',
  'a caller with two calls at once',
  'a caller in another language',
])

export const everyCaller = check(
  'terminate.success.every-caller',
  ({ forEachCase, hasClones, idleMs }) => {
    const all = Object.entries<Run>({ ...runAs, ...(idleMs > 0 ? longRunAs : {}) })
    const cases = all.filter(([name]) => hasClones || !costly.has(name))
    return forEachCase(Object.fromEntries(cases), (context, run) => run(context))
  },
  { hasMoreWithClones: true },
)

/** The language of a login decides over texts alone. Japanese: whose texts have no letter of English. */
async function inAnotherLanguage(context: CheckContext): Promise<void> {
  const caller = await openUnlessRefused(context, { locale: 'ja' })
  if (caller !== undefined) await expectUsualOutcomes(context, caller)
}

/** Two calls of one caller at once, each with sessions of its own. */
async function twoAtOnce(context: CheckContext): Promise<void> {
  const { ids, open, terminate, step, expectCall, expectSessions, failedAnswer } = context
  const [caller, one, two, after] = await open(4)
  const [first, second] = await Promise.all([
    terminate([one], { as: caller }),
    terminate([two, ids.unknown(), after], { as: caller }),
  ])
  await expectSessions([one, two]).toBeDead()
  await expectSessions([caller, after]).toBeAlive()
  await expectCall(first).toBeTerminated()
  await expectCall(second).toBeFault('NotFound')
  await step('two sessions that list each other', async () => {
    const calls = await Promise.all([terminate([after], { as: caller }), terminate([caller], { as: after })])
    for (const [index, listed] of [after, caller].entries())
      if (calls[index] !== undefined && isSuccess(calls[index])) await expectSessions(listed).toBeDead()
    // Whichever comes first is made by a session that is logged on, and lists one.
    if (!calls.some(isSuccess)) {
      const seen = summarizeAll(calls)
      const expected = 'one success at least'
      throw failedAnswer(calls, 'unexpected-fault', `expected ${expected}, got ${seen}`, { expected, seen })
    }
  })
}

/** A server must not take the caller of a request from an earlier one on its connection. */
async function onOneConnection(context: CheckContext): Promise<void> {
  const {
    ids,
    open,
    lacksPrivilege,
    openLimited,
    readingWith,
    terminate,
    terminateWithToken,
    step,
    expectCall,
    expectSessions,
  } = context
  const [caller, other, victim] = await open(3)
  await step("the caller's own id, after another session", async () => {
    await readingWith(other)
    const call = await terminate([caller, victim], { as: caller, repeatable: true })
    await expectSessions([caller, other, victim]).toBeAlive()
    await expectCall(call).toBeFault('InvalidArgument')
  })
  await step('without a token, after a session', async () => {
    await readingWith(caller)
    const call = await terminateWithToken('no token', victim)
    await expectSessions(victim).toBeAlive()
    await expectCall(call).toBeRefused()
  })
  if (lacksPrivilege) {
    const limited = await openLimited()
    await step('without the privilege, after a session that has it', async () => {
      await readingWith(caller)
      const call = await terminate([victim], { as: limited, repeatable: true })
      await expectSessions(victim).toBeAlive()
      await expectCall(call).toBeRefused()
    })
  }
  await step('the session that used the connection before', async () => {
    await terminate([ids.unknown()], { as: other, repeatable: true })
    const call = await terminate([other], { as: caller })
    await expectSessions(other).toBeDead()
    await expectSessions([caller, victim]).toBeAlive()
    await expectCall(call).toBeTerminated()
  })
  await step('the token of that session, on the connection that it has called on', async () => {
    const call = await terminate([victim], { as: other, repeatable: true })
    await expectSessions(victim).toBeAlive()
    await expectCall(call).toBeRefused()
  })
  await expectUsualOutcomes(context, caller)
}
