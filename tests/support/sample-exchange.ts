import type { Exchange } from '../../src/conformance/index.ts'

/** A TerminateSession that was answered with 204; the given members replace its own. */
export const sampleExchange = (given: Partial<Exchange> = {}): Exchange => ({
  index: 0,
  sentAs: 0,
  requirement: 'terminate.success.no-content',
  caseName: '',
  step: '',
  startedAt: Date.UTC(2026, 0, 1),
  durationMs: 7.5,
  method: 'POST',
  path: '/sdk/vim25/8.0.3.0/SessionManager/SessionManager/TerminateSession',
  query: '',
  headers: [['content-type', 'application/json']],
  body: '{"sessionId":["key-1"]}',
  answer: { kind: 'answered', place: 1, status: 204, headers: [], body: { kind: 'kept', text: '' } },
  ...given,
})
