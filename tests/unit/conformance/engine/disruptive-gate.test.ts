import { describe, expect, test } from 'vitest'
import { TargetUnreachable } from '../../../../src/client/index.ts'
import { disruptiveGate } from '../../../../src/conformance/engine/disruptive-gate.ts'
import type { Purpose } from '../../../../src/conformance/types.ts'
import { testSession } from '../../../support/scripted.ts'
import { scriptedRun } from './scripted-run.ts'

const purpose: Purpose = { requirement: 'terminate.empty-list.no-effect', caseName: '', step: '' }

/** A gate of a run at a target that gives these answers. */
function createGate(answers: Parameters<typeof scriptedRun>[0] = {}, exclusive = false) {
  const { run, sent } = scriptedRun(answers)
  const { registry, loginQueue, controllers } = run
  const permit = disruptiveGate({ pipelineParts: run, registry, loginQueue, controllers, exclusive })
  return { permit: () => permit(purpose), run, sent }
}

const listOf = (...keys: string[]) => ({ sessionList: () => keys.map((key) => ({ key })) })

describe('disruptiveGate', () => {
  test('a call is permitted where sessionList shows only sessions of the run', async () => {
    const { permit, run } = createGate(listOf('controller 1', 'own'))
    run.registry.register(testSession('own'))
    await expect(permit()).resolves.toBeUndefined()
  })

  test.each<[string, string[], string]>([
    ['a call is refused where sessionList shows one session of other users', ['foreign'], '1 session'],
    ['a call is refused where sessionList shows two sessions of other users', ['foreign', 'other'], '2 sessions'],
  ])('%s', async (_, foreign, sessions) => {
    await expect(createGate(listOf('controller 1', ...foreign)).permit()).rejects.toMatchObject({
      verdict: 'unsupported',
      finding: {
        code: 'foreign-sessions',
        message: `sessionList shows ${sessions} that this run did not open, and a defective server might answer this call by ending all sessions`,
      },
    })
  })

  test.each<[string, unknown]>([
    ['a call is unreached where sessionList does not show the controller', []],
    ['a call is unreached where sessionList is null', null],
    ['a call is unreached where sessionList is not a list', {}],
  ])('%s', async (_, list) => {
    await expect(createGate({ sessionList: () => list }).permit()).rejects.toMatchObject({
      verdict: 'unreached',
      finding: {
        code: 'prerequisite',
        message: 'whether others are logged on is unknown: sessionList does not show the controller',
      },
    })
  })

  test('a call is not permitted where sessionList gets no answer', async () => {
    const error = new TargetUnreachable('timeout', 'late')
    await expect(createGate({ sessionList: () => error }).permit()).rejects.toBe(error)
  })

  test('a call is permitted without a request where the target belongs to the run alone', async () => {
    const { permit, sent } = createGate(listOf('controller 1', 'foreign'), true)
    await expect(permit()).resolves.toBeUndefined()
    expect(sent).toEqual([])
  })

  test('sessionList is read anew before every call, and for the purpose of that call', async () => {
    const lists = [['controller 1'], ['controller 1', 'foreign']]
    const { permit, sent } = createGate({ sessionList: () => lists.shift()?.map((key) => ({ key })) })
    await permit()
    await expect(permit()).rejects.toMatchObject({ finding: { code: 'foreign-sessions' } })
    expect(sent).toEqual(['sessionList', 'sessionList'].map((operation) => ({ operation, purpose })))
  })

  test('a controller that has ended is replaced, and sessionList is read by the new one', async () => {
    const { permit, run, sent } = createGate({ currentSession: () => null, ...listOf('controller 2') })
    await permit()
    expect(sent.map(({ operation }) => operation)).toEqual(['sessionList', 'currentSession', 'sessionList'])
    expect(run.registry.opened.map(({ key }) => key)).toEqual(['controller 1', 'controller 2'])
  })

  test('a session whose login is under way when the list is made counts as the run’s own', async () => {
    const { permit, run } = createGate(listOf('controller 1', 'new'))
    let answerLogin = () => {}
    const login = run.loginQueue.login('user', async () => {
      await new Promise<void>((resolve) => {
        answerLogin = resolve
      })
      run.registry.register(testSession('new'))
    })
    const permitted = permit()
    await new Promise((resolve) => setImmediate(resolve))
    answerLogin()
    await login
    await expect(permitted).resolves.toBeUndefined()
  })

  test('the keys in sessionList are noted, so that a later login cannot return one of them', async () => {
    const { permit, run } = createGate(listOf('controller 1', 'foreign'))
    await expect(permit()).rejects.toMatchObject({ verdict: 'unsupported' })
    expect(run.registry.isTaken('foreign')).toBe(true)
  })
})
