import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../../src/client/index.ts'
import { runSuite, type SuiteResult } from '../../src/conformance/index.ts'
import { judgedAgain, verdictsOf } from '../evidence/again.ts'
import { principals } from '../support/principals.ts'
import { knownDeviations } from './deviations.ts'
import { build, hasGo, startListening } from './go.ts'

describe.skipIf(!hasGo())("VMware's simulator behind a VI JSON front", () => {
  let simulator: { url: string; stop(): Promise<void> }
  let result: SuiteResult

  beforeAll(async () => {
    simulator = await startListening(await build('vcsim'), [])
    result = await runSuite({ ...principals, url: simulator.url })
  })
  afterAll(() => simulator.stop())

  test('has the known deviations, and no others', () => {
    const found = result.requirements
      .filter(({ verdict }) => !['pass', 'recorded'].includes(verdict))
      .map(({ id, verdict, finding }) => ({ requirement: id, verdict, code: finding?.code }))
    const known = knownDeviations.map(({ requirement, verdict, code }) => ({ requirement, verdict, code }))
    const byId = (one: { requirement: string }, other: { requirement: string }) =>
      one.requirement < other.requirement ? -1 : 1
    const findings = result.requirements.flatMap(({ id, finding }) =>
      finding === undefined ? [] : `${id}: ${finding.message}`,
    )
    expect(found.sort(byId), findings.join('\n')).toEqual(known.sort(byId))
  })

  test('has the same verdicts where its recorded run is judged again', async () => {
    const again = await judgedAgain(result)
    expect(verdictsOf(again)).toEqual(verdictsOf(result))
    expect(again.verdict).toBe(result.verdict)
  })

  test('keeps no session of the run', () => {
    expect(result.sessions).toMatchObject({
      opened: result.sessions.opened,
      closed: result.sessions.opened,
      leaked: 0,
      unclosable: 0,
      ownership: 'proved',
    })
  })
})

describe.skipIf(!hasGo())('the simulator, without a password', () => {
  const only = ['terminate.success.all-listed', 'terminate.sequence.suffix-untouched', 'terminate.not-found.fault']
  let simulator: { url: string; stop(): Promise<void> }

  beforeAll(async () => {
    simulator = await startListening(await build('vcsim'), [])
  })
  afterAll(() => simulator.stop())

  test('is judged by a token of single sign-on', async () => {
    const assertion = `<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"><Subject><NameID>${principals.controller.userName}</NameID></Subject></Assertion>`
    const authorization = `SIGN token="${gzipSync(assertion).toString('base64')}"`
    const { verdict, sessions } = await runSuite({ url: simulator.url, controller: { authorization } }, { only })
    expect([verdict, sessions.leaked, sessions.unclosable]).toEqual(['conformant', 0, 0])
  })

  test('is judged by the session that is lent to the run, which lives on', async () => {
    const { login } = await connect({ url: simulator.url })
    await using session = await login(principals.controller)
    const { token } = session
    const { verdict, sessions } = await runSuite({ url: simulator.url, controller: { token } }, { only })
    expect([verdict, sessions.leaked, sessions.unclosable]).toEqual(['conformant', 0, 0])
    expect(await session.currentSession()).toMatchObject({ key: session.key })
  })

  test('refuses a token that is no assertion', async () => {
    const controller = { authorization: 'Bearer nothing' }
    const { verdict, problem } = await runSuite({ url: simulator.url, controller }, { only })
    expect([verdict, problem?.code]).toEqual(['inconclusive', 'login'])
  })
})

test('docs/evidence.md lists every known deviation with its cause', () => {
  const evidence = readFileSync(new URL('../../docs/evidence.md', import.meta.url), 'utf8').replaceAll(/ +/g, ' ')
  for (const { requirement, verdict, cause } of knownDeviations) {
    expect(evidence).toContain(`| \`${requirement}\` | ${verdict} | ${cause} |`)
  }
})
