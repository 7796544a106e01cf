import type { CheckContext } from '../context/check-context.ts'
import { type Call, isSuccess } from '../context/terminate-call.ts'
import { isTargetError, VerdictError, withPrefix } from '../errors/verdict-error.ts'
import type { TestSession } from '../sessions/session-registry.ts'

/** Calls that must end nothing, by the name of their step. Each is sent by itself. One that need not be answered is undefined where it was not. */
export type Calls = Record<string, () => Promise<Call | undefined>>

/** How many calls are under way at once. */
const atOnce = 16

/**
 * Makes calls that must not end any of the sessions. All are sent before the sessions are looked at; where one has ended, or a call was answered with a
 * success, the calls are made once more, one after the other, to name the one that did it.
 *
 * @param prepare creates the calls, and the sessions that they must leave alive.
 * @param judge what each answer has to be.
 * @returns the sessions, which are alive.
 */
export async function expectNoEffect<Listed extends readonly TestSession[]>(
  context: CheckContext,
  prepare: () => Promise<{ sessions: Listed; calls: Calls }>,
  judge: (call: Call, name: string) => Promise<void> = async () => {},
): Promise<Listed> {
  const { expectSessions, step } = context
  const { sessions, calls } = await prepare()
  const faulty = await sendAll(calls, judge)
  const problem = await problemOf(async () => {
    await expectSessions(sessions).toBeAlive()
    if (faulty !== undefined) throw faulty
  })
  if (problem === undefined) return sessions
  const isAboutSessions = problem.finding.code !== 'unexpected-status' && problem.finding.code !== 'unexpected-fault'
  if (isAboutSessions) {
    const again = await prepare().catch((error: unknown) => {
      // What the calls have ended is missing now; that they did so is known all the same.
      throw isTargetError(error) ? problem : error
    })
    for (const [name, send] of Object.entries(again.calls)) {
      await step(name, async () => {
        const call = await send()
        await expectSessions(again.sessions).toBeAlive()
        if (call !== undefined) await judge(call, name)
      })
    }
  }
  throw problem
}

/** Sends all of them, until one is answered with a success: the sessions are looked at then. @returns what is wrong with the first answer that is not as it should be. */
async function sendAll(calls: Calls, judge: (call: Call, name: string) => Promise<void>): Promise<unknown> {
  const left = Object.entries(calls)
  let faulty: unknown
  while (left.length > 0) {
    const settled = await Promise.allSettled(
      left.splice(0, atOnce).map(async ([name, send]) => {
        const call = await send().catch(prefixed(name))
        if (call === undefined) return { isSuccess: false, error: undefined }
        // Judged at once, and not kept: a hostile answer takes megabytes.
        return { isSuccess: isSuccess(call), error: await errorOf(judge(call, name).catch(prefixed(name))) }
      }),
    )
    let hasSuccess = false
    for (const one of settled) {
      if (one.status === 'rejected') throw one.reason
      faulty ??= one.value.error
      hasSuccess ||= one.value.isSuccess
    }
    if (hasSuccess) break
  }
  return faulty
}

async function errorOf(judging: Promise<void>): Promise<unknown> {
  return judging.then(
    () => undefined,
    (error: unknown) => error,
  )
}

async function problemOf(judging: () => Promise<void>): Promise<VerdictError | undefined> {
  try {
    await judging()
    return undefined
  } catch (error) {
    if (error instanceof VerdictError && error.verdict === 'fail') return error
    throw error
  }
}

function prefixed(name: string) {
  return (error: unknown): never => {
    throw withPrefix(name, error)
  }
}
