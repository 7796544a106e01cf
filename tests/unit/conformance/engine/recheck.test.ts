import { describe, expect, test } from 'vitest'
import { TargetUnreachable } from '../../../../src/client/index.ts'
import { check } from '../../../../src/conformance/context/check.ts'
import { createObservations } from '../../../../src/conformance/context/observations.ts'
import { recheck } from '../../../../src/conformance/engine/recheck.ts'
import type { CheckedRequirements } from '../../../../src/conformance/engine/run-check.ts'
import type { Selected } from '../../../../src/conformance/engine/selection.ts'
import { createSharedSession } from '../../../../src/conformance/sessions/shared-session.ts'
import { wholeRun } from '../../../../src/conformance/transport/exchange.ts'
import type { Level, RequirementResult, Verdict } from '../../../../src/conformance/types.ts'
import { sampleRequirement } from '../../../support/sample-result.ts'
import { scripted, testSession } from '../../../support/scripted.ts'
import { scriptedRun } from './scripted-run.ts'

const id = 'terminate.success.no-content'

/** Rechecks a requirement whose check proved that the session `victim` is alive, at a target that has ended it since. */
async function recheckEnded(
  given: {
    level?: Level
    verdict?: Verdict
    answers?: Parameters<typeof scriptedRun>[0]
    abort?: boolean
    keepsLiving?: boolean
    left?: number
  } = {},
) {
  const { level = 'must', verdict = 'pass', answers = {}, abort = false, keepsLiving = false, left = 0 } = given
  const scriptedOne = scriptedRun({
    currentSession: (token) => (token === 'token of controller 1' ? { key: 'controller 1' } : null),
    ...answers,
  })
  const { run, sent } = scriptedOne
  const controller = await run.controllers.current()
  const victim = run.registry.register(testSession('victim'))
  run.registry.register(testSession('unclaimed'))
  const observations = createObservations({
    purpose: { caseName: '', step: '' },
    service: scripted({}),
    registry: run.registry,
    controller,
    controllers: run.controllers,
    sessions: [victim],
  })
  observations.recordProof(victim, 'alive')
  const source = { document: 'convention', basis: 'common sense' } as const
  const one: Selected = { id, level, statement: '', source, check: check(id, async () => {}) }
  const before: RequirementResult = sampleRequirement(id, { level, verdict })
  const checked: CheckedRequirements = new Map([[one, { result: before, observations: [observations] }]])
  if (abort) scriptedOne.abort()
  run.left.push(...Array(left).fill(testSession('left')))
  await recheck(run, [one], checked, wholeRun, keepsLiving)
  return { before, after: checked.get(one)?.result, run, sent }
}

const changedLater = {
  code: 'changed-later',
  message:
    'victim was alive after the call (both oracles) and is dead now (both oracles), although nothing was done to it since.',
  where: ['victim'],
  expected: 'victim stays alive',
  seen: 'it is dead now (both oracles)',
}

describe('recheck', () => {
  test.each<[string, Level, Verdict]>([
    ['a must that passed fails where its session has changed since', 'must', 'fail'],
    ['a should that passed warns where its session has changed since', 'should', 'warn'],
  ])('%s', async (_, level, verdict) => {
    const { before, after } = await recheckEnded({ level })
    expect(after).toEqual({ ...before, verdict, finding: changedLater })
  })

  test('a requirement that passed is unreached where sessionList is too long to be noted, and the run continues', async () => {
    const sessionList = () => Array.from({ length: 200_001 }, (_, index) => ({ key: `key ${index}` }))
    const { before, after } = await recheckEnded({ answers: { sessionList } })
    const message = 'sessionList has shown more than 200000 sessions'
    expect(after).toEqual({ ...before, verdict: 'unreached', finding: { code: 'prerequisite', message } })
  })

  test.each<[string, { level?: Level; verdict?: Verdict }]>([
    ['an observed requirement keeps its verdict', { level: 'observed' }],
    ['a requirement that failed keeps its verdict', { verdict: 'fail' }],
    ['a requirement that is unreached keeps its verdict', { verdict: 'unreached' }],
  ])('%s', async (_, given) => {
    const { before, after } = await recheckEnded(given)
    expect(after).toEqual(before)
  })

  test('the sessions of the checks are closed, also those of which nothing was proved, and the controller is not', async () => {
    const { before, after, run } = await recheckEnded({
      answers: {
        currentSession: (token) => ({ key: token?.replace('token of ', '') }),
        sessionList: () => [{ key: 'controller 1' }, { key: 'victim' }, { key: 'unclaimed' }],
      },
    })
    expect(after).toEqual(before)
    expect(run.registry.opened.map(({ key, state }) => [key, state])).toEqual([
      ['controller 1', 'open'],
      ['victim', 'closed'],
      ['unclaimed', 'closed'],
    ])
  })

  /** The victim is alive, and the other session has ended. */
  const oneAlive = {
    currentSession: (token: string | null) =>
      token === 'token of unclaimed' ? null : { key: token?.replace('token of ', '') },
    sessionList: () => [{ key: 'controller 1' }, { key: 'victim' }],
  }

  test.each<[string, number, string, string[]]>([
    ['sessions that are alive are left open for a check that needs many', 0, 'open', ['victim']],
    ['no more are left open than such a check needs', 200, 'closed', []],
  ])('%s', async (_, left, state, kept) => {
    const { before, after, run } = await recheckEnded({ answers: oneAlive, keepsLiving: true, left })
    expect(after).toEqual(before)
    expect(run.registry.opened.map((session) => [session.key, session.state])).toEqual([
      ['controller 1', 'open'],
      ['victim', state],
      ['unclaimed', 'closed'],
    ])
    expect(run.left.slice(left).map(({ key }) => key)).toEqual(kept)
  })

  test('after an interruption, nothing is read and no verdict is replaced', async () => {
    const { before, after, sent } = await recheckEnded({ abort: true })
    expect(after).toEqual(before)
    expect(sent).toEqual([])
  })

  test('without a controller, nothing is sent and no session is closed', async () => {
    const { run, sent } = scriptedRun()
    const victim = run.registry.register(testSession('victim'))
    const controllers = createSharedSession('the controller', () =>
      Promise.reject(new TargetUnreachable('timeout', 'late')),
    )
    await recheck({ ...run, controllers }, [], new Map(), wholeRun)
    expect([sent, victim.state]).toEqual([[], 'open'])
  })

  test('an error of the suite is not taken for a missing controller', async () => {
    const { run } = scriptedRun()
    const error = new TypeError('ours')
    const controllers = createSharedSession('the controller', () => Promise.reject(error))
    await expect(recheck({ ...run, controllers }, [], new Map(), wholeRun)).rejects.toBe(error)
  })
})
