import type { CheckContext } from '../../src/conformance/context/check-context.ts'
import { addresses } from '../../src/conformance/dimensions/addresses.ts'
import { bodies } from '../../src/conformance/dimensions/bodies/index.ts'
import { callerForms } from '../../src/conformance/dimensions/tokens.ts'
import type { TestSession } from '../../src/conformance/sessions/session-registry.ts'
import type { MockSession } from '../../src/mock/index.ts'
import { type Attack, pairs } from './attack.ts'
import type { Attacked } from './attacked.ts'
import { runCustomCheck } from './custom-run.ts'
import { lenientServer } from './lenient-server.ts'

/** What a check, or a helper that it calls, tries with another user's session. */
type Try = (context: CheckContext, other: MockSession, attacked: Attacked) => Promise<unknown>

/** Values as code without types could give them. */
const untyped = <Value>(value: unknown) => value as Value

/** A session that a helper makes up. */
const madeUp = (other: MockSession, given: object = {}): TestSession => ({
  label: 'session 1',
  isShared: false,
  key: other.key,
  token: other.token,
  userName: other.principal.userName,
  loginTag: undefined,
  shownName: undefined,
  state: 'open',
  ...given,
})

/** A session of the run whose key or token reads as another user's from the nth time on. */
function changing(own: TestSession, other: MockSession, member: 'key' | 'token', from: number): TestSession {
  let reads = 0
  const get = () => {
    reads += 1
    return reads < from ? own[member] : other[member]
  }
  return Object.defineProperty({ ...own }, member, { get, enumerable: true })
}

/** A list that holds an own session when it is looked at, and another user's when it is read. */
function changingList(own: TestSession, other: MockSession): readonly string[] {
  let reads = 0
  return new Proxy([own.key], {
    get: (list, name) => {
      if (name !== '0') return Reflect.get(list, name)
      reads += 1
      return reads < 2 ? own.key : other.key
    },
  })
}

class Odd extends Array<string> {
  override map<Value>(): Value[] {
    return untyped([...this])
  }
}

const lists: Record<string, Try> = {
  alone: ({ terminate }, { key }) => terminate([key]),
  'after one of the run': async ({ open, terminate }, { key }) => terminate([(await open(1))[0], key]),
  'before one of the run': async ({ open, terminate }, { key }) => terminate([key, (await open(1))[0]]),
  'among forty': async ({ ids, terminate }, { key }) =>
    terminate([...Array.from({ length: 20 }, ids.unknown), key, ...Array.from({ length: 19 }, ids.unknown)]),
  'as a session of its own making': ({ terminate }, other) => terminate([madeUp(other)]),
  'as a control call': ({ mustTerminate }, other) => mustTerminate([madeUp(other)]),
  'by a session of the run': async ({ open, terminate }, { key }) => terminate([key], { as: (await open(1))[0] }),
  'by the other session itself': ({ terminate }, other) => terminate([other.key], { as: madeUp(other) }),
  'under an address of its own making': ({ terminate }, { key }) => terminate([key], untyped({ address: '/sdk' })),
  'with options that describe another request': ({ terminate }, other) =>
    terminate(
      [],
      untyped({ form: 'body', body: 'a key without quotes', keys: [other.key, other.key], token: other.token }),
    ),
  'in a case of its own': ({ forEachCase }, { key }) =>
    forEachCase({ one: key }, ({ terminate }) => untyped(terminate([key]))),
  'in a step': ({ step, terminate }, { key }) => step('a step', () => terminate([key])),
  'as a text object': ({ terminate }, { key }) => terminate(untyped([new String(key)])),
  'as an object that becomes a text': ({ terminate }, { key }) =>
    terminate(untyped([{ key: { toString: () => key } }])),
  'as an object that becomes JSON': ({ terminate }, { key }) => terminate(untyped([{ key: { toJSON: () => key } }])),
  'as a list within the list': ({ terminate }, { key }) => terminate(untyped([[key]])),
  'in a list with a map of its own': ({ terminate }, { key }) => terminate(Odd.from([key])),
  'in a list that becomes JSON otherwise': ({ terminate }, { key }) =>
    terminate(untyped({ map: () => Object.assign([], { toJSON: () => [key] }) })),
  'in a list that is a Proxy': ({ terminate }, { key }) => terminate(new Proxy([key], {})),
  'in a list that reads differently each time': async ({ open, terminate }, other) => {
    const [own] = await open(1)
    await terminate(changingList(own, other))
    await terminate(untyped({ map: () => changingList(own, other) }))
  },
  'in a list that is changed while it is sent': async ({ open, terminate }, { key }) => {
    const list: string[] = [(await open(1))[0].key]
    const sending = terminate(list)
    list[0] = key
    list.push(key)
    await sending
  },
}

