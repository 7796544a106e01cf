import { describe, expect, test } from 'vitest'
import { mockLines } from '../../../src/cli/mock.ts'
import { builtInPrincipals } from '../../../src/mock/index.ts'

describe('mockLines', () => {
  test('names the accounts, what is served and what not, and how to stop it; no password', () => {
    const lines = mockLines(builtInPrincipals, true)
    expect(lines).toEqual([
      'accounts:',
      '  administrator@vsphere.local: may end sessions',
      '  readonly@vsphere.local: without Sessions.TerminateSession',
      '  their password is in docs/client.md; --users FILE gives others',
      'serves hello, the ServiceInstance, the SessionManager, and a PropertyCollector that reads these; nothing else of a vCenter',
      'press Ctrl-C to stop it; sessions are kept in memory only',
    ])
    for (const { password } of builtInPrincipals) expect(lines.join()).not.toContain(password)
  })

  test('says nothing of passwords where a file names the accounts', () => {
    const lines = mockLines([{ userName: 'me', password: 'mine', privileges: ['System.View'] }], false)
    expect(lines.slice(0, 3)).toEqual([
      'accounts:',
      '  me: without Sessions.TerminateSession',
      expect.stringMatching(/^serves/),
    ])
  })
})
