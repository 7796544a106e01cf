import { setupServer } from 'msw/node'
import { describe, expect, onTestFinished, test } from 'vitest'
import { requirements, runSuite, type Target } from '../../src/conformance/index.ts'
import { startServer } from '../../src/mock/index.ts'
import { handlers } from '../../src/mock/msw.ts'
import { mockTarget } from '../support/mock-target.ts'
import { principals } from '../support/principals.ts'
import { createRepeatable } from '../support/repeatable.ts'

const url = 'https://mock.invalid'

/** The mock over each transport. */
const transports: Record<string, () => Target | Promise<Target>> = {
  'in process': () => mockTarget(),
  'through msw': () => {
    const server = setupServer(...handlers(url))
    server.listen({ onUnhandledRequest: 'bypass' })
    onTestFinished(() => server.close())
    return { ...principals, url }
  },
  'over HTTP': async () => {
    const server = await startServer()
    onTestFinished(() => server.close())
    return { ...principals, url: server.url }
  },
}

describe('runs of the mock', () => {
  test('every transport gives the same verdicts, findings and notes', async () => {
    const results: Record<string, unknown> = {}
    for (const [name, open] of Object.entries(transports)) {
      const result = await runSuite(await open(), { seed: 1 })
      results[name] = result.requirements.map(({ id, verdict, finding, recorded }) => ({
        id,
        verdict,
        finding,
        recorded,
      }))
    }
    const inProcess = results['in process']
    expect(inProcess).toHaveLength(requirements.length)
    expect(results).toEqual({ 'in process': inProcess, 'through msw': inProcess, 'over HTTP': inProcess })
  })

  test('the same seed gives the same verdicts and the same number of requests', async () => {
    const runOnce = async () => {
      const { requirements: judged } = await runSuite(mockTarget({ vcenter: createRepeatable() }), {
        seed: 42,
        concurrency: 1,
      })
      return judged.map(({ id, verdict, exchanges }) => ({ id, verdict, requests: exchanges.length }))
    }
    expect(await runOnce()).toEqual(await runOnce())
  })
})
