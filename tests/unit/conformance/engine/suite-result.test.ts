import { describe, expect, test } from 'vitest'
import { tool } from '../../../../generated/tool.ts'
import { planRun } from '../../../../src/conformance/engine/run-plan.ts'
import { type RunOutcome, suiteResult } from '../../../../src/conformance/engine/suite-result.ts'
import { createMasker } from '../../../../src/conformance/redaction/masker.ts'
import { closingTime } from '../../../../src/conformance/transport/closing-time.ts'
import { createPace } from '../../../../src/conformance/transport/pace.ts'
import type { Deviation, RunOptions, Target } from '../../../../src/conformance/types.ts'
import { sampleReplay } from '../../../support/sample-replay.ts'
import { sampleRequirement } from '../../../support/sample-result.ts'
import { testSession } from '../../../support/scripted.ts'
import { scriptedRun } from './scripted-run.ts'

const id = 'terminate.success.no-content'
const target: Target = { url: 'https://vcenter.example', controller: { userName: 'admin', password: 'secret' } }
const startedAt = Date.UTC(2026, 5, 1)
const requirement = sampleRequirement(id)

const found: RunOutcome['found'] = {
  address: { url: 'https://vcenter.example', release: '8.0.3.0', sessionManager: 'SessionManager' },
  about: {
    _typeName: 'AboutInfo',
    name: 'vCenter',
    fullName: 'vCenter 8.0.3',
    vendor: 'VMware',
    version: '8.0.3',
    build: '1',
    osType: 'linux',
    productLineId: 'vpx',
    apiType: 'VirtualCenter',
    apiVersion: '8.0.3.0',
  },
}

/** The result of a run that came to this. */
async function resultOf(
  outcome: Partial<RunOutcome> = {},
  options: RunOptions = {},
  { to = target, opened = 0, unclosable = 0, keepsUserAgents = true } = {},
) {
  const { run } = scriptedRun()
  const { registry, loginQueue, loginTags, recorder, transport } = run
  for (let count = 0; count < opened; count += 1) registry.register(testSession(`key ${count}`))
  registry.unclosable = unclosable
  registry.keepsUserAgents = keepsUserAgents
  return suiteResult(
    to,
    planRun(to, { only: [id], seed: 5, now: () => startedAt + 1234, ...options }),
    {
      registry,
      loginQueue,
      runId: 'a1b2c3d4e5f6',
      loginTags,
      recorder,
      weather: run.weather,
      transport,
      closingTransport: transport,
      oneConnection: async () => transport,
      pace: createPace(
        { first: 1, most: 1 },
        () => 0,
        async () => {},
      ),
      closing: closingTime(run.signal, 1000),
      masker: createMasker([]),
    },
    startedAt,
    { found, requirements: [requirement], leaked: 0, ...outcome },
  )
}

describe('suiteResult', () => {
  test('a result holds the target, the options, the counts, the sessions and the requirements of its run', async () => {
    expect(await resultOf({ leaked: 1 }, { strict: true }, { opened: 3, unclosable: 2 })).toEqual({
      schema: 'vijson-result/2',
      tool: { name: tool.name, version: tool.version },
      target: { url: 'https://vcenter.example', release: '8.0.3.0', product: 'vCenter 8.0.3' },
      run: {
        id: 'a1b2c3d4e5f6',
        startedAt: '2026-06-01T00:00:00.000Z',
        durationMs: 1234,
        seed: 5,
        concurrency: 16,
        strict: true,
        exclusive: false,
        interrupted: false,
        release: 'auto',
        principals: { controller: 'admin' },
      },
      manifest: [id],
      verdict: 'conformant',
      counts: { pass: 1, fail: 0, warn: 0, recorded: 0, unsupported: 0, unreached: 0, deviated: 0, error: 0 },
      sessions: { opened: 3, closed: 2, leaked: 1, unclosable: 2, ownership: 'proved' },
      retries: [],
      requirements: [requirement],
      stale: [],
      exchanges: [],
    })
  })

  test('a target whose service was not found has no release and no product, and the problem is kept', async () => {
    const problem = { code: 'unreachable', message: 'late' } as const
    const unreached = sampleRequirement(id, { verdict: 'unreached' })
    const result = await resultOf({ found: undefined, problem, requirements: [unreached] })
    expect([result.target, result.problem, result.verdict]).toEqual([
      { url: 'https://vcenter.example' },
      problem,
      'inconclusive',
    ])
  })

  test('that sessions ended for other reasons is kept', async () => {
    expect([(await resultOf({ otherCause: 'a time-out' })).otherCause, (await resultOf()).otherCause]).toEqual([
      'a time-out',
      undefined,
    ])
  })

  test('ownership is inferred where the target keeps no User-Agents', async () => {
    const { sessions } = await resultOf({}, {}, { keepsUserAgents: false })
    expect(sessions).toEqual({ opened: 0, closed: 0, leaked: 0, unclosable: 0, ownership: 'inferred' })
  })

  test('the second account and the release that was asked for are kept', async () => {
    const to = { ...target, release: '8.0.2.0', limited: { userName: 'reader', password: 'secret' } }
    const { run } = await resultOf({}, {}, { to })
    expect([run.release, run.principals]).toEqual(['8.0.2.0', { controller: 'admin', limited: 'reader' }])
  })

  const deviation: Deviation = {
    requirement: id,
    finding: 'unexpected-status',
    reason: 'old',
    link: 'https://tracker.example/1',
    owner: 'team',
    expires: '2026-06-01',
    place: 'd.yaml:2',
  }
  const unmet = sampleRequirement(id, { verdict: 'fail', finding: { code: 'unexpected-status', message: 'x' } })

  test('a deviation that is declared for the day on which the run started is applied', async () => {
    const result = await resultOf({ requirements: [unmet] }, { deviations: [deviation] })
    expect([result.verdict, result.counts.deviated, result.stale]).toEqual(['conformant', 1, []])
  })

  test('a randomized requirement that passes does not make its deviation stale, and another one does', async () => {
    const staleOf = async (requirement: string) => {
      const given = { only: [requirement], deviations: [{ ...deviation, requirement }] }
      const { stale } = await resultOf({ requirements: [sampleRequirement(requirement)] }, given)
      return stale.map(({ cause }) => cause)
    }
    expect([await staleOf('terminate.sequence.model'), await staleOf(id)]).toEqual([[], ['not-seen']])
  })

  test.each<[string, RunOptions, Target]>([
    ['a run that was interrupted is inconclusive', { signal: AbortSignal.abort() }, target],
    ['a recorded run that was interrupted is inconclusive', {}, recorded(true)],
  ])('%s', async (_, options, to) => {
    const { run, verdict } = await resultOf({}, options, { to })
    expect([run.interrupted, verdict]).toEqual([true, 'inconclusive'])
  })

  test('a recorded run shows when it was recorded', async () => {
    const result = await resultOf({}, {}, { to: recorded(false) })
    expect([result.target.recordedAt, result.run.interrupted]).toEqual(['2026-01-01T00:00:00.000Z', false])
  })
})

function recorded(wasInterrupted: boolean): Target {
  return { ...target, replay: sampleReplay({ wasInterrupted }) }
}
