import { describe, expect, test } from 'vitest'
import { type RequirementResult, recordedTarget, runSuite, type Target } from '../../src/conformance/index.ts'
import { createVCenter, type MockSession } from '../../src/mock/index.ts'
import { readRecording } from '../../src/report/har/read.ts'
import { harReport } from '../../src/report/har/write.ts'
import { mockTarget } from '../support/mock-target.ts'
import { principals } from '../support/principals.ts'
import { withoutUserAgents } from '../support/without-user-agents.ts'
import { answering } from './one-check.ts'

const ssoToken = 'H4sIAAAAAAAAAJ1SecretOfSso'
const authorization = `SIGN token="${ssoToken}"`

/** A mock on which the account of the controller can log in by a token of single sign-on, and a run that has that token alone. */
function signingOn(given: { token?: string; around?: NonNullable<Parameters<typeof mockTarget>[0]>['around'] } = {}): {
  target: Target
  sessions: Map<string, MockSession>
} {
  const vcenter = createVCenter({
    principals: [
      { ...principals.controller, ssoToken },
      { ...principals.limited, privileges: ['System.View'] },
    ],
  })
  const { url, fetch } = mockTarget({ vcenter, ...(given.around === undefined ? {} : { around: given.around }) })
  const controller = { authorization: given.token ?? authorization }
  return { target: { url, ...(fetch === undefined ? {} : { fetch }), controller }, sessions: vcenter.sessions }
}

const verdictsOf = (requirements: readonly RequirementResult[]) =>
  Object.fromEntries(requirements.map(({ id, verdict }) => [id, verdict]))
const membersOf = (exchanges: readonly { path: string }[]) => exchanges.map(({ path }) => path.split('/').at(-1))

describe('a run with a token of single sign-on, and no password', () => {
  test('logs in by it once, clones all other sessions, and judges every requirement that needs no second account', async () => {
    const { target, sessions } = signingOn()
    const { verdict, requirements, run, exchanges, ...result } = await runSuite(target, { seed: 1 })
    expect([verdict, run.principals]).toEqual(['conformant', { controller: principals.controller.userName }])
    const open = requirements.filter((one) => !['pass', 'recorded'].includes(one.verdict))
    expect(open.map(({ id, finding }) => [id, finding?.code])).toEqual([
      ['terminate.privilege.required', 'second-principal'],
      ['terminate.privilege.fault', 'second-principal'],
    ])
    const members = membersOf(exchanges)
    expect(members.filter((one) => one === 'LoginByToken')).toHaveLength(1)
    expect(members).not.toContain('Login')
    expect(result.sessions).toMatchObject({ leaked: 0, unclosable: 0, ownership: 'proved' })
    expect(sessions.size).toBe(0)
  })

  test('leaves no session where the one that it has begun could not be read in time', async () => {
    let reads = 0
    const { target, sessions } = signingOn({
      around: (fetch) => async (request) => {
        if (!request.url.endsWith('/currentSession')) return fetch(request)
        reads += 1
        if (sessions.size > 0 && reads <= lost) throw new TypeError('fetch failed')
        return fetch(request)
      },
    })
    const lost = 4
    const { verdict, problem } = await runSuite(target, { seed: 1 })
    expect(verdict).toBe('inconclusive')
    expect(problem?.message).toMatch(/currentSession/)
    expect([reads > lost, sessions.size]).toEqual([true, 0])
  })

  test('has a second account where one is given', async () => {
    const { target } = signingOn()
    const { counts } = await runSuite({ ...target, limited: principals.limited }, { seed: 1 })
    expect([counts.unsupported, counts.unreached, counts.fail]).toEqual([0, 0, 0])
  })

  test('shows the token nowhere, and can be judged again from its recording', async () => {
    const { target } = signingOn()
    const result = await runSuite(target, { seed: 1 })
    const har = harReport(result)
    expect(JSON.stringify(result) + har).not.toContain(ssoToken)
    const again = recordedTarget(readRecording(har))
    const replayed = await runSuite(again.target, again.options)
    expect(verdictsOf(replayed.requirements)).toEqual(verdictsOf(result.requirements))
  })

  test('judges a target that keeps no User-Agents', async () => {
    const { target, sessions } = signingOn({ around: withoutUserAgents })
    const { verdict, sessions: counted } = await runSuite(target, { seed: 1 })
    expect([verdict, counted.ownership, counted.leaked, sessions.size]).toEqual(['conformant', 'inferred', 0, 0])
  })

  test.each<[string, Parameters<typeof signingOn>[0], RegExp]>([
    [
      'that is refused',
      { token: 'Bearer another' },
      /^LoginByToken with the token of single sign-on was refused with the fault InvalidLogin/,
    ],
    [
      'that the target does not take',
      { around: answering('LoginByToken', () => new Response('', { status: 404 })) },
      /^LoginByToken with the token of single sign-on was answered with status 404/,
    ],
  ])('%s is inconclusive, in its own words, and leaves nothing', async (_, given, message) => {
    const { target, sessions } = signingOn(given)
    const { verdict, problem, sessions: counted } = await runSuite(target)
    expect([verdict, problem?.code, problem?.message]).toEqual([
      'inconclusive',
      'login',
      expect.stringMatching(message),
    ])
    expect([counted.unclosable, sessions.size]).toEqual([0, 0])
  })

  test('sends the login again where a gateway answers it in passing', async () => {
    let sent = 0
    const around = answering('LoginByToken', (request, fetch) => {
      sent += 1
      return sent === 1 ? new Response('', { status: 503 }) : fetch(request)
    })
    const { target, sessions } = signingOn({ around })
    const { verdict, retries } = await runSuite(target, { only: ['terminate.success.no-content'] })
    expect([verdict, retries.map(({ request }) => request), sessions.size]).toEqual(['conformant', ['LoginByToken'], 0])
  })

  test.each([
    [{ authorization: '' }, /none of them empty/],
    [{ authorization: 'Bearer a\nb' }, /no text that a header can carry/],
  ])('%o is refused before anything is sent', async (controller, message) => {
    const { target } = signingOn()
    await expect(runSuite({ ...target, controller })).rejects.toThrow(message)
  })
})
