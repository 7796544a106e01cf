import { describe, expect, test } from 'vitest'
import { requirements, runSuite } from '../../src/conformance/index.ts'
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
