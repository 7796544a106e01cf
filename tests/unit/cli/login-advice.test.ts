import { expect, test } from 'vitest'
import { domainAdvice, loginAdvice, passwordAdvice } from '../../../src/cli/login-advice.ts'

const unlock = 'unlock the account, or wait until it is unlocked'
const enable = 'have the account enabled, or name another one'

test.each<[said: string, of: { fault: string } | { status: number }, advice: string | undefined]>([
  [
    'refused with the fault InvalidLogin: "User account is locked out"',
    { fault: 'InvalidLogin' },
    'unlock the account, or wait until it is unlocked',
  ],
  ['refused with the fault PasswordExpired', { fault: 'PasswordExpired' }, 'set a new password for the account'],
  [
    'refused with the fault InvalidLogin: "the password has expired"',
    { fault: 'InvalidLogin' },
    'set a new password for the account',
  ],
  ['refused with the fault NoPermission', { fault: 'NoPermission' }, 'give the account a role on the vCenter'],
  [
    'answered with status 401',
    { status: 401 },
    'use a local account: the site may take passwords only through its identity provider',
  ],
  ['answered with status 503', { status: 503 }, 'wait, or end sessions of the account: there may be a limit'],
  [
    'answered with status 429: "slow down"',
    { status: 429 },
    'wait, or end sessions of the account: there may be a limit',
  ],
  ['refused with the fault InvalidLogin: "Cannot complete login"', { fault: 'InvalidLogin' }, undefined],
  ['refused with the fault InvalidLogin: "The account is locked"', { fault: 'InvalidLogin' }, unlock],
  ['refused with the fault InvalidLogin: "account lockout"', { fault: 'InvalidLogin' }, unlock],
  ['refused with the fault InvalidLogin: "The clocks of both differ"', { fault: 'InvalidLogin' }, undefined],
  ['refused with the fault InvalidLogin: "Login is blocked for maintenance"', { fault: 'InvalidLogin' }, undefined],
  ['refused with the fault InvalidLogin: "The certificate has expired"', { fault: 'InvalidLogin' }, undefined],
  ['refused with the fault InvalidLogin: "The user account has expired"', { fault: 'InvalidLogin' }, enable],
  ['refused with the fault InvalidLogin: "User account disabled"', { fault: 'InvalidLogin' }, enable],
  [
    'refused with the fault InvalidLogin: "A federated identity provider is configured"',
    { fault: 'InvalidLogin' },
    'use a local account: the site may take passwords only through its identity provider',
  ],
  ['refused with the fault InvalidLogin: "status 503, NoPermission"', { fault: 'InvalidLogin' }, undefined],
  ['answered with status 500', { status: 500 }, undefined],
])('a login that was %s', (said, of, advice) => {
  expect(loginAdvice({ said, ...of })).toBe(advice)
})

test.each(['name@domain', 'DOMAIN\\name'])('%s has a domain', (userName) => {
  expect(domainAdvice(userName)).toBeUndefined()
})

test('a user name without a domain is told how it is written', () => {
  expect(domainAdvice('administrator')).toContain('administrator@vsphere.local')
})

test.each([
  ['"secret"', 'the password stands in quotation marks, which are sent as a part of it'],
  ["'secret'", 'the password stands in quotation marks, which are sent as a part of it'],
  ['\u201csecret\u201d', 'the password stands in quotation marks, which are sent as a part of it'],
  ['secret ', 'the password ends with a blank, which is sent as a part of it'],
  ['\tsecret', 'the password begins with a blank, which is sent as a part of it'],
  ['sec"ret', undefined],
  ['"secret', undefined],
  ['sec ret', undefined],
])('of the refused password %s, what looks like a slip is told', (password, advice) => {
  expect(passwordAdvice(password)).toBe(advice)
})
