import { expect, test, vi } from 'vitest'
import { keepOthers, otherPrincipals } from '../../../src/mock/other-sessions.ts'
import { createVCenter } from '../../../src/mock/vcenter.ts'

test('so many sessions of others stand; they come and go until they are stopped', () => {
  vi.useFakeTimers()
  const principals = otherPrincipals(25)
  const vcenter = createVCenter({ principals })
  const stop = keepOthers(vcenter, principals, 25)
  const before = new Set(vcenter.sessions.keys())
  expect(before.size).toBe(25)
  vi.advanceTimersByTime(500)
  const after = [...vcenter.sessions.keys()]
  expect(after.length).toBe(25)
  expect(after.filter((key) => !before.has(key)).length).toBe(10)
  // Their tokens go with them.
  const gone = [...before].filter((key) => !after.includes(key))
  expect(gone.length).toBe(10)
  stop()
  vi.advanceTimersByTime(500)
  expect([...vcenter.sessions.keys()]).toEqual(after)
  vi.useRealTimers()
})

test('their accounts have no privilege to end sessions, and passwords that nobody knows', () => {
  const principals = otherPrincipals(100)
  expect(principals.length).toBe(10)
  for (const { privileges, password } of principals)
    expect([privileges, password.length]).toEqual([['System.View'], 40])
  expect(otherPrincipals(0)).toEqual([])
})
