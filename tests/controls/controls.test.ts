import { describe, expect, test } from 'vitest'
import { runSuite } from '../../src/conformance/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { controls } from './controls.ts'

describe('the controls', () => {
  test('there are at least 110 controls, each with a name of its own', () => {
    expect(controls.length).toBeGreaterThanOrEqual(110)
    expect(new Set(controls.map(({ oddity }) => oddity)).size).toBe(controls.length)
  })

  test.concurrent.for(controls.map((control) => [control.oddity, control] as const))(
    'a server is conformant with --strict where %s',
    async ([, { make, unsupported = [], warned = [] }], { expect, onTestFinished }) => {
      const result = await runSuite(await make(onTestFinished), {
        strict: warned.length === 0,
        seed: 1,
        timeoutMs: 60_000, // Five runs share one process.
        idleMs: 0,
        exchanges: false,
      })
      const notPassed = result.requirements.filter(({ verdict }) => !['pass', 'recorded'].includes(verdict))
      expect(notPassed.map(({ id, verdict, finding }) => `${verdict} ${id}: ${finding?.message}`)).toEqual(
        expect.arrayContaining([
          ...unsupported.map((id) => expect.stringContaining(`unsupported ${id}:`)),
          ...warned.map((id) => expect.stringContaining(`warn ${id}:`)),
        ]),
      )
      expect(notPassed).toHaveLength(unsupported.length + warned.length)
      expect(result).toMatchObject({ verdict: 'conformant', sessions: { leaked: 0, unclosable: 0 } })
    },
  )

  test('a server is conformant with --strict where the run has no second account', async () => {
    const { limited: _, ...target } = mockTarget()
    const { requirements, verdict } = await runSuite(target, { strict: true })
    const notPassed = requirements.filter(({ verdict }) => !['pass', 'recorded'].includes(verdict))
    expect(notPassed.map(({ id, verdict, finding }) => [id, verdict, finding?.code])).toEqual([
      ['terminate.privilege.required', 'unsupported', 'second-principal'],
      ['terminate.privilege.fault', 'unsupported', 'second-principal'],
    ])
    expect(verdict).toBe('conformant')
  })
})
