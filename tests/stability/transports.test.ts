import { setupServer } from 'msw/node'
import { expect, onTestFinished, test } from 'vitest'
import { requirements, runSuite, type Target } from '../../src/conformance/index.ts'
import { startServer } from '../../src/mock/index.ts'
import { handlers } from '../../src/mock/msw.ts'
import { mockTarget } from '../support/mock-target.ts'
import { principals } from '../support/principals.ts'

const url = 'https://mock.invalid'

/** The mock by each transport. */
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

test('the transports agree, requirement by requirement, down to what is recorded', async () => {
  const seen: Record<string, unknown> = {}
  for (const [name, open] of Object.entries(transports)) {
    const result = await runSuite(await open(), { seed: 1 })
    seen[name] = result.requirements.map(({ id, verdict, finding, recorded }) => ({ id, verdict, finding, recorded }))
  }
  const inProcess = seen['in process']
  expect(inProcess).toHaveLength(requirements.length)
  expect(seen).toEqual({ 'in process': inProcess, 'through msw': inProcess, 'over HTTP': inProcess })
})

test('the same seed gives the same verdicts again, and the same requests to decide them', async () => {
  const runOnce = async () => {
    const { requirements: judged } = await runSuite(mockTarget(), { seed: 42, concurrency: 1 })
    return judged.map(({ id, verdict, exchanges }) => ({ id, verdict, requests: exchanges.length }))
  }
  expect(await runOnce()).toEqual(await runOnce())
})
