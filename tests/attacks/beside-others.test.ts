import { expect, test } from 'vitest'
import { runSuite } from '../../src/conformance/index.ts'
import { createVCenter, type VCenter } from '../../src/mock/index.ts'
import { keepOthers, otherPrincipals } from '../../src/mock/other-sessions.ts'
import { builtInPrincipals } from '../../src/mock/principals.ts'
import { mockTarget } from '../support/mock-target.ts'

test('beside 500 sessions that come and go, none of their keys is in a request, and no call ends one', async () => {
  const others = otherPrincipals(500)
  const vcenter = createVCenter({ principals: [...builtInPrincipals, ...others] })
  const isOther = (userName: string) => others.some((principal) => principal.userName === userName)
  const keysOfOthers = (of: VCenter) =>
    [...of.sessions.values()].flatMap(({ principal, key }) => (isOther(principal.userName) ? [key] : []))
  const stop = keepOthers(vcenter, others, 500)
  const seen = new Set<string>()
  const endedByCalls: string[] = []
  const sent: string[] = []
  const watched: VCenter = {
    ...vcenter,
    terminateSessions(caller, keys) {
      const before = keysOfOthers(vcenter)
      try {
        vcenter.terminateSessions(caller, keys)
      } finally {
        endedByCalls.push(...before.filter((key) => !vcenter.sessions.has(key)))
      }
    },
  }
  const target = mockTarget({
    vcenter: watched,
    around: (next) => async (request) => {
      for (const key of keysOfOthers(vcenter)) seen.add(key)
      sent.push(`${request.url} ${await request.clone().text()}`)
      return next(request)
    },
  })
  const { verdict, sessions } = await runSuite(target, { idleMs: 200, seed: 1 }).finally(stop)
  expect([verdict, sessions.leaked]).toEqual(['conformant', 0])
  expect(seen.size).toBeGreaterThan(500)
  expect(endedByCalls).toEqual([])
  const text = sent.join('\n')
  expect([...seen].filter((key) => text.includes(key))).toEqual([])
})