const mutations: Record<string, Try> = {
  'by assignment to its key': async ({ open, terminate }, { key }) => {
    const [own] = await open(1)
    untyped<{ key: string }>(own).key = key
    await terminate([own])
  },
  'by assignment to its token': async ({ open, logout }, { token }) => {
    const [own] = await open(1)
    untyped<{ token: string }>(own).token = token
    await logout(own)
  },
  'by Object.assign': async ({ open, terminate }, other) => {
    const [own] = await open(1)
    await terminate([Object.assign(own, { key: other.key, token: other.token })])
  },
  'by Reflect.set': async ({ open, terminate, sendLogout }, other) => {
    const [own] = await open(1)
    Reflect.set(own, 'key', other.key)
    Reflect.set(own, 'token', other.token)
    await terminate([own])
    await sendLogout(own)
  },
  'by a getter': async ({ open, terminate }, { key }) => {
    const [own] = await open(1)
    Object.defineProperty(own, 'key', { get: () => key })
    await terminate([own])
  },
  'by a prototype': async ({ open, terminate }, { key }) => {
    const [own] = await open(1)
    Reflect.deleteProperty(own, 'key')
    Reflect.setPrototypeOf(own, { key })
    await terminate([own])
  },
  'of the controller': async ({ controller, terminate, sendLogout }, other) => {
    Reflect.set(controller, 'key', other.key)
    Reflect.set(controller, 'token', other.token)
    await terminate([controller])
    await sendLogout(controller)
  },
  'of its state, and left to the cleanup': async ({ open }, other) => {
    const [own] = await open(1)
    Reflect.set(own, 'key', other.key)
    Reflect.set(own, 'token', other.token)
    own.state = 'closed'
  },
}

const logouts: Record<string, Try> = {
  'by a session of its own making': ({ logout }, other) => logout(madeUp(other)),
  'by sendLogout': ({ sendLogout }, other) => sendLogout(madeUp(other)),
  'by its token with a key of the run': async ({ open, sendLogout }, { token }) =>
    sendLogout({ ...(await open(1))[0], token }),
  'by two tokens in one': async ({ open, sendLogout }, { token }) => {
    const [own] = await open(1)
    await sendLogout({ ...own, token: `${own.token}, ${token}` })
  },
  'by a Proxy': async ({ open, sendLogout }, other) => {
    const [own] = await open(1)
    await sendLogout(
      new Proxy(own, { get: (session, name) => (name === 'token' ? other.token : Reflect.get(session, name)) }),
    )
  },
}

/** What reads sessions, or begins others by them. */
const reads: Record<string, Try> = {
  'cloning it': ({ openClone }, other) => openClone(madeUp(other)),
  'cloning it with a key of the run': async ({ open, openClone }, { token }) =>
    openClone({ ...(await open(1))[0], token }),
  'its place in the list': ({ isListed }, other) => isListed(madeUp(other)),
  'its own list': ({ keysListedBy }, other) => keysListedBy(madeUp(other)),
  'what it may read': ({ canReadList }, other) => canReadList(madeUp(other)),
  'its token': ({ readingWith }, other) => readingWith(madeUp(other)),
  'its login': ({ isLoggedOn }, other) => isLoggedOn(madeUp(other)),
  SessionIsActive: ({ isActive }, other) => isActive(madeUp(other)),
}

