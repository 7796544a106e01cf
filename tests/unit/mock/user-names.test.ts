import { expect, test } from 'vitest'
import { withDomainFirst } from '../../../src/mock/user-names.ts'

test.each([
  ['administrator@vsphere.local', 'VSPHERE.LOCAL\\administrator'],
  ['a@b@example.com', 'EXAMPLE.COM\\a@b'],
  ['root', 'root'],
  ['@example.com', '@example.com'],
  ['CORP\\bob', 'CORP\\bob'],
])('%s is shown as %s', (userName, shown) => {
  expect(withDomainFirst(userName)).toBe(shown)
})
