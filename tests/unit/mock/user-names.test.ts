import { expect, test } from 'vitest'
import { isNameOf, withDomainFirst } from '../../../src/mock/user-names.ts'

test.each([
  ['administrator@vsphere.local', 'VSPHERE.LOCAL\\administrator'],
  ['a@b@example.com', 'EXAMPLE.COM\\a@b'],
  ['root', 'root'],
  ['@example.com', '@example.com'],
  ['CORP\\bob', 'CORP\\bob'],
])('%s is shown as %s', (userName, shown) => {
  expect(withDomainFirst(userName)).toBe(shown)
})

test.each([
  ['administrator@vsphere.local', true],
  ['ADMINISTRATOR@VSPHERE.LOCAL', true],
  ['vsphere.local\\Administrator', true],
  ['administrator', false],
  ['vsphere\\administrator', false],
  ['other@vsphere.local', false],
])('a login as %s is one of administrator@vsphere.local: %s', (given, expected) => {
  expect(isNameOf('administrator@vsphere.local', given)).toBe(expected)
})
