import { expect, test } from 'vitest'
import { createSessionLimits } from '../../../../src/conformance/sessions/session-limits.ts'

test('a session that was refused leaves its room to another, and is not counted', () => {
  const limits = createSessionLimits({ maxSessions: 2 }, [])
  limits.requireRoom('Login')
  for (let tries = 0; tries < 5; tries += 1) {
    limits.requireRoom('CloneSession')
    limits.noteRefused()
  }
  expect(limits.atOnce()).toBe(2)
  limits.requireRoom('CloneSession')
  expect(() => limits.requireRoom('CloneSession')).toThrow('it needs more sessions at once than this run may open (2)')
})
