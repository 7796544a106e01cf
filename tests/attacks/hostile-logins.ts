import type { Fetch } from '../../src/client/index.ts'
import { runSuite } from '../../src/conformance/index.ts'
import type { MockSession } from '../../src/mock/index.ts'
import { type Attack, pairs, someOf } from './attack.ts'
import { type Attacked, type Behaviour, memberOf, tokenHeader } from './attacked.ts'

/** What a hostile Login, or CloneSession, has at hand. */
interface Login {
  attacked: Attacked
  /** A session that others opened before the run. */
  other: MockSession
  mock: Fetch
  request: Request
  /** What earlier logins of the run were answered with. */
  earlier: readonly Answered[]
}

/** The parts of an answer to Login or CloneSession. */
interface Answered {
  status: number
  body: string
  token: string | undefined
}

type Answer = (login: Login) => Promise<Answered>

const requirements = [
  'terminate.success.all-listed',
  'terminate.not-found.ended-session',
  'terminate.privilege.required',
  'terminate.request.body-required',
]

/** Those of checks that open clones, too, where the clones prove to be sessions in their own right. */
const cloning = [
  'terminate.success.clones',
  'terminate.success.bystanders-untouched',
  'terminate.sequence.duplicate-id',
  'terminate.privilege.required',
]

/** The answer that the mock gives; it begins a session of the run. */
async function genuine({ mock, request }: Login): Promise<Answered> {
  const answer = await mock(request.clone())
  return { status: answer.status, body: await answer.text(), token: answer.headers.get(tokenHeader) ?? undefined }
}

/** A session as the mock shows it. */
async function shown({ mock, request }: Login, { token }: MockSession): Promise<Answered> {
  const url = request.url.replace(/(Login|CloneSession)$/, 'currentSession')
  const answer = await mock(new Request(url, { headers: { [tokenHeader]: token } }))
  return { status: 200, body: await answer.text(), token }
}

/** A body of JSON with other members. */
const changed = (body: string, members: object) => JSON.stringify({ ...(JSON.parse(body) as object), ...members })

const answers: Record<string, Answer> = {
  'a session of others': (login) => shown(login, login.other),
  'a session of others, beside one that it begins': async (login) => {
    await genuine(login)
    return shown(login, login.other)
  },
  'the key of others with a token of the run': async (login) => {
    const own = await genuine(login)
    return { ...own, body: changed(own.body, { key: login.other.key }) }
  },
  'a key of the run with the token of others': async (login) => ({
    ...(await genuine(login)),
    token: login.other.token,
  }),
  'the token of others and no key': async (login) => ({
    ...(await genuine(login)),
    body: '{}',
    token: login.other.token,
  }),
  'the token of others and status 503': async (login) => ({ status: 503, body: '', token: login.other.token }),
  'a session of others and status 201': async (login) => ({ ...(await shown(login, login.other)), status: 201 }),
  'a session of others and no token': async (login) => ({ ...(await shown(login, login.other)), token: undefined }),
  'the key of others in capitals, with the token of others': async (login) => {
    const other = await shown(login, login.other)
    return { ...other, body: changed(other.body, { key: login.other.key.toUpperCase() }) }
  },
  'the key of others twice in one body, with a token of the run': async (login) => {
    const own = await genuine(login)
    return { ...own, body: `{"key":"${login.other.key}",${own.body.slice(1)}` }
  },
  'a session of others with the User-Agent of the login': async (login) => {
    const other = await shown(login, login.other)
    return { ...other, body: changed(other.body, { userAgent: login.request.headers.get('user-agent') }) }
  },
  'a session that others have just begun': async (login) =>
    shown(login, await login.attacked.openOther(login.other.userAgent)),
  'what an earlier login was answered with': async (login) => login.earlier[0] ?? shown(login, login.other),
  'the token of an earlier login': async (login) => ({
    ...(await genuine(login)),
    token: login.earlier.at(-1)?.token ?? login.other.token,
  }),
  'the key of an earlier login, with the token of others': async (login) => ({
    ...(login.earlier[0] ?? (await genuine(login))),
    token: login.other.token,
  }),
  'a session of others, too late': async (login) => {
    await new Promise((resolve) => setTimeout(resolve, 450))
    return shown(login, login.other)
  },
}

/** A login, or a clone, of the run. */
interface Opening {
  /** Without those of idle sessions. */
  number: number
  isLimited: boolean
  isIdle: boolean
}

