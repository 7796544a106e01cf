import type { SessionService } from '../../src/client/service.ts'
import type { TestSession } from '../../src/conformance/sessions/session-registry.ts'
import type { Exchange } from '../../src/conformance/transport/exchange.ts'

// What unit tests of the engine put in the place of a target.

/** A session of the run. */
export function testSession(key: string, given: Partial<TestSession> = {}): TestSession {
  const own = { key, token: `token of ${key}`, userName: 'user', loginTime: 0 }
  return { label: key, isShared: false, state: 'open', ...own, ...given }
}

/** What a target answered. What it sends need not have the declared shape. */
export type Answered = Awaited<ReturnType<SessionService['sessionList']>> &
  Awaited<ReturnType<SessionService['currentSession']>> &
  Awaited<ReturnType<SessionService['logout']>> &
  Awaited<ReturnType<SessionService['login']>>

export const value = (of: unknown) => ({ kind: 'value', value: of }) as unknown as Answered // What a target sends need not have the declared shape.
export const fault = (name: string) => ({ kind: 'fault', fault: { _typeName: name } }) as Answered
export const status = (code: number, token?: string) =>
  ({ kind: 'unexpected', status: code, body: '', ...(token === undefined ? {} : { token }) }) as Answered

/** A sessionList that shows sessions of these keys. */
export const listed = (...keys: string[]) => value(keys.map((key) => ({ key })))

/** A service of which only some members are called. */
export const scripted = (members: Partial<SessionService>) => members as SessionService

/** A request of a run that asked for one thing, and nothing of its answer. */
export const asking = (path: string): Omit<Exchange, 'answer'> => ({
  index: 0,
  sentAs: 0,
  requirement: undefined,
  caseName: '',
  startedAt: 0,
  durationMs: 0,
  method: 'GET',
  path,
  query: '',
  headers: [],
  body: undefined,
})
