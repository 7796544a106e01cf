import { describe, expect, test } from 'vitest'
import type { Operation } from '../../../../../src/conformance/checks/linearizable/history.ts'
import { isLinearizable, shortestPart } from '../../../../../src/conformance/checks/linearizable/search.ts'
import { begins, doesNothing, ends, findsNone, fitsNothing, isAlive, isDead, shows } from './operations.ts'

const alive = new Set(['a', 'b', 'c'])

describe('isLinearizable', () => {
  test.each<[string, boolean, Operation[]]>([
    ['no calls are', true, []],
    ['an end and a read after it are', true, [ends('a', 0, 1), isDead('a', 2, 3)]],
    ['a stale read after an end is not', false, [ends('a', 0, 1), isAlive('a', 2, 3)]],
    ['a stale list after an end is not', false, [ends('a', 0, 1), shows('abc', 2, 3)]],
    ['a read of the future is not', false, [isDead('a', 0, 1), ends('a', 2, 3)]],
    ['a stale read while a session is ended is', true, [ends('a', 0, 3), isAlive('a', 1, 2)]],
    ['a read that sees an end before its answer is', true, [ends('a', 0, 3), isDead('a', 1, 2)]],
    [
      'a read that sees less than an earlier one, both while a session is ended, is not',
      false,
      [ends('a', 0, 5), isDead('a', 1, 2), isAlive('a', 3, 4)],
    ],
    ['calls that overlap and both end one session are not', false, [ends('a', 0, 2), ends('a', 1, 3)]],
    ['calls that overlap, one with success and one with NotFound, are', true, [ends('a', 0, 2), findsNone('a', 1, 3)]],
    ['calls that overlap and both find nothing are not', false, [findsNone('a', 0, 2), findsNone('a', 1, 3)]],
    ['a NotFound before the end is not', false, [findsNone('a', 0, 1), ends('a', 2, 3)]],
    ['a NotFound after the end is', true, [ends('a', 0, 1), findsNone('a', 2, 3)]],
    ['calls that touch at one event overlap', true, [isDead('a', 0, 1), ends('a', 1, 2)]],
    ['a session may end twice where it begins between', true, [ends('a', 0, 1), begins('a', 2, 3), ends('a', 4, 5)]],
    ['a session cannot be seen before it begins', false, [isAlive('d', 0, 1), begins('d', 2, 3)]],
    ['an answer that fits no outcome is not', false, [fitsNothing(0, 1)]],
    ['a call of which nothing can be seen is', true, [doesNothing(0, 1)]],
  ])('%s', (_, expected, history) => {
    expect(isLinearizable(history, alive)).toBe(expected)
    expect(isLinearizable(history.toReversed(), alive)).toBe(expected)
  })

  test.each<[string, boolean, Operation[]]>([
    [
      'the ids before the one that was not found are ended',
      true,
      [ends('b', 0, 1), findsNone('ab', 2, 3), isDead('a', 4, 5)],
    ],
    ['none of them may live on', false, [ends('b', 0, 1), findsNone('ab', 2, 3), isAlive('a', 4, 5)]],
    ['those after it live on', true, [ends('a', 0, 1), findsNone('ab', 2, 3), isAlive('b', 4, 5)]],
    ['none of those after it may be ended', false, [ends('a', 0, 1), findsNone('ab', 2, 3), isDead('b', 4, 5)]],
    ['a list in which everything is alive cannot be aborted', false, [findsNone('ab', 0, 1)]],
    [
      'the same id twice is aborted at its second place',
      true,
      [findsNone('aab', 0, 1), isDead('a', 2, 3), isAlive('b', 4, 5)],
    ],
    [
      'two lists that overlap may each end a part of the other',
      true,
      [findsNone('ab', 0, 2), findsNone('ba', 1, 3), isDead('a', 4, 5), isDead('b', 4, 5)],
    ],
    ['two lists that overlap cannot both be ended to the last id', false, [ends('ab', 0, 2), ends('ba', 1, 3)]],
    [
      'another call may come between two ids of a list',
      true,
      [ends('ab', 0, 5), isDead('a', 1, 2), isAlive('b', 3, 4)],
    ],
    [
      'the ids of a list are not ended in another order',
      false,
      [ends('ab', 0, 5), isDead('b', 1, 2), isAlive('a', 3, 4)],
    ],
  ])('of a list: %s', (_, expected, history) => {
    expect(isLinearizable(history, alive)).toBe(expected)
  })

  test('a long history of calls that overlap is decided without trying every order', () => {
    const rounds = Array.from({ length: 20 }, (_, round) => [2 * round, 2 * round + 1] as const)
    const reads = rounds.flatMap((at) => [isAlive('b', ...at), isAlive('c', ...at), findsNone('a', ...at)])
    const history = [ends('a', 0, 1), ...reads]
    expect(isLinearizable(history, alive)).toBe(true)
    expect(isLinearizable([...history, isAlive('a', 40, 41)], alive)).toBe(false)
  })
})

describe('shortestPart', () => {
  test.each<[string, Operation[], string[]]>([
    [
      'reads that are not needed are left out',
      [isAlive('b', 0, 1), ends('a', 2, 3), shows('bc', 4, 5), isAlive('a', 6, 7)],
      ['ends a', 'a is alive'],
    ],
    [
      'what comes after the answer that fits no order is left out',
      [ends('a', 0, 1), isAlive('a', 2, 3), ends('b', 4, 5), isAlive('b', 6, 7)],
      ['ends a', 'a is alive'],
    ],
    [
      'calls that concern other sessions are left out',
      [ends('b', 0, 1), begins('d', 2, 3), ends('a', 4, 5), isAlive('a', 6, 7)],
      ['ends a', 'a is alive'],
    ],
    [
      'calls that are needed stay, in the order of their answers',
      [ends('a', 0, 3), ends('a', 1, 2)],
      ['ends a', 'ends a'],
    ],
    [
      'an answer that fits no outcome stands alone',
      [ends('a', 0, 1), fitsNothing(2, 3), isDead('a', 4, 5)],
      ['fits nothing'],
    ],
    [
      'calls of the same sessions that are not needed are left out, whatever they have changed',
      [ends('b', 0, 1), ends('a', 0, 1), begins('d', 2, 3), fitsNothing(4, 5)],
      ['fits nothing'],
    ],
    [
      'a call that has to have taken place stays',
      [ends('a', 0, 1), ends('b', 2, 3), isAlive('a', 4, 5)],
      ['ends a', 'a is alive'],
    ],
    [
      'a read that shows what is wrong stays',
      [ends('a', 0, 1), findsNone('b', 2, 3), isAlive('b', 4, 5)],
      ['finds none of b'],
    ],
    [
      'a call that was under way explains what was answered before it',
      [isDead('a', 0, 1), ends('a', 0, 1), isAlive('b', 2, 3), ends('b', 4, 5), isAlive('b', 6, 7)],
      ['ends b', 'b is alive'],
    ],
  ])('%s', (_, history, words) => {
    expect(shortestPart(history, alive).map((one) => one.words)).toEqual(words)
  })
})
