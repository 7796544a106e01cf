import { describe, expect, test } from 'vitest'
import { BrokenAnswer, TargetUnreachable } from '../../../../src/client/index.ts'
import { findService, requireController } from '../../../../src/conformance/engine/preflight.ts'
import { interrupted, unanswered, unreached } from '../../../../src/conformance/errors/verdict-error.ts'
import { createMasker } from '../../../../src/conformance/redaction/masker.ts'
import { createSharedSession } from '../../../../src/conformance/sessions/shared-session.ts'
import { closingTime } from '../../../../src/conformance/transport/closing-time.ts'
import { createPace } from '../../../../src/conformance/transport/pace.ts'
import type { Problem } from '../../../../src/conformance/types.ts'
import { scriptedRun } from './scripted-run.ts'

const fault = (name: string) => () => Response.json({ _typeName: name }, { status: 500 })

describe('findService', () => {
  const content = {
    sessionManager: { value: 'another-one' },
    about: { fullName: 'VMware vCenter Server 8.0.3', apiVersion: '8.0.3.0' },
  }

  /** Looks for the service of a target that gives these answers. */
  async function find(answers: Parameters<typeof scriptedRun>[0], given: { abort?: boolean; release?: string } = {}) {
    const { run, sent, abort } = scriptedRun(answers)
    if (given.abort === true) abort()
    const { registry, loginQueue, loginTags, recorder, transport } = run
    const target = {
      url: 'https://mock.invalid/ui',
      release: given.release ?? '8.0.3.0',
      controller: { userName: 'user', password: 'secret' },
    }
    const masker = createMasker([])
    const parts = {
      registry,
      loginQueue,
      runId: 'run',
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
      masker,
    }
    const found = await findService(target, parts, run.signal).catch((error: unknown) => error)
    return { found, sent, exchanges: await recorder.exchanges() }
  }

  test('the address and the product come from ServiceContent, which is recorded for the run as a whole', async () => {
    const { found, exchanges } = await find({ content: () => content })
    expect(found).toEqual({
      address: { url: 'https://mock.invalid', release: '8.0.3.0', sessionManager: 'another-one' },
      about: content.about,
    })
    expect(exchanges).toMatchObject([
      { requirement: undefined, path: '/sdk/vim25/8.0.3.0/ServiceInstance/ServiceInstance/content' },
    ])
  })

  test.each<[string, () => unknown, Problem]>([
    [
      'a target that does not answer is unreachable',
      () => new TargetUnreachable('refused', 'the connection was refused'),
      { code: 'unreachable', message: 'the connection was refused' },
    ],
    [
      'a target whose certificate is not trusted has a problem of its own',
      () => new TargetUnreachable('certificate', 'the certificate is not trusted'),
      { code: 'certificate', message: 'the certificate is not trusted' },
    ],
    [
      'a target that gives an incomplete answer is unreachable',
      () => new BrokenAnswer(200, 'half'),
      { code: 'unreachable', message: 'half' },
    ],
  ])('%s', async (_, answer, problem) => {
    expect((await find({ content: answer })).found).toMatchObject({ name: 'PreflightFailure', problem })
  })

  test('a server that does not speak VI JSON is recognized by its ServiceContent', async () => {
    const { found } = await find({ content: () => new Response('<html>', { status: 404 }) })
    expect(found).toMatchObject({ name: 'PreflightFailure', problem: { code: 'not-vi-json' } })
    expect(String(found)).toContain('https://mock.invalid does not speak VI JSON (release 8.0.3.0)')
  })

  test('after an interruption, nothing is sent', async () => {
    const { found, sent } = await find({ content: () => content }, { abort: true })
    expect(found).toMatchObject({ name: 'VerdictError', finding: { code: 'interrupted' } })
    expect(sent).toEqual([])
  })
})

