import { describe, expect, test } from 'vitest'
import type { Fetch } from '../../src/client/index.ts'
import { runSuite } from '../../src/conformance/index.ts'
import { families } from '../mutation/mutants/index.ts'
import { gateway } from '../support/gateway.ts'
import { mockTarget } from '../support/mock-target.ts'
import { answering } from './one-check.ts'

const told = (retries: readonly { request: string; reason: string; requirement?: string }[]) =>
  retries.map(({ request, reason, requirement }) => `${requirement ?? 'run'}: ${request}: ${reason}`)

describe('a gateway that answers one call in fifty with 503 or 429, or loses its connection', () => {
  test.concurrent.each([1, 2, 3, 4, 5, 6])(
    'finds no defect in the mock, and leaves no session (seed %i)',
    async (seed) => {
      const target = mockTarget({ around: (fetch) => gateway(fetch, seed, 50) })
      const { verdict, requirements, retries, sessions } = await runSuite(target, { seed, exchanges: false })
      expect(requirements.filter((one) => ['fail', 'warn', 'error'].includes(one.verdict))).toEqual([])
      expect(verdict).not.toBe('nonconformant')
      expect(retries.length).toBeGreaterThan(5)
      expect([sessions.leaked, target.vcenter.sessions.size]).toEqual([0, 0])
    },
    60_000,
  )
})

describe('a judged call', () => {
  const only = ['terminate.success.no-content']
  test.each([429, 502, 503, 504])(
    'that is answered once with %i is judged again, with fresh sessions',
    async (status) => {
      let calls = 0
      const around = answering('TerminateSession', (request, fetch) => {
        calls += 1
        return calls === 1 ? new Response('<html>', { status }) : fetch(request)
      })
      const { requirements, retries } = await runSuite(mockTarget({ around }), { only })
      expect(requirements[0]?.verdict).toBe('pass')
      expect(told(retries)).toEqual([`${only[0]}: check: status ${status}`])
    },
  )

  test('that is answered so each time is a finding, which names the answer', async () => {
    let calls = 0
    const around = answering('TerminateSession', () => {
      calls += 1
      return new Response('', { status: 503 })
    })
    const { requirements, retries } = await runSuite(mockTarget({ around }), { only })
    expect(requirements[0]).toMatchObject({
      verdict: 'fail',
      finding: { code: 'unexpected-status', message: expect.stringContaining('expected 204, got status 503') },
    })
    expect([calls, told(retries)]).toEqual([5, Array(4).fill(`${only[0]}: check: status 503`)])
  })

  test('that is refused with 503 is not refused: a busy server has decided nothing', async () => {
    const around = answering('TerminateSession', (request, fetch) =>
      request.headers.has('vmware-api-session-id') ? fetch(request) : new Response('', { status: 503 }),
    )
    const result = await runSuite(mockTarget({ around }), { only: ['terminate.authentication.anonymous'] })
    expect(result.requirements[0]).toMatchObject({ verdict: 'fail', finding: { code: 'unexpected-status' } })
  })
})

describe('a read', () => {
  test.each(['sessionList', 'currentSession', 'content'])(
    'of %s that is answered with 503 is sent again',
    async (member) => {
      let reads = 0
      const around = answering(member, (request, fetch) => {
        reads += 1
        return reads < 3 ? new Response('', { status: 503 }) : fetch(request)
      })
      const { verdict, retries } = await runSuite(mockTarget({ around }), { only: ['terminate.success.no-content'] })
      expect([verdict, new Set(retries.map(({ request }) => request))]).toEqual(['conformant', new Set([member])])
    },
  )

  test('whose server asks to wait for a minute is sent again three times', async () => {
    const around = answering('sessionList', () => new Response('', { status: 503, headers: { 'retry-after': '60' } }))
    const { problem, retries, run } = await runSuite(mockTarget({ around }), { only: ['terminate.success.no-content'] })
    expect([problem?.code, retries.map(({ request }) => request)]).toEqual([
      'session-list',
      Array.from({ length: 3 }, () => 'sessionList'),
    ])
    expect(run.durationMs).toBeLessThan(10_000)
  })
})

test.each([
  ['503 and a sentence', () => new Response('User session count is limited to 20.', { status: 503 })],
  ['a fault', () => Response.json({ _typeName: 'LimitExceeded', faultstring: 'Too many sessions.' }, { status: 500 })],
])(
  'a limit on sessions, told by %s, leaves out what needs more; all else is tested, one check at a time',
  async (_, refusal) => {
    const target = mockTarget()
    let logins = 0
    const around = (fetch: Fetch) => async (request: Request) => {
      const isOpening = /\/(Login|CloneSession)$/.test(request.url)
      if (isOpening) logins += 1
      return isOpening && target.vcenter.sessions.size > 20 ? refusal() : fetch(request)
    }
    const limited = { ...target, fetch: around(target.fetch ?? fetch) }
    const { verdict, requirements, sessions, run } = await runSuite(limited, { seed: 1, idleMs: 0 })
    expect([verdict, sessions.leaked, target.vcenter.sessions.size]).toEqual(['conformant', 0, 0])
    const leftOut = requirements.filter((one) => !['pass', 'recorded'].includes(one.verdict))
    expect(leftOut).toMatchObject([
      {
        id: 'terminate.success.long-list',
        verdict: 'unsupported',
        finding: {
          code: 'session-limit',
          message: expect.stringMatching(/"(Too many sessions|User session count is limited to 20)"/),
        },
      },
    ])
    expect(logins).toBeLessThan(400)
    expect(run.durationMs).toBeLessThan(10_000)
  },
)

test('a defect is found through the gateway as well', async () => {
  const mutant = Object.values(families)
    .flat()
    .find(({ killer }) => killer === 'terminate.success.all-listed')
  if (mutant === undefined) throw new Error('there is a mutant')
  const target = mutant.make()
  const { requirements } = await runSuite(
    { ...target, fetch: gateway(target.fetch ?? fetch, 7, 50) },
    { seed: 1, only: [mutant.killer] },
  )
  expect(requirements[0]?.verdict).toBe('fail')
})

test.each([6, 7, 11, 13])(
  'behind a gateway that refuses each request of number %i, every call is judged',
  async (each) => {
    let count = 0
    const target = mockTarget({
      around: (fetch) => async (request) => {
        count += 1
        return count % each === 0 ? new Response('busy', { status: 503 }) : fetch(request)
      },
    })
    const only = ['terminate.success.clones', 'terminate.current-session.fault', 'terminate.sequence.duplicate-id']
    const { verdict, counts } = await runSuite(target, { only, seed: 1, concurrency: 1 })
    expect([verdict, counts.pass]).toEqual(['conformant', 3])
  },
)