/** Which logins are answered so. */
const times: Record<string, (opening: Opening) => boolean> = {
  'the first login': ({ number, isIdle }) => !isIdle && number === 1,
  'the second login': ({ number, isIdle }) => !isIdle && number === 2,
  'every login': () => true,
  'each login from the third on': ({ number, isIdle }) => !isIdle && number > 2,
  'logins of the second account': ({ isLimited, isIdle }) => !isIdle && isLimited,
  'logins of idle sessions': ({ isIdle }) => isIdle,
}

/** The check of clones opens four; after them come those of other checks. */
const clonesOfCheck = 4

/** Which clones are answered so. */
const timesOfClones: typeof times = {
  'the first clone': ({ number }) => number === 1,
  'the last clone of the check of clones': ({ number }) => number === clonesOfCheck,
  'every clone': () => true,
  'the first clone of another check': ({ number }) => number === clonesOfCheck + 1,
  'each clone of other checks': ({ number }) => number > clonesOfCheck,
}

/** What a server shows of the sessions: all, or no User-Agents, or the present time of an hour later. */
const fronts: Record<string, (answer: Response) => Promise<Response>> = {
  'keeps User-Agents': async (answer) => answer,
  'keeps no User-Agents': async (answer) => {
    const text = (await answer.text()).replaceAll(/,"userAgent":"[^"]*"/g, '')
    return new Response(text === '' ? null : text, answer)
  },
  'dates its answers an hour later': async (answer) => {
    answer.headers.set('date', new Date(Date.now() + 3_600_000).toUTCString())
    return answer
  },
}

function hostile(
  attacked: Attacked,
  method: 'Login' | 'CloneSession',
  answer: Answer,
  isMeant: (opening: Opening) => boolean,
  userAgent: 'named' | 'unnamed',
): Behaviour {
  const earlier: Answered[] = []
  let number = 0
  return async (request, mock) => {
    // Logins of other users are answered as they should be.
    const isOfRun = request.headers.get('user-agent')?.includes('(run ') === true
    if (memberOf(request) !== method || !isOfRun) return mock(request)
    const isIdle = request.headers.get('user-agent')?.includes(' of idle/') === true
    if (!isIdle) number += 1
    const isLimited = (await request.clone().text()).includes('readonly')
    const login: Login = { attacked, other: attacked.others[userAgent], mock, request, earlier: [...earlier] }
    const given = isMeant({ number, isLimited, isIdle }) ? await answer(login) : await genuine(login)
    earlier.push(given)
    const headers = new Headers({ 'content-type': 'application/json' })
    if (given.token !== undefined) headers.set(tokenHeader, given.token)
    return new Response(given.body, { status: given.status, headers })
  }
}

const fronting = pairs(Object.entries(fronts), ['named', 'unnamed'] as const)

/** An attempt whose title does not say yet what is answered so. */
function asAttack(
  [[name, answer], [time, isMeant]]: [[string, Answer], [string, (opening: Opening) => boolean]],
  [[front, show], userAgent]: (typeof fronting)[number],
  method: 'Login' | 'CloneSession',
  only: string[],
): Attack {
  return {
    title: `a server that ${front} answers ${time} with ${name} (opened ${userAgent === 'named' ? 'with' : 'without'} a User-Agent)`,
    // Without User-Agents, ownership is inferred, and the name of the user is all that tells such sessions from those of the run.
    isOfOtherAccount:
      front === 'keeps no User-Agents' &&
      (time === 'the first login' || name === 'a session that others have just begun'),
    async attempt(attacked) {
      const behave = hostile(attacked, method, answer, isMeant, userAgent)
      attacked.behave(async (...given) => show(await behave(...given)))
      const isLate = name.endsWith('too late')
      const timeoutMs = isLate ? 300 : 10_000
      const result = await runSuite(attacked.target, { only, seed: 1, timeoutMs, idleMs: 0, exchanges: false })
      // A session of the run whose key stands in the body twice is the run's own, however it is written; a run has no need of its idle sessions.
      const mustTell = !name.startsWith('the key of others twice') && !(isLate && time === 'logins of idle sessions')
      return { kind: 'result', result, mustTell }
    },
  }
}

/** By answers to Login. */
export const hostileLogins: Attack[] = someOf(pairs(Object.entries(answers), Object.entries(times)), fronting, 2).map(
  ([answered, front]) => asAttack(answered, front, 'Login', requirements),
)

/** By answers to CloneSession. */
export const hostileClones: Attack[] = someOf(
  pairs(Object.entries(answers), Object.entries(timesOfClones)),
  fronting,
  2,
).map(([answered, front]) => asAttack(answered, front, 'CloneSession', cloning))