describe('requireController', () => {
  test('the keys in sessionList are noted where it shows the controller', async () => {
    const { run } = scriptedRun({ sessionList: () => [{ key: 'controller 1' }, { key: 'foreign' }] })
    await expect(requireController(run)).resolves.toBeUndefined()
    expect(run.registry.isTaken('foreign')).toBe(true)
  })

  test('a sessionList that is a moment behind is read again until it shows the controller', async () => {
    const lists = [[{ key: 'foreign' }], [{ key: 'foreign' }], [{ key: 'controller 1' }]]
    const { run, sent, waits } = scriptedRun({ sessionList: () => lists.shift() })
    await expect(requireController(run)).resolves.toBeUndefined()
    expect([sent.map(({ operation }) => operation), waits]).toEqual([Array(3).fill('sessionList'), [10, 30]])
  })

  test.each<[string, () => unknown, Problem]>([
    [
      'gets no answer',
      () => {
        throw new TargetUnreachable('refused', 'nothing listens')
      },
      { code: 'unreachable', message: 'nothing listens' },
    ],
    [
      'is held off, because the target answers nothing any more',
      () => {
        throw unanswered('the target no longer answers')
      },
      { code: 'unreachable', message: 'the target no longer answers' },
    ],
    [
      'is refused',
      fault('NoPermission'),
      { code: 'privilege', message: 'sessionList, read as user, was answered with the fault NoPermission' },
    ],
  ])('where the second read of a sessionList that is behind %s, that is a problem', async (_, second, problem) => {
    const reads = [() => [{ key: 'foreign' }], second]
    const { run } = scriptedRun({ sessionList: () => reads.shift()?.() })
    await expect(requireController(run)).rejects.toMatchObject({ name: 'PreflightFailure', problem })
  })

  test('the keys in a list that is read again are noted, too', async () => {
    const lists = [[{ key: 'foreign' }], [{ key: 'another' }, { key: 'controller 1' }]]
    const { run } = scriptedRun({ sessionList: () => lists.shift() })
    await requireController(run)
    expect(['foreign', 'another'].map((key) => run.registry.isTaken(key))).toEqual([true, true])
  })

  test.each<[string, () => unknown, Problem]>([
    [
      'a controller without the privilege is a problem',
      fault('NoPermission'),
      { code: 'privilege', message: 'sessionList, read as user, was answered with the fault NoPermission' },
    ],
    [
      'a sessionList that is answered with another fault is a problem',
      fault('SystemError'),
      { code: 'session-list', message: 'sessionList, read as user, was answered with the fault SystemError' },
    ],
    [
      'a sessionList that is answered with another status is a problem',
      () => new Response('', { status: 503 }),
      { code: 'session-list', message: 'sessionList, read as user, was answered with status 503' },
    ],
    [
      'a sessionList that is not a list is a problem',
      () => ({}),
      {
        code: 'session-list',
        message: 'sessionList, read as user, was answered with a value that is not a list of sessions',
      },
    ],
    [
      'a sessionList that does not show the controller is a problem',
      () => [{ key: 'foreign' }],
      {
        code: 'session-list',
        message: 'sessionList does not show the session that reads it, so it proves nothing',
      },
    ],
    [
      'a sessionList that is too long to be noted is a problem',
      () => Array.from({ length: 200_001 }, (_, index) => ({ key: `key ${index}` })),
      { code: 'session-list', message: 'sessionList has shown more than 200000 sessions' },
    ],
    [
      'a sessionList that gets no answer is a problem',
      () => new TargetUnreachable('timeout', 'late'),
      { code: 'unreachable', message: 'late' },
    ],
  ])('%s', async (_, sessionList, problem) => {
    const { run } = scriptedRun({ sessionList })
    await expect(requireController(run)).rejects.toMatchObject({ name: 'PreflightFailure', problem })
  })

  test.each<[string, Error, object]>([
    [
      'a login that is refused is a problem',
      unreached('Login as user was refused'),
      { name: 'PreflightFailure', problem: { code: 'login', message: 'Login as user was refused' } },
    ],
    [
      'a login that gets no answer is a problem',
      unanswered('Login got no answer'),
      { name: 'PreflightFailure', problem: { code: 'unreachable', message: 'Login got no answer' } },
    ],
  ])('%s', async (_, error, expected) => {
    const { run } = scriptedRun()
    const controllers = createSharedSession('the controller', () => Promise.reject(error))
    await expect(requireController({ ...run, controllers })).rejects.toMatchObject(expected)
  })

  test.each<[string, Error]>([
    ['an interruption of the login is no problem of the target', interrupted()],
    ['an error of the suite is no problem of the target', new TypeError('ours')],
  ])('%s', async (_, error) => {
    const { run } = scriptedRun()
    const controllers = createSharedSession('the controller', () => Promise.reject(error))
    await expect(requireController({ ...run, controllers })).rejects.toBe(error)
  })
})
