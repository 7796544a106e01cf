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

  test('departs where it is known to, and nowhere else', () => {
    const departures = result.requirements
      .filter(({ verdict }) => verdict !== 'pass')
      .map(({ id, verdict, finding }) => ({ requirement: id, verdict, code: finding?.code }))
    const known = knownDeviations.map(({ requirement, verdict, code }) => ({ requirement, verdict, code }))
    expect(departures).toEqual(expect.arrayContaining(known))
    expect(departures).toHaveLength(known.length)
  })

  test('comes to the same verdicts where its recorded run is judged again', async () => {
    const again = await judgedAgain(result)
    expect(verdictsOf(again)).toEqual(verdictsOf(result))
    expect(again.verdict).toBe(result.verdict)
  })

  test('is left without a session of the run', () => {
    expect(result.sessions).toEqual({
      opened: result.sessions.opened,
      closed: result.sessions.opened,
      leaked: 0,
      unclosable: 0,
    })
  })
})

test('the README tells every known deviation with its cause', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').replaceAll(/ +/g, ' ')
  for (const { requirement, verdict, cause } of knownDeviations) {
    expect(readme).toContain(`| \`${requirement}\` | ${verdict} | ${cause} |`)
  }
})
