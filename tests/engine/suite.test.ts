import { describe, expect, test } from 'vitest'
import { checks } from '../../src/conformance/checks/index.ts'
import { ConfigurationError, requirements, runSuite } from '../../src/conformance/index.ts'
import { closedPort } from '../support/http-server.ts'
import { mockTarget } from '../support/mock-target.ts'
import { principals } from '../support/principals.ts'

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

test('who controls the run may be refused its list for other reasons, or not be let in for want of an answer', async () => {
  const problemOf = async (member: string, answer: () => Response) => {
    const target = mockTarget({
      around: (fetch) => async (request) => (request.url.endsWith(`/${member}`) ? answer() : fetch(request)),
    })
    const { problem } = await runSuite(target)
    return problem
  }
  const fault = (name: string) => () => Response.json({ _typeName: name, faultstring: '' }, { status: 500 })
  const lost = () => {
    throw new TypeError('fetch failed')
  }
  const asked = 'administrator@vsphere.local, who controls the run, asked for sessionList and was answered with'
  expect(await problemOf('sessionList', fault('SystemError'))).toEqual({
    code: 'session-list',
    message: `${asked} the fault SystemError`,
  })
  expect(await problemOf('sessionList', () => new Response('', { status: 503 }))).toEqual({
    code: 'session-list',
    message: `${asked} status 503`,
  })
  expect(await problemOf('sessionList', () => Response.json({ _value: [] }))).toEqual({
    code: 'session-list',
    message: `${asked} something that is no list of sessions`,
  })
  expect(await problemOf('sessionList', () => Response.json([]))).toEqual({
    code: 'session-list',
    message: 'sessionList does not show the session that asks for it, so it can prove nothing',
  })
  expect(await problemOf('sessionList', lost)).toMatchObject({ code: 'unreachable' })
  expect(await problemOf('Login', lost)).toMatchObject({ code: 'unreachable' })
})

test('progress is told, and what the run was told to do', async () => {
  const told: unknown[] = []
  const only = ['terminate.not-found.fault', 'terminate.success.no-content']
  const { limited: _, ...alone } = mockTarget()
  for (const [target, options] of [
    [
      { ...mockTarget(), release: '8.0.2.0' },
      { exclusive: true, strict: true, concurrency: 1, seed: 5 },
    ],
    [alone, { seed: 5 }],
  ] as const) {
    const { run, tool, requirements } = await runSuite(target, {
      ...options,
      only,
      now: () => 1_700_000_000_000,
      onJudged: ({ id }, progress) => told.push([id, progress]),
    })
    told.push(run)
    expect(tool).toEqual({ name: 'vijson-conformance', version: expect.stringMatching(/^\d+\.\d+\.\d+/) })
    expect(requirements.map(({ durationMs }) => durationMs)).toEqual([0, 0])
  }
  const run = { startedAt: '2023-11-14T22:13:20.000Z', durationMs: 0, seed: 5, interrupted: false }
  const [controller, limited] = ['administrator@vsphere.local', 'readonly@vsphere.local']
  expect(told).toEqual([
    ['terminate.success.no-content', { done: 1, total: 2 }],
    ['terminate.not-found.fault', { done: 2, total: 2 }],
    { ...run, concurrency: 1, strict: true, exclusive: true, release: '8.0.2.0', principals: { controller, limited } },
    [expect.any(String), { done: 1, total: 2 }],
    [expect.any(String), { done: 2, total: 2 }],
    { ...run, concurrency: 4, strict: false, exclusive: false, release: 'auto', principals: { controller } },
  ])
})

test('an error of the suite’s own is no verdict: the run fails, and its sessions are closed', async () => {
  const target = mockTarget()
  const onJudged = () => {
    throw new RangeError('ours')
  }
  for (const only of ['terminate.not-found.fault', 'terminate.request.body-required'])
    await expect(runSuite(target, { onJudged, only: [only] })).rejects.toThrow('ours')
  expect(target.vcenter.sessions.size).toBe(0)
})

test('a run that is interrupted says so of all that was not decided, and closes what it has opened', async () => {
  const interruption = new AbortController()
  const target = mockTarget()
  const result = await runSuite(target, {
    signal: interruption.signal,
    concurrency: 1,
    onJudged: (_, { done }) => {
      if (done === 3) interruption.abort()
    },
  })
  expect(result).toMatchObject({ verdict: 'inconclusive', run: { interrupted: true }, sessions: { leaked: 0 } })
  expect(result.requirements.filter(({ verdict }) => verdict === 'pass')).toHaveLength(3)
  const others = result.requirements.filter(({ verdict }) => verdict !== 'pass')
  expect(new Set(others.map(({ finding }) => finding?.message))).toEqual(new Set(['the run was interrupted']))
  expect(target.vcenter.sessions.size).toBe(0)
  const before = await runSuite(target, { signal: interruption.signal })
  expect(before).toMatchObject({ verdict: 'inconclusive', run: { interrupted: true }, sessions: { opened: 0 } })
  expect(before.requirements.every(({ finding }) => finding?.code === 'interrupted')).toBe(true)
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
