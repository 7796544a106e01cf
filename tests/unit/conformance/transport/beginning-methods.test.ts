import { expect, test } from 'vitest'
import { isBeginning, isBeginningPath } from '../../../../src/conformance/transport/beginning-methods.ts'

test.each([
  ['Login', true],
  ['LoginByToken', true],
  ['CloneSession', true],
  ['AcquireCloneTicket', false],
  ['Logout', false],
  ['login', false],
])('%s begins a session: %s', (member, isMeant) => {
  expect([isBeginning(member), isBeginningPath(`/sdk/vim25/8.0.3.0/SessionManager/SessionManager/${member}`)]).toEqual([
    isMeant,
    isMeant,
  ])
})

test('a path that only ends with the letters of a method begins none', () => {
  expect(isBeginningPath('/a/NoLogin')).toBe(false)
})
