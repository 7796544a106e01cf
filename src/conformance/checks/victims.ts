import { check } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import type { LoginForm } from '../dimensions/logins.ts'
import type { activities, lives, longLives } from '../dimensions/sessions.ts'
import { OpeningRefused, unreached, unsupported } from '../errors/verdict-error.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import { whileHoldingTicket } from './clone-ticket.ts'
import { openUnlessRefused } from './unusual-logins.ts'

export const clones = check(
  'terminate.success.clones',
  async ({ open, openClone, openUnused, terminate, step, expectCall, expectSessions }) => {
    const [parent] = await open(1, 'login')
    const first = await openClone(parent).catch((error: unknown) => {
      throw error instanceof OpeningRefused
        ? unsupported('not-applicable', `the target has no clones: ${error.message}`)
        : error
    })
    // Those that follow show the same User-Agent as the session that was cloned.
    const openAlike = () => openClone(parent, { withAgentOf: parent })
    const [second, third] = [await openAlike(), await openAlike()]
    await step('a clone', async () => {
      const call = await terminate([first])
      await expectSessions(first).toBeDead()
      await expectSessions([parent, second, third]).toBeAlive()
      await expectCall(call).toSucceed()
    })
    const clone = await openClone(third, { isUnused: true })
    await step('a clone that was cloned, by the session that it is a clone of', async () => {
      const call = await terminate([third], { as: parent })
      await expectSessions(third).toBeDead()
      await expectSessions([parent, clone, second]).toBeAlive()
      await expectCall(call).toSucceed()
    })
    await step('the session that was cloned, by a clone with the same User-Agent', async () => {
      const call = await terminate([parent], { as: second })
      await expectSessions(parent).toBeDead()
      await expectSessions(second).toBeAlive()
      await expectCall(call).toSucceed()
    })
    await step('a clone, by one whose original session has ended', async () => {
      const call = await terminate([clone], { as: second })
      await expectSessions(clone).toBeDead()
      await expectCall(call).toSucceed()
    })
    await step('a login with the User-Agent of the session that has ended', async () => {
      const later = await openUnused(undefined, parent)
      await expectSessions(parent).toBeDead()
      await expectSessions([later, second]).toBeAlive()
    })
  },
)

type Live = (context: CheckContext) => Promise<TestSession | undefined>

/** Opens the sessions that are to be ended; undefined where the run has none of a kind. */
const livesOf: Record<(typeof lives)[number], Live> = {
  'a session of the second account, opened by Login': async ({ hasLimited, openLimited }) =>
    hasLimited ? openLimited('login') : undefined,
  'a clone whose original session logged out': async ({ open, openClone, logout, hasClones }) => {
    if (!hasClones) return undefined
    const [parent] = await open(1)
    const clone = await openClone(parent)
    await logout(parent)
    return clone
  },
  'a session of the second account, opened by CloneSession': async ({ hasLimited, hasClones, openLimited }) =>
    hasLimited && hasClones ? openLimited() : undefined,
  'a session of the second account that was never used': async ({ hasLimited, hasClones, openUnused }) =>
    hasLimited && hasClones ? openUnused('second account') : undefined,
  'a session that was never used': async ({ hasClones, openUnused }) => (hasClones ? openUnused() : undefined),
  'a clone that was never used': async ({ hasClones, openUnused }) => (hasClones ? openUnused('clone') : undefined),
  'a session that made calls and was listed in calls that failed': async ({ ids, open, terminate }) => {
    const [victim] = await open(1)
    await terminate([ids.unknown()], { as: victim, repeatable: true })
    await terminate([victim], { as: victim, repeatable: true })
    await terminate([ids.unknown(), victim], { repeatable: true })
    await terminate([ids.unknown(), victim], { repeatable: true })
    return victim
  },
  // In Turkish, where the lower case of I is another letter, a server that changes the letters of a name by the language of the session takes one name for another.
  'a session that a browser has begun': begunBy({ asBrowser: true, locale: 'tr' }, { asBrowser: true }),
  'a session begun by the user name in the other letter case': begunBy({
    userName: 'the user name in the other letter case',
  }),
  'a session begun by the user name in its other form': begunBy({ userName: 'the user name in its other form' }),
}

