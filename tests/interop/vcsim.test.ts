import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
    expect(found.sort(byId)).toEqual(known.sort(byId))
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

test('docs/evidence.md lists every known deviation with its cause', () => {
  const evidence = readFileSync(new URL('../../docs/evidence.md', import.meta.url), 'utf8').replaceAll(/ +/g, ' ')
  for (const { requirement, verdict, cause } of knownDeviations) {
    expect(evidence).toContain(`| \`${requirement}\` | ${verdict} | ${cause} |`)
  }
})