const inventions: Record<string, (key: string) => string> = {
  'as it is': (key) => key,
  'in capitals': (key) => key.toUpperCase(),
  'after a blank': (key) => ` ${key}`,
  'before a null character': (key) => `${key}\0`,
  'in braces': (key) => `{${key}}`,
  'twice, with a comma': (key) => `${key},${key}`,
  'without separators': (key) => key.replaceAll('-', ''),
  'in full-width letters': (key) =>
    key.replaceAll(/[0-9a-f]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
  'without its last character': (key) => key.slice(0, -1),
  'with a character more': (key) => `${key}0`,
  'its first half': (key) => key.slice(0, 18),
  'within a sentence': (key) => `the session ${key} of somebody`,
}

const asAttack = (title: string, attempt: Try, userAgent: 'named' | 'unnamed'): Attack => ({
  title: `${title} (${userAgent === 'named' ? 'with' : 'without'} a User-Agent)`,
  async attempt(attacked) {
    attacked.behave(lenientServer(attacked))
    const other = attacked.others[userAgent]
    const { verdict, finding } = await runCustomCheck(attacked, async (context) => {
      await attempt(context, other, attacked)
    })
    return verdict === 'pass' ? { kind: 'passed' } : { kind: 'refused', reason: `${verdict}: ${finding?.message}` }
  },
})

/** An attempt for each name. */
const each = <Name extends string>(names: readonly Name[], attempt: (name: Name) => Try): Record<string, Try> =>
  Object.fromEntries(names.map((name) => [name, attempt(name)]))

const bothWays = (attempts: Record<string, Try>, title: (name: string) => string): Attack[] =>
  pairs(Object.entries(attempts), ['named', 'unnamed'] as const).map(([[name, attempt], userAgent]) =>
    asAttack(title(name), attempt, userAgent),
  )

/** Through a check, or a helper that is given its context. */
export const throughChecks: Attack[] = [
  ...bothWays(lists, (name) => `a check names another user's session ${name}`),
  ...bothWays(logouts, (name) => `a check logs another user's session out ${name}`),
  ...bothWays(reads, (name) => `a check reads another user's session by ${name}`),
  ...bothWays(
    each(
      Object.keys(bodies),
      (body): Try =>
        ({ terminateWithBody }, other) =>
          terminateWithBody(body, madeUp(other)),
    ),
    (body) => `a check names another user's session in the form "${body}"`,
  ),
  ...bothWays(
    each(
      Object.keys(bodies),
      (body): Try =>
        async ({ open, terminateWithBody }, other) => {
          const [own] = await open(1)
          await terminateWithBody(body, own, madeUp(other))
        },
    ),
    (body) => `a check names another user's session beside one of the run in the form "${body}"`,
  ),
  ...bothWays(
    each(
      callerForms,
      (form): Try =>
        ({ terminateWithToken }, other) =>
          terminateWithToken(form, madeUp(other)),
    ),
    (form) => `a check names another user's session with "${form}"`,
  ),
  ...bothWays(
    each(
      Object.keys(addresses),
      (address): Try =>
        ({ terminate }, { key }) =>
          terminate([key], { address }),
    ),
    (address) => `a check names another user's session at the address "${address}"`,
  ),
  ...bothWays(
    Object.fromEntries(
      Object.entries(inventions).map(([name, write]) => [
        name,
        (async ({ ids, terminate }, { key }) => terminate([ids.invent(write(key))])) as Try,
      ]),
    ),
    (name) => `a check invents the key of another user's session ${name}`,
  ),
]

/** By changing what the run knows, or by values that change while they are read. */
export const throughMutation: Attack[] = [
  ...bothWays(mutations, (name) => `a check changes a session ${name}`),
  ...bothWays(
    Object.fromEntries(
      pairs(['key', 'token'] as const, [1, 2, 3, 4]).map(([member, from]) => [
        `whose ${member} changes at reading ${from}`,
        (async ({ open, terminate, terminateWithBody, sendLogout }, other) => {
          const [own, more, third] = await open(3)
          await terminate([changing(own, other, member, from)])
          await terminateWithBody('an unknown property', changing(more, other, member, from))
          await sendLogout(changing(third, other, member, from))
        }) as Try,
      ]),
    ),
    (name) => `a check uses a session ${name}`,
  ),
]