/** A session of an unusual login, or else of the next, which calls like any other of its user. Only where clones leave room for a login. */
function begunBy(...forms: LoginForm[]): Live {
  return async (context) => {
    const { ids, terminate, expectCall, expectSessions, hasClones } = context
    let session: TestSession | undefined
    for (const form of hasClones ? forms : []) session ??= await openUnlessRefused(context, form)
    if (session === undefined) return undefined
    await expectCall(await terminate([ids.unknown()], { as: session, repeatable: true })).toBeFault('NotFound')
    const call = await terminate([session], { as: session, repeatable: true })
    await expectSessions(session).toBeAlive()
    await expectCall(call).toBeFault('InvalidArgument')
    return session
  }
}

export const everySession = check(
  'terminate.success.every-session',
  async (context) => {
    const { forEachCase, record, hasLimited } = context
    if (!hasLimited) record('without a second account, sessions of other users were not tested')
    const cases = Object.entries<Live>({ ...livesOf, ...(context.idleMs > 0 ? longLivesOf : {}) })
    await forEachCase(Object.fromEntries(cases.map((one) => [one[0], one])), async (inner, [name, live]) => {
      const victim = await live(inner)
      if (victim === undefined) return
      const { terminate, expectCall, expectSessions, isListed, wait } = inner
      // A list may be a moment behind.
      if (!(await isListed(victim))) await wait(1000)
      if (!(await isListed(victim))) {
        // That Logout of a session ends its clone is no finding about TerminateSession.
        if (name === 'a clone whose original session logged out')
          throw unreached('the session has ended before it was to be terminated')
        await expectSessions(victim).toBeAlive()
      }
      const call = await terminate([victim])
      await expectSessions(victim).toBeDead()
      await expectCall(call).toSucceed()
    })
    const { 'with requests under way': reading, ...others } = endings
    const whileEnded = { 'with requests under way': reading, ...(context.hasClones ? others : {}) }
    await forEachCase<(typeof endings)[keyof typeof endings]>(whileEnded, (inner, end) => end(inner))
  },
  { hasMoreWithClones: true },
)

/** The same, of those that wait for seconds. */
const longLivesOf: Record<(typeof longLives)[number], Live> = {
  'idle for some time': async ({
    ids,
    open,
    openClone,
    hasClones,
    terminate,
    isListed,
    wait,
    idleMs,
    expectSessions,
  }) => {
    const [victim] = await open(1)
    const clone = hasClones ? await openClone(victim) : undefined
    await wait(idleMs)
    if (clone === undefined) return victim
    await terminate([clone, ids.unknown()])
    // Before it is read by its own token: to be read is to be in use.
    if (await isListed(victim)) await expectSessions(clone).toBeDead()
    return victim
  },
  'in use for some time': async ({ open, wait, idleMs, readingWith }) => {
    const [victim] = await open(1)
    for (let part = 0; part < 10; part += 1) {
      await readingWith(victim)
      await wait(idleMs / 10)
    }
    return victim
  },
}

/** Ends a session while it does something. */
const endings: Record<(typeof activities)[number], (context: CheckContext) => Promise<void>> = {
  'with requests under way': (context) => endWhileInUse(context, 0),
  'while it terminates another': (context) => endWhileInUse(context, 1),
  'while it holds a clone ticket': endWithTicket,
}

/** @param others how many sessions it names in a call of its own meanwhile; with none, it reads. */
async function endWhileInUse(context: CheckContext, others: number): Promise<void> {
  const { open, terminate, readingWith, expectCall, expectSessions } = context
  const [victim, ...named] = await open(1 + others)
  if (victim === undefined) return
  const using =
    others === 0 ? [readingWith(victim), readingWith(victim), readingWith(victim)] : [terminate(named, { as: victim })]
  const [call] = await Promise.all([terminate([victim]), ...using])
  await expectSessions(victim).toBeDead()
  await expectCall(call).toSucceed()
}

/** Whether the ticket can be used afterwards is no affair of TerminateSession. */
async function endWithTicket(context: CheckContext): Promise<void> {
  const { open, terminate, expectCall, expectSessions } = context
  const [victim] = await open(1)
  await whileHoldingTicket(context, victim, async () => {
    const call = await terminate([victim])
    await expectSessions(victim).toBeDead()
    await expectCall(call).toSucceed()
  })
}
