import { describe, expect, test } from 'vitest'
import { checks } from '../../../src/conformance/checks/index.ts'
import { ConfigurationError, requirements, runSuite } from '../../../src/conformance/index.ts'
import { closedPort } from '../../support/http-server.ts'
import { mockTarget } from '../../support/mock-target.ts'
import { principals } from '../../support/principals.ts'

test('every requirement has one check, and every check a requirement', () => {
  const ids = requirements.map(({ id }) => id)
  expect(checks.map(({ id }) => id).sort()).toEqual([...ids].sort())
})

test('a run comes to a verdict on every requirement of the ledger, in its order', async () => {
  const result = await runSuite(mockTarget())
  expect(result.requirements.map(({ id }) => id)).toEqual(requirements.map(({ id }) => id))
  expect(result).toMatchObject({
    schema: 'vijson-result/1',
    target: { url: 'https://mock.invalid', release: '8.0.3.0', product: 'VI JSON mock 8.0.3' },
    verdict: 'conformant',
    counts: { pass: 39, fail: 0, warn: 0, unsupported: 0, unreached: 0, deviated: 0, error: 0 },
  })
})

test('levels select downwards', async () => {
  const levelsOf = async (level: 'must' | 'should') => {
    const { requirements: judged } = await runSuite(mockTarget(), { level })
    return new Set(judged.map((one) => one.level))
  }
  expect([await levelsOf('must'), await levelsOf('should')]).toEqual([new Set(['must']), new Set(['must', 'should'])])
})

test('every exchange belongs to its requirement, or to the run as a whole', async () => {
  const { exchanges, requirements: judged } = await runSuite(mockTarget())
  const claimed = judged.flatMap((one) => one.exchanges)
  expect(new Set(claimed).size).toBe(claimed.length)
  const ownerless = exchanges.filter(({ requirement }) => requirement === undefined).length
  expect(claimed.length + ownerless).toBe(exchanges.length)
  const calls = exchanges.filter(({ path }) => path.endsWith('/TerminateSession'))
  expect(calls.length).toBeGreaterThan(100)
  expect(calls.every(({ requirement }) => requirement !== undefined)).toBe(true)
})

test('a run without a judged requirement claims nothing', async () => {
  const only = ['terminate.concurrent.same-id']
  expect((await runSuite(mockTarget(), { only })).verdict).toBe('inconclusive')
})

test('http to another machine is refused, unless it is meant', async () => {
  const target = { ...mockTarget(), url: 'http://vcenter.example' }
  await expect(runSuite(target)).rejects.toThrow('unencrypted; use https, or --allow-plaintext if that is meant')
  expect((await runSuite(target, { allowPlaintext: true })).verdict).toBe('conformant')
})

test('a selection that leaves nothing is refused', async () => {
  const selection = { only: ['terminate.path.unknown-moid'], level: 'must' } as const
  await expect(runSuite(mockTarget(), selection)).rejects.toThrow(ConfigurationError)
})

test('an id that is not in the ledger is refused', async () => {
  await expect(runSuite(mockTarget(), { only: ['terminate.nothing'] })).rejects.toThrow(ConfigurationError)
})

describe('a prerequisite of the whole run', () => {
  test.each([
    [
      'nothing listens',
      async () => ({ ...mockTarget(), url: await closedPort(), fetch: (request: Request) => fetch(request) }),
      'unreachable',
      /^nothing listens at http:/,
    ],
    [
      'the server is another one',
      async () => ({ ...mockTarget(), fetch: async () => new Response('<html>') }),
      'not-vi-json',
      /does not speak VI JSON/,
    ],
    [
      'the login is refused',
      async () => ({ ...mockTarget(), controller: { ...principals.controller, password: 'wrong' } }),
      'login',
      /^Login as administrator@vsphere.local was refused with the fault InvalidLogin$/,
    ],
    [
      'the controller lacks the privilege',
      async () => ({ ...mockTarget(), controller: principals.limited }),
      'privilege',
      /^readonly@vsphere.local, .* was answered with the fault NoPermission$/,
    ],
  ])('%s: every requirement is unreached, and says so', async (_, open, code, message) => {
    const target = await open()
    const result = await runSuite(target)
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      problem: { code, message: expect.stringMatching(message) },
    })
    expect(result.counts.unreached).toBe(requirements.length)
    expect(target.vcenter.sessions.size).toBe(0)
    expect(JSON.stringify(result)).not.toMatch(/VMware1!|wrong/)
  })
})

test('the same seed invents the same ids', async () => {
  const idsOf = async (seed: number) => {
    const bodies: string[] = []
    const target = mockTarget({
      around: (fetch) => async (request) => {
        if (request.url.endsWith('/TerminateSession')) bodies.push(await request.clone().text())
        return fetch(request)
      },
    })
    await runSuite(target, { seed, only: ['terminate.fault.schema'] })
    return bodies[0]
  }
  expect(await idsOf(7)).toBe(await idsOf(7))
  expect(await idsOf(7)).not.toBe(await idsOf(8))
})

test('a target that stops answering is given up, not waited for again and again', async () => {
  let calls = 0
  const target = mockTarget({
    around: (fetch) => async (request) => {
      calls += 1
      return calls > 150 ? new Promise(() => {}) : fetch(request)
    },
  })
  const result = await runSuite(target, { timeoutMs: 100 })
  expect(result.run.durationMs).toBeLessThan(3000)
  expect(result.verdict).toBe('inconclusive')
  expect(result.counts.error).toBe(0)
  expect(result.sessions.leaked).toBeGreaterThan(0)
  expect(result.requirements.at(-1)?.finding?.message).toBe('the target stopped answering and was given up')
})
