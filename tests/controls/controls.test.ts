import { expect, test } from 'vitest'
import { runSuite } from '../../src/conformance/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { controls } from './controls.ts'

test('there are at least 30 controls, each named once', () => {
  expect(controls.length).toBeGreaterThanOrEqual(30)
  expect(new Set(controls.map(({ oddity }) => oddity)).size).toBe(controls.length)
})

test.concurrent.for(controls)(
  '$oddity: conformant, strictly',
  async ({ make, unsupported = [] }, { expect, onTestFinished }) => {
    const result = await runSuite(await make(onTestFinished), { strict: true, seed: 1 })
    const departures = result.requirements.filter(({ verdict }) => verdict !== 'pass')
    expect(departures.map(({ id, verdict, finding }) => `${verdict} ${id}: ${finding?.message}`)).toEqual(
      unsupported.map((id) => expect.stringContaining(`unsupported ${id}:`)),
    )
    expect(result).toMatchObject({ verdict: 'conformant', sessions: { leaked: 0, unclosable: 0 } })
  },
)

test('no second principal: conformant, strictly', async () => {
  const { limited: _, ...target } = mockTarget()
  const { requirements, verdict } = await runSuite(target, { strict: true })
  const departures = requirements.filter((requirement) => requirement.verdict !== 'pass')
  expect(departures.map(({ id, verdict, finding }) => [id, verdict, finding?.code])).toEqual([
    ['terminate.privilege.required', 'unsupported', 'second-principal'],
    ['terminate.privilege.fault', 'unsupported', 'second-principal'],
  ])
  expect(verdict).toBe('conformant')
})
