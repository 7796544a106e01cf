import type { RequirementId } from '../../../generated/requirements.ts'
import { check } from '../context/check.ts'
import type { CallOptions, CheckContext } from '../context/check-context.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import { isTooLong, tooLong } from './long-requests.ts'

/** An id need not have the form of one to be unknown. Property names are found in tables that inherit them; quotes have to be escaped in a message. */
const oddIds: Record<string, string> = {
  'a property name as id': 'constructor',
  'a prototype name as id': '__proto__',
  'quotes and a backslash as id': 'no "such" \\ session',
  '300 characters as id': 'x'.repeat(300),
  '10,000 characters as id': 'x'.repeat(10_000),
}

/** Gateways have pages for persons: a fault is for whoever asks. */
const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

export const unknownIdIsNotFound = check('terminate.not-found.fault', async (context) => {
  const { ids, open, mustTerminate, terminate, step, expectCall, record } = context
  const [victim] = await open(1)
  await mustTerminate([victim])
  const notFound = (name: string, list: readonly string[], options: CallOptions = {}) =>
    step(name, async () => {
      const call = await terminate(list, { ...options, repeatable: true })
      if (isTooLong(call, list.length)) return record(tooLong(call))
      await expectCall(call).toBeFault('NotFound')
    })
  await notFound('an unknown id', [ids.unknown()])
  await notFound('a sentence as id', [ids.invent(`no session: ${ids.unknown()}`)])
  for (const [name, id] of Object.entries(oddIds)) await notFound(name, [ids.invent(id)])
  // The texts of a fault may be translated; its name may not.
  await notFound('an unknown id, with Accept-Language: de', [ids.unknown()], { language: 'de' })
  await notFound('an unknown id, with the User-Agent of a browser', [ids.unknown()], { userAgent: browser })
  await notFound('300 unknown ids', Array.from({ length: 300 }, ids.unknown))
})

const endings: Record<string, Ending> = {
  'a terminated session': {
    end: ({ mustTerminate }, session) => mustTerminate([session]),
    judgedBy: 'terminate.success.all-listed',
  },
  'a logged-out session': {
    end: ({ logout }, session) => logout(session),
    judgedBy: 'terminate.current-session.logout-instead',
  },
}

/** A way to end a session, and the requirement that judges whether it does. */
interface Ending {
  end: (context: CheckContext, session: TestSession) => Promise<void>
  judgedBy: RequirementId
}

export const endedSessionIsNotFound = check('terminate.not-found.ended-session', async ({ forEachCase }) => {
  await forEachCase(endings, async (context, { end, judgedBy }) => {
    const { open, terminate, assume, expectCall, expectSessions } = context
    const [ended] = await open(1, 'login')
    await end(context, ended)
    // Not listed: its key has not passed to another session.
    await assume(expectSessions(ended).toBeDead(), judgedBy)
    await expectCall(terminate([ended])).toBeFault('NotFound')
  })
})
