import { expect, test } from 'vitest'
import { requirements, runSuite } from '../../src/conformance/index.ts'
import { jitteryMock } from './jittery.ts'

const runs = 200
const everyPass = requirements.map(({ id }) => `${id} pass`)

test.each([1, 4, 16])(
  `${runs} runs against a jittery mock, %i checks side by side, give the same verdicts`,
  async (concurrency) => {
    for (let run = 0; run < runs; run++) {
      // Every run draws its own seed; that of one that differs is in the message.
      const result = await runSuite(jitteryMock(2), { concurrency, strict: true })
      const verdicts = result.requirements.map(({ id, verdict }) => `${id} ${verdict}`)
      expect(verdicts, `run ${run}, seed ${result.run.seed}`).toEqual(everyPass)
      expect(result.sessions).toMatchObject({ leaked: 0, unclosable: 0 })
    }
  },
)
