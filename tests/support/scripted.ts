import type { SessionService } from '../../src/client/service.ts'
import type { TestSession } from '../../src/conformance/sessions/session-registry.ts'
import type { Exchange } from '../../src/conformance/types.ts'

// Replaces a target in unit tests of the engine.

/** A session of the run. */
export function testSession(key: string, given: Partial<TestSession> = {}): TestSession {
  const own = { key, token: `token of ${key}`, userName: 'user', loginTag: undefined, shownName: undefined }
  return { label: key, isShared: false, state: 'open', ...own, ...given }
}

/** An answer of a target; it need not have the declared form. */
export type Answered = Awaited<ReturnType<SessionService['sessionList']>> &
  Awaited<ReturnType<SessionService['currentSession']>> &
  Awaited<ReturnType<SessionService['logout']>> &
  Awaited<ReturnType<SessionService['login']>>

export const value = (of: unknown) => ({ kind: 'value', value: of }) as unknown as Answered // An answer need not have the declared form.
export const fault = (name: string, faultstring?: string) =>
  ({ kind: 'fault', fault: { _typeName: name, ...(faultstring === undefined ? {} : { faultstring }) } }) as Answered
export const status = (code: number, token?: string) =>
  ({ kind: 'unexpected', status: code, body: '', ...(token === undefined ? {} : { token }) }) as Answered

/** A sessionList with sessions of these keys. */
export const listed = (...keys: string[]) => value(keys.map((key) => ({ key })))

/** A service with only some members; the others are not called. */
export const scripted = (members: Partial<SessionService>) => members as SessionService

/** A recorded request for a path, without its answer. */
export const asking = (path: string): Omit<Exchange, 'answer'> => ({
  index: 0,
  sentAs: 0,
  requirement: undefined,
  caseName: '',
  step: '',
  startedAt: 0,
  durationMs: 0,
  method: 'GET',
  path,
  query: '',
  headers: [],
  body: undefined,
})
