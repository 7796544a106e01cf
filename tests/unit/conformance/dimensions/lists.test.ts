import { expect, test } from 'vitest'
import { idSource } from '../../../../src/conformance/context/id-source.ts'
import { idsOver64KB, lengths, sessionsInLongLists } from '../../../../src/conformance/dimensions/lists.ts'

test('the lengths grow, from one id', () => {
  expect(lengths[0]).toBe(1)
  expect(lengths).toEqual([...new Set(lengths)].sort((one, other) => one - other))
})

test('each power of two and of ten is among them', () => {
  expect(lengths).toEqual(expect.arrayContaining([1, 2, 4, 8, 16, 32, 64, 128, 256, 10, 100]))
})

test('a list of so many invented ids takes more than 64 KB', () => {
  const draw = idSource(1, 'name')
  const sessionId = Array.from({ length: idsOver64KB }, draw)
  expect(JSON.stringify({ sessionId }).length).toBeGreaterThan(64 * 1024)
})

test('a list of cloned sessions is longer than 64, the first limit of many servers, and one of sessions that log in is shorter', () => {
  expect(sessionsInLongLists.cloned).toBeGreaterThan(64)
  expect(sessionsInLongLists.loggedIn).toBeLessThan(sessionsInLongLists.cloned)
})
