import { describe, expect, test } from 'vitest'
import { failed } from '../../../../src/conformance/errors/verdict-error.ts'
import { mockRun } from './mock-run.ts'

/** The last request that a check has made, without what every request has. */
async function lastOf({ exchanges }: Awaited<ReturnType<typeof mockRun>>) {
  const { method, path, headers, body } = (await exchanges()).at(-1) ?? {}
  return { method, path, body, hasToken: headers?.some(([name]) => name === 'vmware-api-session-id') }
}

const usual = {
  method: 'POST',
  path: '/sdk/vim25/8.0.3.0/SessionManager/SessionManager/TerminateSession',
  hasToken: true,
}

describe('a call of an odd form', () => {
  test('may have an odd body with the key of a session', async () => {
    const made = await mockRun()
    const [victim] = await made.context.open(1)
    await made.context.terminateWithBody('null before a key', victim)
    expect(await lastOf(made)).toEqual({ ...usual, body: `{"sessionId":[null,"${victim.key}"]}` })
  })

  test('may have an odd body with the keys of two sessions', async () => {
    const made = await mockRun()
    const [victim, other] = await made.context.open(2)
    await made.context.terminateWithBody('sessionId twice', victim, other)
    expect(await lastOf(made)).toEqual({
      ...usual,
      body: `{"sessionId":["${victim.key}"],"sessionId":["${other.key}"]}`,
    })
  })

  test('may have no token', async () => {
    const made = await mockRun()
    const [victim] = await made.context.open(1)
    await made.context.terminateWithToken('no token', victim)
    expect(await lastOf(made)).toEqual({ ...usual, body: `{"sessionId":["${victim.key}"]}`, hasToken: false })
  })

  test('may be sent to another address', async () => {
    const made = await mockRun()
    const [victim] = await made.context.open(1)
    await made.context.terminate([victim], { address: 'an unknown release' })
    expect(await lastOf(made)).toMatchObject({ path: usual.path.replace('8.0.3.0', '99.0.0.0') })
  })

  test('has no token in place of that of the controller that would be that of the session', async () => {
    const { context } = await mockRun()
    const [victim] = await context.open(1)
    expect(context.isApplicable("the caller's key as token", victim)).toBe(true)
    expect(context.isApplicable("the caller's key as token", { ...victim, token: context.controller.key })).toBe(false)
  })
})

test.each([
  [true, ['TerminateSession', 'TerminateSession']],
  [false, ['TerminateSession']],
])('a call to a busy server is sent again where it must end nothing: %s', async (repeatable, sent) => {
  const answers = [new Response('', { status: 503 })]
  const { context, exchanges } = await mockRun({
    answer: (member) => (member === 'TerminateSession' ? answers.shift() : undefined),
  })
  const { status } = await context.terminate([context.ids.unknown()], { repeatable })
  expect(status).toBe(repeatable ? 500 : 503)
  expect((await exchanges()).map(({ path }) => path.split('/').at(-1))).toEqual(sent)
})

describe('inManner', () => {
  test('a part is carried out under the oldest release, as a case with sessions of its own', async () => {
    const made = await mockRun()
    await made.context.open(1)
    await made.context.inManner('oldest release', 'a part', async ({ open, terminate }) => {
      const [victim] = await open(1)
      await terminate([victim])
    })
    expect(made.traces().map(({ name, sessions }) => [name, sessions.map(({ label }) => label)])).toEqual([
      ['', ['the controller', 'session 1']],
      ['a part', ['the controller', 'session 1']],
    ])
    expect(await lastOf(made)).toMatchObject({ method: 'POST', path: usual.path.replace('8.0.3.0', '8.0.1.0') })
  })

  test('a part is carried out on one connection', async () => {
    const { context, vcenter, controller } = await mockRun()
    await context.inManner('one connection', 'a part', async ({ open, mustTerminate }) => {
      const [victim] = await open(1)
      await mustTerminate([victim])
    })
    expect([...vcenter.sessions.keys()]).toEqual([controller.key])
  })

  test('the name of a part stands before the message of a verdict within', async () => {
    const { context } = await mockRun()
    const running = context.inManner('one connection', 'a part', () => Promise.reject(failed('schema', 'wrong')))
    await expect(running).rejects.toMatchObject({ verdict: 'fail', message: 'a part: wrong' })
  })
})

test('a target without a network leaves no session idle', async () => {
  const { context } = await mockRun()
  expect(context.idleMs).toBe(0)
})
