import { describe, expect, test } from 'vitest'
import { TargetUnreachable } from '../../../../src/client/index.ts'
import { createCheckContext } from '../../../../src/conformance/context/create-context.ts'
import { failed, unreached, unsupported } from '../../../../src/conformance/errors/verdict-error.ts'
import type { CaseTrace } from '../../../../src/conformance/types.ts'
import { mockRun, requirement, unavailable } from './mock-run.ts'

describe('step', () => {
  test('a step returns the value of its function', async () => {
    const { context } = await mockRun()
    expect(await context.step('a step', async () => 42)).toBe(42)
  })

  test('the name of a step stands before the message of a verdict within', async () => {
    const { context } = await mockRun()
    await expect(context.step('own id', () => Promise.reject(failed('schema', 'wrong')))).rejects.toMatchObject({
      verdict: 'fail',
      message: 'own id: wrong',
      finding: { code: 'schema', message: 'own id: wrong' },
    })
  })

  test('the name of the case stands before the name of the step', async () => {
    const { context } = await mockRun()
    const running = context.forEachCase({ 'a case': 1 }, ({ step }) =>
      step('own id', () => Promise.reject(unreached('no login'))),
    )
    await expect(running).rejects.toMatchObject({
      verdict: 'unreached',
      finding: { code: 'prerequisite', message: 'a case: own id: no login' },
    })
  })

  test.each<[string, Error]>([
    ['a missing answer within a step is thrown as it is', new TargetUnreachable('reset', 'lost')],
    ["the suite's own error within a step is thrown as it is", new TypeError('own')],
  ])('%s', async (_, error) => {
    const { context } = await mockRun()
    await expect(context.step('own id', () => Promise.reject(error))).rejects.toBe(error)
  })

  test('the trace says where a step begins', async () => {
    const { context, traces } = await mockRun()
    const [victim] = await context.open(1)
    await context.step('a session', () => context.terminate([victim]))
    expect(traces()).toEqual([
      {
        name: '',
        sessions: [
          { label: 'the controller', userName: 'administrator@vsphere.local' },
          { label: 'session 1', userName: 'administrator@vsphere.local' },
        ],
        events: [
          { kind: 'opened', session: 'session 1' },
          { kind: 'step', name: 'a session' },
          { kind: 'called', by: 'the controller', ids: ['session 1'], answer: { status: 204 } },
        ],
      },
    ])
  })

  test('requests within a step are recorded with its name, and those before and after it without one', async () => {
    const { context, exchanges } = await mockRun()
    const { ids, terminate, step } = context
    await terminate([ids.unknown()])
    await step('the first step', () => terminate([ids.unknown()]))
    await terminate([ids.unknown()])
    const failing = step('the second step', async () => {
      await terminate([ids.unknown()])
      throw unreached('no login')
    })
    await expect(failing).rejects.toThrow('the second step: no login')
    await terminate([ids.unknown()])
    expect((await exchanges()).map((exchange) => exchange.step)).toEqual([
      '',
      'the first step',
      '',
      'the second step',
      '',
    ])
  })
})

describe('forEachCase', () => {
  test('each case has sessions, a trace and unknown ids of its own', async () => {
    const { context, traces, observations } = await mockRun()
    const unknown: string[] = []
    await context.forEachCase({ one: 1, other: 2 }, async ({ ids, open }, count) => {
      unknown.push(ids.unknown())
      await open(count)
    })
    expect(traces().map(({ name, sessions }) => [name, sessions.map(({ label }) => label)])).toEqual([
      ['', ['the controller']],
      ['one', ['the controller', 'session 1']],
      ['other', ['the controller', 'session 1', 'session 2']],
    ])
    expect(new Set(unknown).size).toBe(2)
    expect(observations()).toHaveLength(3)
  })

  test('a case within a case is named after both', async () => {
    const { context, traces } = await mockRun()
    await context.forEachCase({ outer: 1 }, ({ forEachCase }) => forEachCase({ inner: 1 }, async () => {}))
    expect(traces().map(({ name }) => name)).toEqual(['', 'outer', 'outer/inner'])
  })

  test('the name of a case stands before its notes', async () => {
    const { context, notes } = await mockRun()
    context.record('a note of the check')
    await context.forEachCase({ one: 'first', other: 'second' }, async ({ record }, note) => record(note))
    expect(notes).toEqual(['a note of the check', 'one: first', 'other: second'])
  })
})

