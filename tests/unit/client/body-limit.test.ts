import { describe, expect, test } from 'vitest'
import { bodyLimit } from '../../../src/client/body-limit.ts'

const megabyte = 1024 * 1024
const list = 'https://vcenter.example/sdk/vim25/8.0.3.0/SessionManager/SessionManager/sessionList'
const other = 'https://vcenter.example/sdk/vim25/8.0.3.0/SessionManager/SessionManager/currentSession'

test('a limit that is given holds for every answer, whatever came before', () => {
  const limit = bodyLimit(1000)
  limit.note(list, 900)
  expect([limit.of(list), limit.of(other)]).toEqual([1000, 1000])
})

test('without one, the first list may have 32 MB, and every other answer 2 MB', () => {
  const limit = bodyLimit(undefined)
  expect([limit.of(list), limit.of(other)]).toEqual([32 * megabyte, 2 * megabyte])
})

describe('the limit of a later list', () => {
  test.each([
    ['is 2 MB after a short one', 1000, 2 * megabyte],
    ['is four times the first one', megabyte, 4 * megabyte],
    ['is 32 MB after a very long one', 30 * megabyte, 32 * megabyte],
  ])('%s', (_, first, later) => {
    const limit = bodyLimit(undefined)
    limit.note(list, first)
    expect([limit.of(list), limit.of(other)]).toEqual([later, 2 * megabyte])
  })

  test('does not follow from another answer, or from a list after the first', () => {
    const limit = bodyLimit(undefined)
    limit.note(other, 1)
    limit.note(list, megabyte)
    limit.note(list, 3 * megabyte)
    expect(limit.of(list)).toBe(4 * megabyte)
  })
})
