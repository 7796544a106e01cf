/** Compiled, never run: code that client authors may write, and code that the compiler must reject. */
import type { components, Fault, NewerFault, Outcome, Session } from '../../src/client/index.ts'
import { connect, type Fetch, type KeyOutcome } from '../../src/client/index.ts'
import { runSuite } from '../../src/conformance/index.ts'
import { createApp, createVCenter } from '../../src/mock/index.ts'

type Equal<Left, Right> = (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : false
const holds = <_Claim extends true>() => {}

// The fault of TerminateSession narrows on `_typeName`, down to properties that only one fault has.
export function describeFault(fault: components['schemas']['TerminateSessionFault']): string {
  switch (fault._typeName) {
    case 'NotFound':
      // @ts-expect-error NotFound has no invalidProperty
      return fault.invalidProperty
    case 'InvalidArgument':
      holds<Equal<typeof fault.invalidProperty, string | undefined>>()
      return fault.invalidProperty ?? ''
    case 'NoPermission':
    case 'NotAuthenticated':
      return fault.privilegeId ?? ''
    case 'ManagedObjectNotFound':
      return fault.obj.value
    case 'MethodNotFound':
      return fault.method
    case 'SystemError':
      return fault.reason
    case 'AuthenticationRequired':
      return fault.authenticate.map(({ scheme }) => scheme).join()
    case 'InvalidRequest':
      return ''
    default: {
      const none: never = fault // The switch is exhaustive.
      return none
    }
  }
}

// A fault that the operation cannot raise is not one of its faults.
export const wrong = (fault: components['schemas']['TerminateSessionFault']) =>
  // @ts-expect-error InvalidLogin is a fault of Login
  fault._typeName === 'InvalidLogin'

export const login = (fault: Fault) => fault._typeName === 'InvalidLogin'

// The fault of an outcome may be one that the fragment does not know: its name can be read, and it is none of those that are known.
export function describeOutcome(outcome: Outcome): string {
  if (outcome.kind !== 'fault') return outcome.kind
  const { fault } = outcome
  switch (fault._typeName) {
    case 'NotFound':
      // @ts-expect-error NotFound has no invalidProperty
      return fault.invalidProperty
    case 'InvalidArgument':
      return fault.invalidProperty ?? ''
    case 'NoPermission':
    case 'NotAuthenticated':
    case 'ManagedObjectNotFound':
    case 'MethodNotFound':
    case 'SystemError':
    case 'AuthenticationRequired':
    case 'InvalidRequest':
      return describeFault(fault)
    default:
      holds<Equal<typeof fault, NewerFault>>()
      return `${fault._typeName.toUpperCase()}: ${fault.faultstring ?? ''}`
  }
}

// A name that the fragment knows for another operation, or a misspelt one, is not compared by mistake.
export const misspelt = (outcome: Outcome & { kind: 'fault' }) =>
  // @ts-expect-error no fault has this name
  outcome.fault._typeName === 'Notfound'

// The outcome is a union of three.
holds<Equal<Outcome['kind'], 'terminated' | 'fault' | 'unexpected'>>()

export async function calls(session: Session): Promise<void> {
  const outcome = await session.terminateSessions(['key'])
  // @ts-expect-error there is a fault only where the kind is fault
  outcome.fault
  if (outcome.kind === 'unexpected') holds<Equal<typeof outcome.status, number>>()
  // @ts-expect-error keys are strings
  await session.terminateSessions([1])
  // @ts-expect-error a session's key cannot be changed
  session.key = 'other'
  holds<Equal<Awaited<ReturnType<typeof session.currentSession>>, components['schemas']['UserSession'] | null>>()
}

export async function operations(): Promise<void> {
  const { operations } = await connect({ url: 'https://vcenter.example' })
  const params = { path: { release: '8.0.3.0', moId: 'SessionManager' } }
  // @ts-expect-error sessionId is required
  await operations.SessionManager_TerminateSession({ params, body: {} })
  // @ts-expect-error the property of SessionIsActive is written with a capital D
  await operations.SessionManager_SessionIsActive({ params, body: { sessionId: 'key', userName: 'user' } })
  // @ts-expect-error both path parameters are required
  await operations.SessionManager_Logout({ params: { path: { release: '8.0.3.0' } } })
  const { data, error } = await operations.SessionManager_getCurrentSession({ params })
  // @ts-expect-error there may be no session
  data.key
  if (data) holds<Equal<typeof data.key, string>>()
  // @ts-expect-error NotFound is a fault of TerminateSession
  if (error) error._typeName === 'NotFound'
}

// Every way to begin a session results in one. A token of single sign-on is the text of a header.
export async function logins(): Promise<void> {
  const vcenter = await connect({ url: 'https://vcenter.example' })
  holds<Equal<Awaited<ReturnType<typeof vcenter.loginByToken>>, Session>>()
  // @ts-expect-error the header is needed
  await vcenter.loginByToken()
  // @ts-expect-error the header is a text
  await vcenter.loginByToken({ token: 'a' })
  const params = { path: { release: '8.0.3.0', moId: 'SessionManager' } }
  // Its body may be left out.
  const { data, error } = await vcenter.operations.SessionManager_LoginByToken({ params })
  if (data) holds<Equal<typeof data.key, string>>()
  if (error?._typeName === 'InvalidLogin') holds<Equal<typeof error._typeName, 'InvalidLogin'>>()
  // @ts-expect-error NotFound is a fault of TerminateSession
  if (error) error._typeName === 'NotFound'
  const session = await vcenter.fromToken('token')
  await session.operations.SessionManager_LoginByToken()
  await session.operations.SessionManager_LoginByToken({ locale: 'en' })
  // @ts-expect-error the locale is a text
  await session.operations.SessionManager_LoginByToken({ locale: 5 })
  // @ts-expect-error a body that is required stays so
  await session.operations.SessionManager_CloneSession()
}

// The app of the mock may stand wherever a fetch may, as it is and called.
export async function overMock(): Promise<void> {
  const app = createApp(createVCenter())
  const url = 'https://mock.invalid'
  const fetch: Fetch = app.fetch
  await connect({ url, fetch })
  await connect({ url, fetch: app.fetch })
  await connect({ url, fetch: (request) => app.fetch(request) })
  const controller = { userName: 'user', password: 'password' }
  await runSuite({ url, controller, fetch: app.fetch })
  await runSuite({ url, controller, fetch: (request) => app.fetch(request) })
}

// The outcomes of many keys are a Map, with what is to blame for those that are unknown.
export async function many(session: Session): Promise<void> {
  const outcomes: Map<string, KeyOutcome> = await session.terminateAll(['key'])
  const { error } = await session.terminateAll(outcomes.keys())
  if (error !== undefined)
    holds<Equal<typeof error.code, 'unreachable' | 'broken-answer' | 'fault' | 'unexpected-answer'>>()
}
