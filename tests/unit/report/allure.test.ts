import { expect, test } from 'vitest'
import type { Verdict } from '../../../src/conformance/index.ts'
import { allureResults } from '../../../src/report/allure.ts'
import { sampleRequirement, sampleResult } from '../../support/sample-result.ts'

const of = (verdict: Verdict, more = {}) =>
  Object.entries(
    allureResults(sampleResult({ requirements: [sampleRequirement('terminate.a.b', { verdict, ...more })] })),
  )

test.each<[Verdict, string]>([
  ['pass', 'passed'],
  ['recorded', 'passed'],
  ['deviated', 'passed'],
  ['fail', 'failed'],
  ['warn', 'failed'],
  ['unreached', 'broken'],
  ['error', 'broken'],
  ['unsupported', 'skipped'],
])('%s is %s for Allure', (verdict, status) => {
  const [[name, text] = ['', '']] = of(verdict)
  const result = JSON.parse(text)
  expect(name).toBe(`${result.uuid}-result.json`)
  expect(result).toMatchObject({
    name: 'terminate.a.b',
    status,
    stage: 'finished',
    description: 'What terminate.a.b says.',
  })
  expect(result.stop).toBeGreaterThanOrEqual(result.start)
})

test('a finding is told with its block', () => {
  const finding = { code: 'not-ended', message: 'session 1 is alive', expected: 'dead', seen: 'alive' } as const
  const [[, text] = ['', '{}']] = of('fail', { finding })
  expect(JSON.parse(text).statusDetails).toEqual({
    message: 'fail: session 1 is alive',
    trace: expect.stringMatching(/Expected: dead\nSeen: +alive/),
  })
})

test('the history of a requirement is that of its target, and each run has files of its own', () => {
  const text = (given: Parameters<typeof sampleResult>[0]) => {
    const [[name, text] = ['', '{}']] = Object.entries(allureResults(sampleResult(given)))
    return { name, historyId: JSON.parse(text).historyId }
  }
  const { run } = sampleResult()
  const [one, later, elsewhere] = [
    text({}),
    text({ run: { ...run, id: 'another' } }),
    text({ target: { url: 'https://other.example' } }),
  ]
  expect(later.historyId).toBe(one.historyId)
  expect(later.name).not.toBe(one.name)
  expect(elsewhere.historyId).not.toBe(one.historyId)
})

test('the environment names target, release and seed, a line each', () => {
  const files = allureResults(sampleResult({ target: { url: 'https://a', product: 'x\ny' } }))
  expect(files['environment.properties']).toMatch(
    /^target=https:\/\/a\nrelease=unknown\nproduct=.*\ntool=.*\nseed=\d+\n$/,
  )
})
