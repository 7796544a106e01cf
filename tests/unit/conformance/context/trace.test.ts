import { expect, test } from 'vitest'
import { createTrace } from '../../../../src/conformance/context/trace.ts'
import type { TestSession } from '../../../../src/conformance/sessions/session-registry.ts'
import { testSession } from '../../../support/scripted.ts'

const controller = testSession('the-controller-key', { label: 'the controller', userName: 'admin' })
const first = testSession('first-key', { label: 'session 1', userName: 'admin' })
const second = testSession('second-key', { label: 'session 2', userName: 'reader' })

test('a trace holds what happened, in order and with sessions by their labels', () => {
  const sessions: TestSession[] = [first]
  const trace = createTrace(controller, sessions)
  expect(trace.toCaseTrace('')).toEqual({
    name: '',
    sessions: [
      { label: 'the controller', userName: 'admin' },
      { label: 'session 1', userName: 'admin' },
    ],
    events: [],
  })
  trace.recordStep('the first step')
  sessions.push(second)
  trace.recordOpened(second)
  const recordAnswer = trace.recordCall(controller, ['first-key', 'unknown', 42, 'the-controller-key'])
  trace.recordCall(undefined, undefined)
  const call = {}
  recordAnswer({ status: 500, fault: 'NotFound' }, call)
  trace.recordUnmetAnswer(call, '204')
  trace.recordUnmetAnswer({}, 'of a call that is unknown')
  trace.recordReadings({
    sessions: new Map([
      [first, { list: { state: 'dead', detail: '' }, self: { state: 'alive', detail: '' } }],
      [second, { list: { state: 'unreadable', detail: '' }, self: { state: 'stranger', detail: '' } }],
    ]),
    controller: { state: 'alive', detail: '' },
  })
  trace.recordExpectation([first, second], 'dead')
  trace.recordLogout(first)
  trace.recordLaterReading(first, 'alive', 'dead')
  expect(trace.toCaseTrace('a case')).toEqual({
    name: 'a case',
    sessions: [
      { label: 'the controller', userName: 'admin' },
      { label: 'session 1', userName: 'admin' },
      { label: 'session 2', userName: 'reader' },
    ],
    events: [
      { kind: 'step', name: 'the first step' },
      { kind: 'opened', session: 'session 2' },
      {
        kind: 'called',
        by: 'the controller',
        ids: ['session 1', null, null, 'the controller'],
        answer: { status: 500, fault: 'NotFound' },
        wanted: '204',
      },
      { kind: 'called' },
      {
        kind: 'seen',
        later: false,
        readings: [
          { session: 'session 1', list: 'dead', self: 'alive' },
          { session: 'session 2', list: 'unreadable', self: 'stranger' },
        ],
      },
      { kind: 'claimed', wanted: 'dead', sessions: ['session 1', 'session 2'] },
      { kind: 'logged-out', session: 'session 1' },
      { kind: 'seen', later: true, readings: [{ session: 'session 1', list: 'alive', self: 'dead' }] },
    ],
  })
})
