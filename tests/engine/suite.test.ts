import { describe, expect, test } from 'vitest'
import { checks } from '../../src/conformance/checks/index.ts'
import { type RunOptions, requirements, runSuite } from '../../src/conformance/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { answering } from './one-check.ts'

describe('checks', () => {
  test('every requirement has one check, and every check a requirement', () => {
    const ids = requirements.map(({ id }) => id)
    expect(checks.map(({ id }) => id).sort()).toEqual([...ids].sort())
  })
})

describe('runSuite', () => {
  test('a run gives a verdict on every requirement, in the order of the ledger', async () => {
    const result = await runSuite(mockTarget())
    expect(result.requirements.map(({ id }) => id)).toEqual(requirements.map(({ id }) => id))
    expect(result).toMatchObject({
      schema: 'vijson-result/2',
      target: { url: 'https://mock.invalid', release: '8.0.3.0', product: 'VI JSON mock 8.0.3' },
      verdict: 'conformant',
      counts: {
        pass: requirements.filter(({ level }) => level !== 'observed').length,
        fail: 0,
        warn: 0,
        recorded: requirements.filter(({ level }) => level === 'observed').length,
        unsupported: 0,
        unreached: 0,
        deviated: 0,
        error: 0,
      },
      retries: [],
    })
  })

  test.each([
    ['must alone', 'must', ['must']],
    ['should and must', 'should', ['must', 'should']],
  ] as const)('the level selects %s', async (_, level, selected) => {
    const result = await runSuite(mockTarget(), { level })
    expect(new Set(result.requirements.map((one) => one.level))).toEqual(new Set(selected))
  })

  test('every exchange belongs to one requirement or to the run as a whole', async () => {
    const result = await runSuite(mockTarget())
    const assigned = result.requirements.flatMap((one) => one.exchanges)
    expect(new Set(assigned).size).toBe(assigned.length)
    const ofWholeRun = result.exchanges.filter(({ requirement }) => requirement === undefined).length
    expect(assigned.length + ofWholeRun).toBe(result.exchanges.length)
    const calls = result.exchanges.filter(({ path }) => path.endsWith('/TerminateSession'))
    expect(calls.length).toBeGreaterThan(100)
    expect(calls.every(({ requirement }) => requirement !== undefined)).toBe(true)
  })

  test('a run that only observes is conformant where it could observe', async () => {
    const only = ['terminate.request.unknown-property']
    expect((await runSuite(mockTarget(), { only })).verdict).toBe('conformant')
  })

  test('http to another machine is refused, unless plaintext is allowed', async () => {
    const target = { ...mockTarget(), url: 'http://vcenter.example' }
    await expect(runSuite(target)).rejects.toMatchObject({
      name: 'ConfigurationError',
      message:
        'http://vcenter.example would receive passwords and tokens unencrypted; use https, or give allowPlaintext (--allow-plaintext) if http is intended',
    })
    expect((await runSuite(target, { allowPlaintext: true })).verdict).toBe('conformant')
  })

  test.each<[string, RunOptions, string]>([
    [
      'a selection without a requirement',
      { only: ['terminate.path.unknown-moid'], level: 'must' },
      'none of the requirements named is of level must or above',
    ],
    [
      'an unknown requirement',
      { only: ['terminate.nothing'] },
      'unknown requirement terminate.nothing; `vijson list` shows all requirements',
    ],
    ['a concurrency of 0', { concurrency: 0 }, 'concurrency must be a whole number of at least 1'],
  ])('%s is refused before the run logs in', async (_, options, message) => {
    const target = mockTarget()
    await expect(runSuite(target, options)).rejects.toMatchObject({ name: 'ConfigurationError', message })
    expect(target.vcenter.sessions.size).toBe(0)
  })

  test('a callback that throws ends no process: the run closes its sessions, and fails with what was thrown', async () => {
    const target = mockTarget()
    const error = new Error('of the callback')
    let calls = 0
    const onExchange = () => {
      calls += 1
      throw error
    }
    await expect(runSuite(target, { only: ['terminate.not-found.fault'], onExchange })).rejects.toBe(error)
    expect([calls, target.vcenter.sessions.size]).toEqual([1, 0])
  })

  test('a run reports its progress and its options', async () => {
    const reported: unknown[] = []
    const started: string[] = []
    const only = ['terminate.not-found.fault', 'terminate.success.no-content']
    const { limited: _, ...withoutLimited } = mockTarget()
    for (const [target, options] of [
      [
        { ...mockTarget(), release: '8.0.2.0' },
        { exclusive: true, strict: true, concurrency: 1, seed: 5 },
      ],
      [withoutLimited, { seed: 5 }],
    ] as const) {
      const { run, tool, requirements } = await runSuite(target, {
        ...options,
        only,
        now: () => 1_700_000_000_000,
        onStarted: (id) => started.push(id),
        onJudged: ({ id }, progress) => reported.push([id, progress]),
      })
      reported.push(run)
      expect(tool).toEqual({ name: 'vijson-conformance', version: expect.stringMatching(/^\d+\.\d+\.\d+/) })
      expect(requirements.map(({ durationMs }) => durationMs)).toEqual([0, 0])
    }
    const run = {
      id: expect.stringMatching(/^[0-9a-f]{12}$/),
      startedAt: '2023-11-14T22:13:20.000Z',
      durationMs: 0,
      seed: 5,
      interrupted: false,
    }
    expect(started.toSorted()).toEqual([...only, ...only].sort())
    const [controller, limited] = ['administrator@vsphere.local', 'readonly@vsphere.local']
    expect(reported).toEqual([
      ['terminate.success.no-content', { done: 1, total: 2 }],
      ['terminate.not-found.fault', { done: 2, total: 2 }],
      {
        ...run,
        concurrency: 1,
        strict: true,
        exclusive: true,
        release: '8.0.2.0',
        principals: { controller, limited },
      },
      [expect.any(String), { done: 1, total: 2 }],
      [expect.any(String), { done: 2, total: 2 }],
      { ...run, concurrency: 16, strict: false, exclusive: false, release: 'auto', principals: { controller } },
    ])
  })

  test.each([
    ['a check', 'terminate.not-found.fault'],
    ['a disruptive check', 'terminate.request.body-required'],
  ])('an error that onJudged throws after %s is thrown by the run, which closes its sessions', async (_, id) => {
    const target = mockTarget()
    const onJudged = () => {
      throw new RangeError('ours')
    }
    await expect(runSuite(target, { onJudged, only: [id] })).rejects.toThrow(new RangeError('ours'))
    expect(target.vcenter.sessions.size).toBe(0)
  })

  test('the same seed gives the same invented ids', async () => {
    const firstBody = async (seed: number) => {
      const bodies: string[] = []
      const around = answering('TerminateSession', async (request, fetch) => {
        bodies.push(await request.clone().text())
        return fetch(request)
      })
      await runSuite(mockTarget({ around }), { seed, only: ['terminate.fault.media-type'] })
      return bodies[0]
    }
    expect(await firstBody(7)).toBe(await firstBody(7))
    expect(await firstBody(7)).not.toBe(await firstBody(8))
  })
})
