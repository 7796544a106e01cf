import type { Fetch } from '../../src/client/index.ts'
import type { CheckContext } from '../../src/conformance/context/check-context.ts'
import { runSuite } from '../../src/conformance/index.ts'
import type { TestSession } from '../../src/conformance/sessions/session-registry.ts'
import type { MockSession } from '../../src/mock/index.ts'
import { principals } from '../support/principals.ts'
import { type Attack, pairs } from './attack.ts'
import { type Attacked, type Behaviour, memberOf, otherAccount, tokenHeader } from './attacked.ts'
import { runCustomCheck } from './custom-run.ts'

const requirements = [
  'terminate.success.all-listed',
  'terminate.not-found.ended-session',
  'terminate.authentication.dead-token',
  'terminate.current-session.logout-instead',
  'terminate.sequence.duplicate-id',
]

const reused = { key: ['key'], token: ['token'], 'key and token': ['key', 'token'] } as const

/** When another user gets what an ended session of the run had; at the login, the run is answered with it, too. */
const moments = ['at once', 'at the next request', 'at the next login'] as const

/** After which request. */
const after = {
  TerminateSession: ['TerminateSession'],
  Logout: ['Logout'],
  either: ['TerminateSession', 'Logout'],
} as const

/** Lets other users have the keys or tokens of sessions of the run that have ended. @param spare their sessions, opened before. */
function reusing(
  { vcenter }: Attacked,
  members: readonly string[],
  what: readonly ('key' | 'token')[],
  moment: (typeof moments)[number],
  spare: MockSession[],
): Behaviour {
  const free: MockSession[] = []

  function handOver(): MockSession | undefined {
    let latest: MockSession | undefined
    for (const ended of free.splice(0)) {
      const other = spare.pop()
      if (other === undefined) break
      vcenter.sessions.delete(other.key)
      for (const member of what) other[member] = ended[member]
      vcenter.sessions.set(other.key, other)
      latest = other
    }
    return latest
  }

  return async (request, mock) => {
    const member = memberOf(request)
    if (moment === 'at the next request') handOver()
    if (moment === 'at the next login' && member === 'Login') {
      const other = handOver()
      if (other !== undefined) return shown(other, request, mock)
    }
    const before = [...vcenter.sessions.values()]
    const answer = await mock(request)
    if (members.includes(member)) free.push(...before.filter((session) => !vcenter.sessions.has(session.key)))
    if (moment === 'at once') handOver()
    return answer
  }
}

/** An answer to Login with another user's session. */
async function shown({ token }: MockSession, request: Request, mock: Fetch): Promise<Response> {
  const url = request.url.replace(/Login$/, 'currentSession')
  const answer = await mock(new Request(url, { headers: { [tokenHeader]: token } }))
  return new Response(await answer.text(), { headers: { 'content-type': 'application/json', [tokenHeader]: token } })
}

/** A server that shows no User-Agents. */
const hidingUserAgents =
  (behave: Behaviour): Behaviour =>
  async (...given) => {
    const answer = await behave(...given)
    const text = (await answer.text()).replaceAll(/,"userAgent":"[^"]*"/g, '')
    return new Response(text === '' ? null : text, answer)
  }

/** Ends a session of the run again, whose key and token another user's session has by now. */
const again: Record<string, (context: CheckContext, own: TestSession) => Promise<unknown>> = {
  'terminates it': ({ terminate }, own) => terminate([own]),
  'terminates its key': ({ terminate }, own) => terminate([own.key]),
  'terminates it among others': async ({ open, terminate }, own) => terminate([...(await open(2)), own]),
  'terminates it as the body': ({ terminateWithBody }, own) => terminateWithBody('a string in place of the list', own),
  'calls as it': async ({ open, terminate }, own) => terminate(await open(1), { as: own }),
  'logs it out': ({ sendLogout }, own) => sendLogout(own),
  'leaves it to the cleanup': async () => undefined,
}

const usedAgain: Attack[] = pairs(Object.entries(again), ['another client/1.0', '']).map(
  ([[name, use], userAgent]) => ({
    title: `once a list has shown that its key and token are another user's (opened ${userAgent === '' ? 'without' : 'with'} a User-Agent), a check ${name}`,
    async attempt(attacked) {
      const { vcenter } = attacked
      const other = await attacked.openOther(userAgent)
      const { verdict, finding } = await runCustomCheck(attacked, async (context) => {
        const [own] = await context.open(1)
        vcenter.sessions.delete(own.key)
        vcenter.sessions.delete(other.key)
        Object.assign(other, { key: own.key, token: own.token })
        vcenter.sessions.set(other.key, other)
        // The check does not stop where the state of its session cannot be read: the gate alone has to hold it.
        await context
          .expectSessions(own)
          .toBeDead()
          .catch(() => undefined)
        await use(context, own)
      })
      return verdict === 'pass' ? { kind: 'passed' } : { kind: 'refused', reason: `${verdict}: ${finding?.message}` }
    },
  }),
)

/** By keys and tokens that are used again. */
export const reusedKeys: Attack[] = [...reusedInRuns(), ...usedAgain]

function reusedInRuns(): Attack[] {
  return pairs(
    pairs(Object.entries(after), Object.entries(reused)),
    pairs(moments, pairs([true, false], ['another client/1.0', ''])),
  ).map(([[[when, members], [name, what]], [moment, [keepsUserAgents, userAgent]]]) => ({
    title: `a server that keeps ${keepsUserAgents ? '' : 'no '}User-Agents gives the ${name} of a session that has ended by ${when} to another user ${moment} (opened ${userAgent === '' ? 'without' : 'with'} a User-Agent)`,
    async attempt(attacked) {
      // Without User-Agents, the name of the user has to tell the sessions apart.
      const account = keepsUserAgents ? principals.controller : otherAccount
      const spare = await Promise.all(Array.from({ length: 12 }, () => attacked.openOther(userAgent, account)))
      const behave = reusing(attacked, members, what, moment, spare)
      attacked.behave(keepsUserAgents ? behave : hidingUserAgents(behave))
      return {
        kind: 'result',
        result: await runSuite(attacked.target, { only: requirements, seed: 1, idleMs: 0, exchanges: false }),
        mustTell: name !== 'token' && moment !== 'at the next login',
      }
    },
  }))
}