describe('assume', () => {
  test('a prerequisite that holds throws nothing', async () => {
    const { context } = await mockRun()
    await expect(context.assume(Promise.resolve(), 'terminate.success.all-listed')).resolves.toBeUndefined()
  })

  test('a prerequisite that fails is unreached, and the message says what judges it', async () => {
    const { context } = await mockRun()
    const expectation = Promise.reject(failed('not-ended', 'it should be dead'))
    await expect(context.assume(expectation, 'terminate.success.all-listed')).rejects.toMatchObject({
      verdict: 'unreached',
      finding: {
        code: 'prerequisite',
        message: 'a prerequisite is not met, which terminate.success.all-listed judges: it should be dead',
      },
    })
  })

  test.each<[string, Error]>([
    ['a prerequisite that is unsupported is thrown as it is', unsupported('second-principal', 'only one')],
    ['a prerequisite without an answer is thrown as it is', new TargetUnreachable('reset', 'lost')],
    ["the suite's own error is thrown as it is", new TypeError('own')],
  ])('%s', async (_, error) => {
    const { context } = await mockRun()
    await expect(context.assume(Promise.reject(error), 'terminate.success.all-listed')).rejects.toBe(error)
  })
})

describe('mustTerminate', () => {
  test('a control call ends the listed sessions, as the controller or as another caller', async () => {
    const { context, controller, vcenter } = await mockRun()
    const [caller, first, second] = await context.open(3)
    await context.mustTerminate([first])
    await context.mustTerminate([second], { as: caller })
    expect([...vcenter.sessions.keys()]).toEqual([controller.key, caller.key])
  })

  test('a control call that is refused is unreached', async () => {
    const { context } = await mockRun({
      answer: (member) => (member === 'TerminateSession' ? unavailable() : undefined),
    })
    const [victim] = await context.open(1)
    await expect(context.mustTerminate([victim])).rejects.toMatchObject({
      verdict: 'unreached',
      finding: {
        code: 'prerequisite',
        message:
          'a prerequisite is not met, which terminate.success.no-content judges: the control call, which names only open sessions: expected success, got status 503 without a VIM fault',
      },
    })
  })
})

describe('terminate', () => {
  const callsOf = (traces: CaseTrace[]) =>
    traces.flatMap(({ events }) => events.filter(({ kind }) => kind === 'called'))

  test('the call lists the keys of sessions, and ids as they are', async () => {
    const { context, exchanges } = await mockRun()
    const [session] = await context.open(1)
    const id = context.ids.unknown()
    await context.terminate([session, id])
    expect((await exchanges()).at(-1)?.body).toBe(JSON.stringify({ sessionId: [session.key, id] }))
  })

  test('the trace names the caller and the fault', async () => {
    const { context, traces } = await mockRun()
    const [caller] = await context.open(1)
    await context.terminate([caller], { as: caller })
    expect(callsOf(traces())).toEqual([
      { kind: 'called', by: 'session 1', ids: ['session 1'], answer: { status: 500, fault: 'InvalidArgument' } },
    ])
  })

  test('the trace quotes a malformed fault name', async () => {
    const { context, traces } = await mockRun({
      answer: (member) =>
        member === 'TerminateSession' ? Response.json({ _typeName: 'two words!' }, { status: 500 }) : undefined,
    })
    await context.terminate([context.ids.unknown()])
    expect(callsOf(traces())).toEqual([
      { kind: 'called', by: 'the controller', ids: [null], answer: { status: 500, fault: '"two words!"' } },
    ])
  })

  test('a call that gets no answer is unreached, and the trace shows it without an answer', async () => {
    const { context, traces } = await mockRun({
      answer(member) {
        if (member === 'TerminateSession') throw new TypeError('fetch failed')
        return undefined
      },
    })
    await expect(context.terminate([context.ids.unknown()])).rejects.toMatchObject({
      verdict: 'unreached',
      finding: { code: 'unanswered' },
    })
    expect(callsOf(traces())).toEqual([{ kind: 'called', by: 'the controller', ids: [null] }])
  })
})

test('the bystander of a disruptive check is one of its sessions, and can be expected to be alive', async () => {
  const { run, controller } = await mockRun()
  const bystander = await run.bystanders?.current()
  if (bystander === undefined) throw new Error('the run has no second account')
  const { context, traces } = createCheckContext(run, requirement, { controller, bystander })
  await context.expectSessions(bystander).toBeAlive()
  expect(traces()[0]?.sessions.map(({ label }) => label)).toEqual(['the controller', 'a session of another user'])
})
