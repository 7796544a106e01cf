import { expect, test } from 'vitest'
import { domainAdvice, loginAdvice } from '../../../src/cli/login-advice.ts'

test.each([
  [
    'refused with the fault InvalidLogin: "User account is locked out"',
    'unlock the account, or wait until it is unlocked',
  ],
  ['refused with the fault PasswordExpired', 'set a new password for the account'],
  ['refused with the fault InvalidLogin: "the password has expired"', 'set a new password for the account'],
  ['refused with the fault NoPermission', 'give the account a role on the vCenter'],
  ['answered with status 401', 'use a local account: the site may take passwords only through its identity provider'],
  ['answered with status 503', 'wait, or end sessions of the account: there may be a limit'],
  ['answered with status 429: "slow down"', 'wait, or end sessions of the account: there may be a limit'],
  ['refused with the fault InvalidLogin: "Cannot complete login"', undefined],
  ['answered with status 500', undefined],
])('a login that was %s: %s', (said, advice) => {
  expect(loginAdvice(said)).toBe(advice)
})

test.each(['name@domain', 'DOMAIN\\name'])('%s has a domain', (userName) => {
  expect(domainAdvice(userName)).toBeUndefined()
})

test('a user name without a domain is told how it is written', () => {
  expect(domainAdvice('administrator')).toContain('administrator@vsphere.local')
})
