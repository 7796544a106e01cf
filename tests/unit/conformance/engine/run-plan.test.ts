import { describe, expect, test, vi } from 'vitest'
import { defaultTimeoutMs } from '../../../../src/client/transport.ts'
import { planRun } from '../../../../src/conformance/engine/run-plan.ts'
import { select } from '../../../../src/conformance/engine/selection.ts'
import { ConfigurationError } from '../../../../src/conformance/errors/configuration-error.ts'
import type { RunOptions, Target } from '../../../../src/conformance/types.ts'
import { sampleReplay } from '../../../support/sample-replay.ts'

const target = { url: 'https://vcenter.example', controller: { userName: 'user', password: 'secret' } }

describe('planRun', () => {
  test('without options, every option has its default and the seed is drawn at random', () => {
    const plan = planRun(target, {})
    expect(plan).toEqual({
      url: 'https://vcenter.example',
      selected: select({}),
      concurrency: 16,
      timeoutMs: defaultTimeoutMs,
      seed: expect.any(Number),
      strict: false,
      exclusive: false,
      deviations: [],
      signal: expect.any(AbortSignal),
      closingMs: 3500,
      record: expect.any(Function),
      leftovers: [],
      onLeftovers: expect.any(Function),
      now: Date.now,
      idleMs: 3000,
      settleMs: 0,
      exchanges: true,
      onExchange: undefined,
      label: undefined,
      limits: {},
      onJudged: expect.any(Function),
    })
    expect(plan.signal.aborted).toBe(false)
    const seeds = [plan, planRun(target, {}), planRun(target, {})].map(({ seed }) => seed)
    for (const seed of seeds) expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32).toBe(true)
    expect(new Set(seeds).size).toBeGreaterThan(1)
  })

  test('every option that is given is kept', () => {
    const options = {
      concurrency: 1,
      timeoutMs: 100,
      seed: 0,
      strict: true,
      exclusive: true,
      deviations: [
        {
          requirement: 'terminate.success.no-content',
          finding: 'unexpected-status',
          reason: 'old',
          link: 'https://tracker.example/1',
          owner: 'team',
          expires: '2027-01-01',
          place: 'deviations.yaml:2',
        },
      ],
      signal: AbortSignal.abort(),
      closingMs: 10,
      record: vi.fn(),
      leftovers: [{ tag: '(run 0123456789ab; login 1 of controller)', userName: 'user' }],
      onLeftovers: vi.fn(),
      now: () => 0,
      idleMs: 500,
      settleMs: 2000,
      exchanges: false,
      onExchange: vi.fn(),
      label: 'nightly',
      onJudged: vi.fn(),
    } satisfies RunOptions
    const limits = { maxLogins: 6, maxSessions: 8, bail: 1 }
    const selection = { only: ['terminate.success.no-content'], level: 'must' } as const
    expect(planRun(target, { ...options, ...limits, ...selection })).toEqual({
      ...options,
      limits,
      url: 'https://vcenter.example',
      selected: select(selection),
    })
  })

  test.each<[string, Partial<Target>]>([
    ['a target without a network', { fetch: () => Promise.reject(new Error('sent')) }],
    ['a recorded run', { replay: sampleReplay() }],
  ])('%s has no idle sessions unless they are asked for', (_, given) => {
    expect(planRun({ ...target, ...given }, {}).idleMs).toBe(0)
    expect(planRun({ ...target, ...given }, { idleMs: 10 }).idleMs).toBe(10)
  })

  test.each<[string, number]>([
    ['a concurrency of zero is refused', 0],
    ['a negative concurrency is refused', -1],
    ['a concurrency with a fraction is refused', 1.5],
    ['a concurrency that is not a number is refused', Number.NaN],
    ['an infinite concurrency is refused', Number.POSITIVE_INFINITY],
  ])('%s', (_, concurrency) => {
    expect(() => planRun(target, { concurrency })).toThrow(
      new ConfigurationError('concurrency must be a whole number of at least 1'),
    )
  })

  test('http to another machine is refused unless the operator allows it', () => {
    const plain = { ...target, url: 'http://vcenter.example' }
    expect(() => planRun(plain, {})).toThrow(ConfigurationError)
    expect(planRun(plain, { allowPlaintext: true }).url).toBe('http://vcenter.example')
  })

  test('an unknown requirement is refused', () => {
    expect(() => planRun(target, { only: ['terminate.nothing'] })).toThrow(ConfigurationError)
  })
})
