import { expect, test } from 'vitest'
import type { Operation } from '../../../../../src/conformance/checks/linearizable/history.ts'
import { drawLanes } from '../../../../../src/conformance/checks/linearizable/lanes.ts'

const call = (caller: string, words: string, sent: number, answered: number): Operation => ({
  caller,
  words,
  sent,
  answered,
  alternatives: [],
  isRead: false,
})

test('no calls have no lanes', () => {
  expect(drawLanes([])).toEqual([])
})

test('each caller has a lane, with a bar from the sending to the answer of each call, and the words of each call follow', () => {
  const history = [
    call('session 1', 'terminates session 2: 204', 0, 2),
    call('session 10', 'lists nobody', 1, 3),
    call('session 1', 'asks for itself: alive', 3, 4),
  ]
  expect(drawLanes(history)).toEqual([
    'session 1   ├1────┤  ├3─┤',
    'session 10     ├2────┤',
    '1: session 1 terminates session 2: 204',
    '2: session 10 lists nobody',
    '3: session 1 asks for itself: alive',
  ])
})

test('events between which nothing was sent or answered take no room', () => {
  const history = [call('session 1', 'lists nobody', 10, 11), call('session 1', 'lists nobody', 90, 91)]
  expect(drawLanes(history)).toEqual([
    'session 1  ├1─┤  ├2─┤',
    '1: session 1 lists nobody',
    '2: session 1 lists nobody',
  ])
})

test('calls at once are at the same place of their lanes', () => {
  const [one, other] = [call('session 1', 'a', 4, 5), call('session 2', 'b', 4, 5)]
  expect(drawLanes([one, other]).slice(0, 2)).toEqual(['session 1  ├1─┤', 'session 2  ├2─┤'])
})
