import { expect, test } from 'vitest'
import { createSessionLimits } from '../../../../src/conformance/sessions/session-limits.ts'

test('a session that has not begun leaves its room to another, and one that has begun is counted from then on', () => {
  let standing = 0
  const limits = createSessionLimits({ maxSessions: 2 }, () => standing)
  const giveBack = limits.requireRoom()
  for (let tries = 0; tries < 5; tries += 1) limits.requireRoom()()
  expect(limits.atOnce()).toBe(2)
  const giveBackToo = limits.requireRoom()
  expect(() => limits.requireRoom()).toThrow('it needs more sessions at once than this run may open (2)')
  standing = 1
  giveBack()
  expect(() => limits.requireRoom()).toThrow('it needs more sessions at once')
  giveBackToo()
  limits.requireRoom()
  expect(limits.atOnce()).toBe(2)
})

test('each login that is sent is counted, and no clone', () => {
  const limits = createSessionLimits({ maxLogins: 2 }, () => 0)
  for (let clones = 0; clones < 5; clones += 1) limits.requireLogin('CloneSession')
  limits.requireLogin('Login')
  limits.requireLogin('LoginByToken')
  expect(() => limits.requireLogin('Login')).toThrow('it needs more logins than this run may send (2)')
})
