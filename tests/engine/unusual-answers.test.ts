import { describe, expect, test } from 'vitest'
import type { VCenter } from '../../src/mock/index.ts'
import { tokenLivesOn } from '../mutation/misbehaviours.ts'
import { answering, runOneCheck } from './one-check.ts'

// Checks are run against answers that are neither what the page says nor a plain violation of it.

const fault = { _typeName: 'NotFound', faultstring: '', faultCause: null, faultMessage: [] }

describe('terminate.fault.media-type and terminate.fault.schema', () => {
  test.each(['fault.media-type', 'fault.schema'])(
    'terminate.%s is unreached where the answer is not a fault',
    async (id) => {
      const around = answering('TerminateSession', () => Response.json(fault, { status: 404 }))
      expect(await runOneCheck(id, { around })).toMatchObject({
        verdict: 'unreached',
        finding: {
          code: 'prerequisite',
          message:
            'an unknown id: a prerequisite is not met, which terminate.not-found.fault judges: expected 500 with a fault, got status 404 without a VIM fault',
        },
      })
    },
  )

  test('a fault without a Content-Type fails', async () => {
    const around = answering('TerminateSession', () => {
      const response = new Response(JSON.stringify(fault), { status: 500 })
      response.headers.delete('content-type')
      return response
    })
    expect(await runOneCheck('fault.media-type', { around })).toMatchObject({
      verdict: 'fail',
      finding: {
        code: 'media-type',
        message: 'an unknown id: expected the Content-Type application/json, got none',
      },
    })
  })

  test.each([
    ['empty', ''],
    ['HTML', '<html></html>'],
    ['JSON without its end', '{"_typeName":"NotFound"'],
  ])('a fault whose body is %s fails', async (_, body) => {
    const around = answering('TerminateSession', () => new Response(body, { status: 500 }))
    expect(await runOneCheck('fault.schema', { around })).toMatchObject({
      verdict: 'fail',
      finding: { code: 'schema', message: 'an unknown id: the body is not JSON' },
    })
  })
})

describe('terminate.current-session.logout-instead', () => {
  test('a Logout that is refused warns, although it ends the session', async () => {
    const around = answering('Logout', async (request, fetch) => {
      await fetch(request)
      return Response.json({ ...fault, _typeName: 'SystemError', reason: '' }, { status: 500 })
    })
    expect(await runOneCheck('current-session.logout-instead', { around })).toMatchObject({
      verdict: 'warn',
      finding: { code: 'unexpected-fault', message: 'Logout should end the current session; it was refused' },
    })
  })
})

describe('terminate.authentication.dead-token', () => {
  const runWith = (change: (original: VCenter) => Partial<VCenter>) =>
    runOneCheck('authentication.dead-token', { vcenter: (original) => ({ ...original, ...change(original) }) })

  test('the check is unreached where the session that was to be terminated is alive', async () => {
    expect(await runWith(() => ({ terminateSessions() {} }))).toMatchObject({
      verdict: 'unreached',
      finding: {
        code: 'prerequisite',
        message:
          'the token of a terminated session: a prerequisite is not met, which terminate.success.all-listed judges: the caller, which was to be terminated first, is alive',
      },
    })
  })

  test('the check fails where only the token of a terminated session is still valid', async () => {
    expect(await runWith(tokenLivesOn)).toMatchObject({ verdict: 'fail', finding: { code: 'oracles-disagree' } })
  })
})

describe('terminate.concurrent.same-id', () => {
  test.each([
    ['first', 1],
    ['second', 0],
  ])('the check passes where the %s of two calls is the one that succeeds', async (_, succeeding) => {
    let calls = 0
    const around = answering('TerminateSession', (request, fetch) => {
      calls += 1
      return calls % 2 === succeeding ? fetch(request) : Response.json(fault, { status: 500 })
    })
    expect((await runOneCheck('concurrent.same-id', { around }))?.verdict).toBe('pass')
  })

  test('two calls that both succeed are told', async () => {
    const around = answering('TerminateSession', async (request, fetch) => {
      await fetch(request)
      return new Response(null, { status: 204 })
    })
    expect(await runOneCheck('concurrent.same-id', { around })).toMatchObject({
      verdict: 'warn',
      finding: {
        code: 'unexpected-success',
        message: 'attempt 1: expected one 204 and one fault, got 204 and 204',
      },
    })
  })
})
