import { describe, expect, test } from 'vitest'
import { isUnmet, requirements, runSuite } from '../../src/conformance/index.ts'
import { gateway } from '../support/gateway.ts'
import { mockTarget } from '../support/mock-target.ts'
import { jitteryMock } from './jittery.ts'

const runs = 200
const allPass = requirements.map(({ id, level }) => `${id} ${level === 'observed' ? 'recorded' : 'pass'}`)

describe('a mock whose answers come at random times', () => {
  test.each([1, 4, 16])(
    `${runs} runs at concurrency %i give the same verdicts`,
    { timeout: 1_800_000 },
    async (concurrency) => {
      for (let run = 0; run < runs; run++) {
        // Every run draws a seed; the message holds that of a run with other verdicts.
        const result = await runSuite(jitteryMock(2), { concurrency, strict: true, exchanges: false })
        const verdicts = result.requirements.map(({ id, verdict }) => `${id} ${verdict}`)
        expect(verdicts, `run ${run}, seed ${result.run.seed}`).toEqual(allPass)
        expect(result.sessions).toMatchObject({ leaked: 0, unclosable: 0 })
      }
    },
  )
})

describe('a gateway that answers one call in fifty with 503 or 429, or loses its connection', () => {
  test(`is nobody's defect in ${runs} runs`, { timeout: 1_800_000 }, async () => {
    const verdicts: string[] = []
    for (let seed = 1; seed <= runs; seed++) {
      const target = mockTarget({ around: (fetch) => gateway(fetch, seed, 50) })
      const { verdict, requirements, sessions } = await runSuite(target, { seed, exchanges: false })
      expect(requirements.filter(isUnmet), `seed ${seed}`).toEqual([])
      expect([sessions.leaked, target.vcenter.sessions.size], `seed ${seed}`).toEqual([0, 0])
      verdicts.push(verdict)
    }
    expect(verdicts.filter((verdict) => verdict === 'conformant').length).toBeGreaterThanOrEqual(0.9 * runs)
  })
})
