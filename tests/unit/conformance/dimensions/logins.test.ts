import { expect, test } from 'vitest'
import { type UserNameForm, userNameForms } from '../../../../src/conformance/dimensions/logins.ts'

test.each<[UserNameForm, string, string]>([
  ['the user name in the other letter case', 'administrator@vsphere.local', 'ADMINISTRATOR@VSPHERE.LOCAL'],
  ['the user name in the other letter case', 'ROOT', 'root'],
  ['the user name in the other letter case', '52', '52'],
  ['the user name in its other form', 'administrator@vsphere.local', 'vsphere.local\\administrator'],
  ['the user name in its other form', 'CORP\\alice', 'alice@CORP'],
  ['the user name in its other form', 'root', 'root'],
])('%s: %s', (form, userName, expected) => {
  expect(userNameForms[form](userName)).toBe(expected)
})
