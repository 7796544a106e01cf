import { describe, expect, test } from 'vitest'
import type { VCenter } from '../../src/mock/index.ts'
import { tokenLivesOn } from '../mutation/misbehaviours.ts'
import { answering, judged } from './one-check.ts'

// What checks make of answers that are neither what the page says nor one of its plain opposites.

const fault = { _typeName: 'NotFound', faultstring: '', faultCause: null, faultMessage: [] }

describe('the form of a fault', () => {
  test.each(['fault.media-type', 'fault.schema'])('is not judged where there is none: %s', async (id) => {
    const around = answering('TerminateSession', () => Response.json(fault, { status: 404 }))
    expect(await judged(id, { around })).toMatchObject({
      verdict: 'unreached',
      finding: { code: 'prerequisite', message: 'an unknown id: should answer 500; the answer is 404' },
    })
  })

  test('wants a media type', async () => {
    const around = answering('TerminateSession', () => {
      const response = new Response(JSON.stringify(fault), { status: 500 })
      response.headers.delete('content-type')
      return response
    })
    expect(await judged('fault.media-type', { around })).toMatchObject({
      verdict: 'fail',
      finding: { code: 'media-type', message: 'an unknown id: should be application/json, is absent' },
    })
  })

  test.each(['', '<html></html>', '{"_typeName":"NotFound"'])('wants JSON, not %j', async (body) => {
    const around = answering('TerminateSession', () => new Response(body, { status: 500 }))
    expect(await judged('fault.schema', { around })).toMatchObject({
      verdict: 'fail',
      finding: { code: 'schema', message: 'an unknown id: the body is not JSON' },
    })
  })
})

test('a Logout that is refused, and ends the session all the same, is none that can be relied upon', async () => {
  const around = answering('Logout', async (request, fetch) => {
    await fetch(request)
    return Response.json({ ...fault, _typeName: 'SystemError', reason: '' }, { status: 500 })
  })
  expect(await judged('current-session.logout-instead', { around })).toMatchObject({
    verdict: 'warn',
    finding: { code: 'unexpected-fault', message: 'Logout should end the current session; it was refused' },
  })
})

describe('the token of a session that was to be terminated', () => {
  const ending = (change: (sound: VCenter) => Partial<VCenter>) =>
    judged('authentication.dead-token', { vcenter: (sound) => ({ ...sound, ...change(sound) }) })

  test('says nothing where the session lives on', async () => {
    expect(await ending(() => ({ terminateSessions() {} }))).toMatchObject({
      verdict: 'unreached',
      finding: { code: 'prerequisite', message: expect.stringMatching(/the caller, which was to be .* lives on$/) },
    })
  })

  test('is judged where the token alone lives on', async () => {
    expect(await ending(tokenLivesOn)).toMatchObject({ verdict: 'fail', finding: { code: 'oracles-disagree' } })
  })
})

test('of two calls at once, it does not matter which is answered first', async () => {
  for (const isFirst of [true, false]) {
    let calls = 0
    const around = answering('TerminateSession', () => {
      calls += 1
      return (calls === 1) === isFirst ? new Response(null, { status: 204 }) : Response.json(fault, { status: 500 })
    })
    expect((await judged('concurrent.same-id', { around }))?.recorded).toEqual([
      'the answer is 204; the answer is 500 with the fault NotFound; the listed session is alive',
    ])
  }
})
