import { expect, test } from 'vitest'
import { createTrace } from '../../../../src/conformance/context/trace.ts'
import type { TestSession } from '../../../../src/conformance/sessions/session-registry.ts'
import { testSession } from '../../../support/scripted.ts'

const controller = testSession('the-controller-key', { label: 'the controller', userName: 'admin' })
const first = testSession('first-key', { label: 'session 1', userName: 'admin' })
const second = testSession('second-key', { label: 'session 2', userName: 'reader' })

test('a trace tells what happened in order, by the labels of its sessions', () => {
  const sessions: TestSession[] = [first]
  const trace = createTrace(controller, sessions)
  expect(trace.told('')).toEqual({
    name: '',
    sessions: [
      { label: 'the controller', userName: 'admin' },
      { label: 'session 1', userName: 'admin' },
    ],
    steps: [],
  })
  sessions.push(second)
  trace.opened(second)
  const answered = trace.called(controller, ['first-key', 'unknown', 42, 'the-controller-key'])
  trace.called(undefined, undefined)
  answered({ status: 500, fault: 'NotFound' })
  trace.seen({
    sightings: new Map([
      [first, { list: { state: 'dead', saw: '' }, self: { state: 'alive', saw: '' } }],
      [second, { list: { state: 'unreadable', saw: '' }, self: { state: 'stranger', saw: '' } }],
    ]),
    controller: { state: 'alive', saw: '' },
  })
  trace.claimed([first, second], 'dead')
  trace.loggedOut(first)
  trace.seenLater(first, 'alive', 'dead')
  expect(trace.told('a case')).toEqual({
    name: 'a case',
    sessions: [
      { label: 'the controller', userName: 'admin' },
      { label: 'session 1', userName: 'admin' },
      { label: 'session 2', userName: 'reader' },
    ],
    steps: [
      { kind: 'opened', session: 'session 2' },
      {
        kind: 'called',
        by: 'the controller',
        ids: ['session 1', null, null, 'the controller'],
        answer: { status: 500, fault: 'NotFound' },
      },
      { kind: 'called' },
      {
        kind: 'seen',
        later: false,
        sights: [
          { session: 'session 1', list: 'dead', self: 'alive' },
          { session: 'session 2', list: 'unreadable', self: 'stranger' },
        ],
      },
      { kind: 'claimed', wanted: 'dead', sessions: ['session 1', 'session 2'] },
      { kind: 'logged-out', session: 'session 1' },
      { kind: 'seen', later: true, sights: [{ session: 'session 1', list: 'alive', self: 'dead' }] },
    ],
  })
})
