import { describe, expect, test } from 'vitest'
import type { Fetch } from '../../src/client/index.ts'
import { runSuite, type Target } from '../../src/conformance/index.ts'
import { createVCenter, type VCenter } from '../../src/mock/index.ts'
import { goOn, takeBack, tokenLivesOn } from '../mutation/misbehaviours.ts'
import { mockTarget } from '../support/mock-target.ts'
import { answering } from './one-check.ts'

/** The mock with another TerminateSession in place of its own. */
function terminating(terminate: (vcenter: VCenter) => VCenter['terminateSessions']): Target {
  const vcenter = createVCenter()
  return mockTarget({ vcenter: { ...vcenter, terminateSessions: terminate(vcenter) } })
}

/** The mock with another way of finding the key that an id means. */
const resolving = (resolve: (vcenter: VCenter, id: string) => string | undefined): Target =>
  terminating(
    (vcenter) => (caller, ids) =>
      vcenter.terminateSessions(
        caller,
        ids.map((id) => resolve(vcenter, id) ?? id),
      ),
  )

/** The mock that answers 204 to a TerminateSession with this body and does nothing. */
const acceptingBody = (accepted: string): Target =>
  mockTarget({
    around: answering('TerminateSession', async (request, fetch) => {
      const isAccepted = (await request.clone().text()) === accepted
      return isAccepted ? new Response(null, { status: 204 }) : fetch(request)
    }),
  })

const answers200 = async (request: Request, fetch: Fetch) => {
  const response = await fetch(request)
  return response.status === 204 ? new Response('', { status: 200 }) : response
}

const inBoth = 'in sessionList (read by the controller); its own token works (currentSession shows it)'
const inNeither =
  'not in sessionList (read by the controller); its own token does not work (currentSession shows no session)'

/** Rows whose first column is their title, because vitest shortens what it takes from an object. */
const withTitles = <Row extends { defect: string }>(rows: readonly Row[]) =>
  rows.map((row) => [row.defect, row] as const)

describe('the message of a finding', () => {
  test.each(
    withTitles([
      {
        defect: 'continues after an unknown id',
        target: () => terminating((vcenter) => (caller, keys) => goOn(vcenter, caller, keys)),
        id: 'terminate.sequence.suffix-untouched',
        message: `unknown id at the first place: session 1, place 2 of 2 in the list (an invented id, session 1), should be alive: ${inNeither}.`,
      },
      {
        defect: 'rolls back',
        target: () => terminating((vcenter) => (caller, keys) => takeBack(vcenter, caller, keys)),
        id: 'terminate.sequence.prefix-terminated',
        message: `unknown id in the middle: session 1, place 1 of 3 in the list (session 1, an invented id, an invented id), should be dead: ${inBoth}.`,
      },
      {
        defect: 'reverses the list',
        target: () => terminating((vcenter) => (caller, keys) => vcenter.terminateSessions(caller, keys.toReversed())),
        id: 'terminate.sequence.list-order',
        message: `earlier login first: session 1, place 1 of 3 in the list (session 1, an invented id, session 2), should be dead: ${inBoth}.`,
      },
      {
        defect: 'answers 200',
        target: () => mockTarget({ around: answering('TerminateSession', answers200) }),
        id: 'terminate.success.no-content',
        message:
          'expected 204, got status 200 without a VIM fault; afterwards the listed sessions are dead (session 1)',
      },
      {
        defect: 'terminates nothing',
        target: () => terminating(() => () => {}),
        id: 'terminate.success.all-listed',
        message: `session 1, place 1 of 3 in the list (session 1, session 2, session 3), should be dead: ${inBoth}. The same holds for session 2, session 3.`,
      },
    ]),
  )(
    'a server that %s is nonconformant, and the finding names the session, its place and both oracles',
    async (_, { target, id, message }) => {
      const result = await runSuite(target())
      expect(result.verdict).toBe('nonconformant')
      expect(result.requirements.find((one) => one.id === id)).toMatchObject({ verdict: 'fail', finding: { message } })
      expect(result.sessions.leaked).toBe(0)
    },
  )

  // Sessions 3 and 4 are those of the second attempt, which sends one call after the other.
  const notNamed = `session 4, not in the list, should be alive: ${inNeither}.`

  test.each(
    withTitles([
      {
        defect: 'ignores the letter case of keys',
        target: () =>
          resolving((vcenter, id) =>
            [...vcenter.sessions.keys()].find((key) => key.toLowerCase() === id.toLowerCase()),
          ),
        id: 'terminate.identity.letter-case',
        verdict: 'warn',
        message: `the key in the other letter case: ${notNamed}`,
      },
      {
        defect: 'ignores blanks around keys',
        target: () => resolving((_, id) => id.trim()),
        id: 'terminate.identity.other-strings',
        verdict: 'fail',
        message: `the key after a blank: ${notNamed}`,
      },
      {
        defect: 'ignores blanks after keys',
        target: () => resolving((_, id) => id.trimEnd()),
        id: 'terminate.identity.other-strings',
        verdict: 'fail',
        message: `the key before a blank: ${notNamed}`,
      },
      {
        defect: 'ignores braces around keys',
        target: () => resolving((_, id) => /^\{(.*)\}$/s.exec(id)?.[1]),
        id: 'terminate.identity.other-strings',
        verdict: 'fail',
        message: `the key in braces: ${notNamed}`,
      },
    ]),
  )('a server that %s is found out, and the finding names the step', async (_, { target, id, verdict, message }) => {
    const { requirements } = await runSuite(target(), { only: [id] })
    expect(requirements).toMatchObject([{ verdict, finding: { code: 'wrongly-ended', message } }])
  })

  test.each(
    withTitles([
      { defect: 'accepts {}', body: '{}', step: 'an empty object' },
      { defect: 'accepts a list that is null', body: '{"sessionId": null}', step: 'sessionId null' },
      { defect: 'accepts null', body: 'null', step: 'a body null' },
      { defect: 'accepts []', body: '[]', step: 'an empty array' },
    ]),
  )('a server that %s is found out, and the finding names the step', async (_, { body, step }) => {
    const { requirements } = await runSuite(acceptingBody(body), { only: ['terminate.request.session-id-required'] })
    const message = `${step}: expected a refusal, got 204`
    expect(requirements).toMatchObject([{ verdict: 'fail', finding: { code: 'unexpected-success', message } }])
  })
})

describe('the verdict of a finding', () => {
  test('a session that is gone from the list while its token is still valid is a finding of its own code', async () => {
    const vcenter = createVCenter()
    const target = mockTarget({ vcenter: { ...vcenter, ...tokenLivesOn(vcenter) } })
    const { requirements } = await runSuite(target, { only: ['terminate.success.all-listed'] })
    expect(requirements[0]).toMatchObject({ verdict: 'fail', finding: { code: 'oracles-disagree' } })
  })

  test('an unmet should warns, and makes the target nonconformant with strict', async () => {
    const target = () => resolving((_, id) => id.trim())
    const only = ['terminate.identity.exact']
    expect((await runSuite(target(), { only })).verdict).toBe('conformant')
    const strict = await runSuite(target(), { only, strict: true })
    expect(strict).toMatchObject({ verdict: 'nonconformant', requirements: [{ verdict: 'warn' }] })
  })

  test('an oracle that cannot be read makes the check unreached', async () => {
    const around = answering('currentSession', () => new Response('<html>', { status: 200 }))
    const result = await runSuite(mockTarget({ around }), { only: ['terminate.success.all-listed'] })
    expect(result).toMatchObject({ verdict: 'inconclusive', requirements: [{ verdict: 'unreached' }] })
  })
})
