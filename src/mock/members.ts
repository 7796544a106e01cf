import type { components } from '../../generated/openapi.ts'
import { reference } from './faults.ts'
import { type Parameters, text, textList } from './parameters.ts'
import type { MockSession, Origin, VCenter } from './vcenter.ts'

type Schemas = components['schemas']

/** One call of a member. */
export interface Invocation {
  vcenter: VCenter
  caller: MockSession | undefined
  origin: Origin
  /** The Authorization header. */
  authorization?: string | undefined
  /** How the name of a user is shown. */
  shownName: (userName: string) => string
  /** Reads the body; members without parameters never do. */
  parameters: () => Parameters
}

/** The result of a member. A `null` is sent as a 200 without a body, as a vCenter sends an absent value. */
export type Result = { kind: 'void' } | { kind: 'value'; value: unknown; token?: string }

/** A property (GET) or a method (POST) of a managed object. */
export interface Member {
  verb: 'GET' | 'POST'
  run(call: Invocation): Result
}

const done: Result = { kind: 'void' }
const property = (run: (call: Invocation) => unknown): Member => ({
  verb: 'GET',
  run: (call) => ({ kind: 'value', value: run(call) }),
})
/** @throws VimFault InvalidArgument where it is no string. */
const localeIn = (given: Parameters): Pick<Origin, 'locale'> =>
  given.locale === undefined ? {} : { locale: text(given, 'locale') }
const method = (run: (call: Invocation) => Result): Member => ({ verb: 'POST', run })
const begun = (session: MockSession, { shownName }: Invocation): Result => ({
  kind: 'value',
  value: userSession(session, shownName),
  token: session.token,
})

/** The members of the SessionManager, by name. */
export const sessionManagerMembers: Record<string, Member> = {
  Login: method((call) => {
    const { vcenter, caller, origin } = call
    const given = call.parameters()
    const asking = { ...origin, ...localeIn(given) }
    return begun(vcenter.login(text(given, 'userName'), text(given, 'password'), asking, caller), call)
  }),
  LoginByToken: method((call) => {
    const { vcenter, caller, origin, authorization } = call
    return begun(vcenter.loginByToken(authorization, origin, caller), call)
  }),
  Logout: method(({ vcenter, caller }) => {
    vcenter.logout(vcenter.authorize(caller, 'System.View'))
    return done
  }),
  TerminateSession: method(({ vcenter, caller, parameters }) => {
    const authorized = vcenter.authorize(caller, 'Sessions.TerminateSession')
    vcenter.terminateSessions(authorized, textList(parameters(), 'sessionId'))
    return done
  }),
  SessionIsActive: method(({ vcenter, caller, parameters }) => {
    vcenter.authorize(caller, 'Sessions.ValidateSession')
    const given = parameters()
    return { kind: 'value', value: vcenter.sessionIsActive(text(given, 'sessionID'), text(given, 'userName')) }
  }),
  AcquireCloneTicket: method(({ vcenter, caller }) => ({
    kind: 'value',
    value: vcenter.acquireCloneTicket(vcenter.authorize(caller, 'System.View')),
  })),
  CloneSession: method((call) =>
    begun(call.vcenter.cloneSession(text(call.parameters(), 'cloneTicket'), call.origin), call),
  ),
  sessionList: property(({ vcenter, caller, shownName }) => {
    vcenter.authorize(caller, 'Sessions.TerminateSession')
    return Array.from(vcenter.sessions.values(), (session) => userSession(session, shownName))
  }),
  currentSession: property(({ caller, shownName }) => (caller === undefined ? null : userSession(caller, shownName))),
}

/** The members of the ServiceInstance, by name. */
export function serviceInstanceMembers(sessionManager: string, release: string): Record<string, Member> {
  const content = serviceContent(sessionManager, release)
  return {
    content: property(() => content),
    RetrieveServiceContent: method(() => ({ kind: 'value', value: content })),
    // govc asks for it to tell how long sessions have been idle.
    CurrentTime: method(({ vcenter, caller }) => {
      vcenter.authorize(caller, 'System.View')
      return { kind: 'value', value: vcenter.now().toISOString() }
    }),
  }
}

/** Each session as it was shown last, and what it was then: lists of thousands are read again and again. */
const lastShown = new WeakMap<MockSession, { was: MockSession; shown: Schemas['UserSession'] }>()

function userSession(session: MockSession, shownName: (userName: string) => string): Schemas['UserSession'] {
  const last = lastShown.get(session)
  const userName = shownName(session.principal.userName)
  if (last !== undefined && last.shown.userName === userName && isSame(last.was, session)) return last.shown
  const shown: Schemas['UserSession'] = {
    _typeName: 'UserSession',
    key: session.key,
    userName,
    fullName: session.principal.userName,
    loginTime: session.loginTime.toISOString(),
    lastActiveTime: session.lastActiveTime.toISOString(),
    locale: session.locale,
    messageLocale: session.locale,
    extensionSession: false,
    ipAddress: session.ipAddress,
    userAgent: session.userAgent,
    callCount: session.callCount,
  }
  lastShown.set(session, { was: { ...session }, shown })
  return shown
}

function isSame(one: MockSession, other: MockSession): boolean {
  return (
    one.callCount === other.callCount &&
    one.lastActiveTime === other.lastActiveTime &&
    one.loginTime === other.loginTime &&
    one.key === other.key &&
    one.principal === other.principal &&
    one.userAgent === other.userAgent &&
    one.ipAddress === other.ipAddress
  )
}

function serviceContent(sessionManager: string, release: string): Schemas['ServiceContent'] {
  const version = release.split('.').slice(0, 3).join('.')
  return {
    _typeName: 'ServiceContent',
    rootFolder: reference('Folder', 'group-d1'),
    propertyCollector: reference('PropertyCollector', 'propertyCollector'),
    sessionManager: reference('SessionManager', sessionManager),
    about: {
      _typeName: 'AboutInfo',
      name: 'VI JSON mock',
      fullName: `VI JSON mock ${version}`,
      vendor: 'vijson-conformance',
      version,
      build: '0',
      osType: 'any',
      productLineId: 'vpx',
      apiType: 'VirtualCenter',
      apiVersion: release,
    },
  }
}
