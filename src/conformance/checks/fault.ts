import type { RequirementId } from '../../../generated/requirements.ts'
import { jsonOf } from '../../client/json.ts'
import { check } from '../context/check.ts'
import type { CheckContext } from '../context/check-context.ts'
import { faultSchema } from '../context/fault-schema.ts'
import { type Call, summarize } from '../context/terminate-call.ts'
import { failed, unreachedBy } from '../errors/verdict-error.ts'
import type { TestSession } from '../sessions/session-registry.ts'

/** A call that is to be answered with a fault, and the requirement that judges whether it is. */
interface Provocation {
  provoke: (context: CheckContext) => Promise<Call>
  judgedBy: RequirementId
}

/** The two faults that the page names, each provoked in several ways. */
const provocations: Record<string, Provocation> = {
  'an unknown id': {
    provoke: ({ terminate, ids }) => terminate([ids.unknown()]),
    judgedBy: 'terminate.not-found.fault',
  },
  'an unknown id among others': {
    provoke: ({ terminate, ids }) => terminate([ids.unknown(), ids.unknown(), ids.unknown()]),
    judgedBy: 'terminate.not-found.fault',
  },
  'an unknown id, where the caller accepts any media type': {
    provoke: ({ terminate, ids }) => terminate([ids.unknown()], { accept: '*/*' }),
    judgedBy: 'terminate.not-found.fault',
  },
  'an unknown id after a session': {
    provoke: async ({ open, terminate, ids }) => {
      const [victim] = await open(1)
      return terminate([victim, ids.unknown()])
    },
    judgedBy: 'terminate.sequence.model',
  },
  "the caller's own id": {
    provoke: async ({ controller, hasClones, open, terminate }) => {
      // Where sessions log in, the controller's own id saves a login.
      const [caller] = hasClones ? await open(1) : [controller]
      return terminate([caller], { as: caller })
    },
    judgedBy: 'terminate.current-session.fault',
  },
}

/** Further faults, which other pages name for every operation; undefined where the run has no second account, or sessions are expensive. */
const furtherProvocations: Record<string, (context: CheckContext) => Promise<Call | undefined>> = {
  'a call without the privilege': async ({ ids, openLimited, lacksPrivilege, hasClones, terminate }) =>
    lacksPrivilege && hasClones ? terminate([ids.unknown()], { as: await openLimited(), repeatable: true }) : undefined,
  'a call without a session': async ({ ids, terminateWithToken }) =>
    terminateWithToken('no token', { key: ids.unknown() }),
}

const furtherFaults: string[] = ['NoPermission', 'NotAuthenticated']

/** The answer to a call that has to be a fault before the form of that fault can be judged. @throws VerdictError `unreached` where it is none. */
async function provoked(context: CheckContext, { provoke, judgedBy }: Provocation): Promise<Call> {
  const call = await provoke(context)
  if (call.status !== 500) throw unreachedBy(judgedBy, `expected 500 with a fault, got ${summarize(call)}`)
  return call
}

export const mediaType = check('terminate.fault.media-type', async ({ forEachCase }) => {
  await forEachCase(provocations, async (context, provocation) => {
    const call = await provoked(context, provocation)
    const sent = call.headers.get('content-type')
    const essence = sent?.split(';')[0]?.trim().toLowerCase()
    if (essence !== 'application/json')
      throw context.failedAnswer(
        call,
        'media-type',
        `expected the Content-Type application/json, got ${essence ?? 'none'}`,
        {
          expected: 'the Content-Type application/json',
          seen: essence ?? 'none',
        },
      )
  })
})

export const schema = check(
  'terminate.fault.schema',
  async ({ forEachCase }) => {
    const problemsOf = faultSchema()
    const judge = ({ failedAnswer }: CheckContext, call: Call) => {
      const value = jsonOf(call.body)
      if (value === undefined)
        throw failedAnswer(call, 'schema', 'the body is not JSON', {
          expected: 'a fault in JSON',
          seen: 'a body that is not JSON',
        })
      // Bytes that are no UTF-8 are decoded to this character; no text has a reason to hold it (RFC 8259, 8.1).
      const [problem] = call.body.includes('\uFFFD') ? ['the body is not UTF-8'] : problemsOf(value)
      if (problem !== undefined)
        throw failedAnswer(call, 'schema', problem, {
          expected: 'a fault that is valid against the schema',
          seen: problem,
        })
    }
    await forEachCase(provocations, async (context, provocation) => {
      judge(context, await provoked(context, provocation))
    })
    await forEachCase(furtherProvocations, async (context, provoke) => {
      const call = await provoke(context)
      // With which fault such a call is refused is judged by other requirements.
      if (call?.outcome.kind === 'fault' && furtherFaults.includes(call.outcome.fault._typeName)) judge(context, call)
    })
  },
  { hasMoreWithClones: true },
)

export const noSecrets = check(
  'terminate.fault.no-secrets',
  async (context) => {
    const { ids, open, openLimited, lacksPrivilege, hasClones, terminate, logout, capture } = context
    const { assume, step, expectCall, expectSessions, failedAnswer } = context
    const leak = capture()
    const [caller, victim] = await open(2)
    const calls: { call: Call; as: TestSession }[] = []
    const make = async (id: TestSession | string, as = caller) => {
      const call = await terminate([id], { as })
      calls.push({ call, as })
      return call
    }
    await step('a session', () => assume(expectCall(make(victim)).toSucceed(), 'terminate.success.no-content'))
    await step('an unknown id', () => assume(expectCall(make(ids.unknown())).toBeFault(), 'terminate.not-found.fault'))
    await step("the caller's own id", () =>
      assume(expectCall(make(caller)).toBeFault(), 'terminate.current-session.fault'),
    )
    if (lacksPrivilege && hasClones) {
      const limited = await openLimited()
      await step('a call without the privilege', () =>
        assume(expectCall(make(caller, limited)).toBeRefused(), 'terminate.privilege.required'),
      )
    }
    // What sessionList shows is looked at, too.
    await assume(expectSessions(caller).toBeAlive(), 'terminate.current-session.survives')
    await logout(caller)
    await step('the token of a logged-out session', () =>
      assume(expectCall(make(ids.unknown())).toBeRefused(), 'terminate.authentication.dead-token'),
    )
    const seen = leak.anywhere()
    if (seen === undefined) return
    const parts = { expected: 'no token and no password in an answer', seen }
    const culprit = calls.find(({ call, as }) => leak.within(call, as) !== undefined)?.call
    throw culprit === undefined ? failed('secret', seen, parts) : failedAnswer(culprit, 'secret', seen, parts)
  },
  { hasMoreWithClones: true },
)
