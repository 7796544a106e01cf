import { describe, expect, test } from 'vitest'
import { jsonReport, readResult, UnreadableResult } from '../../../src/report/json.ts'
import { sampleExchange } from '../../support/sample-exchange.ts'
import { sampleRequirement, sampleResult, selectedHeadline } from '../../support/sample-result.ts'

const requirement = sampleRequirement('terminate.a.b', {
  exchanges: [0],
  traces: [{ name: '', sessions: [], events: [] }],
})
const result = sampleResult({ requirements: [requirement], exchanges: [sampleExchange()] })

/** The result as it is written: without its exchanges and its traces. */
const written = {
  schema: 'vijson-result/2',
  tool: { name: 'vijson-conformance', version: '1.2.3' },
  target: { url: 'https://vcenter.example', release: '8.0.3.0', product: 'vCenter 8.0.3' },
  run: {
    id: 'a1b2c3d4e5f6',
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 1234,
    seed: 5,
    concurrency: 4,
    strict: false,
    exclusive: false,
    interrupted: false,
    release: 'auto',
    principals: { controller: 'me@vsphere.local' },
    criticalPathMs: 8,
  },
  headline: selectedHeadline('1', 'failed', 1),
  manifest: ['terminate.a.b'],
  verdict: 'nonconformant',
  counts: { pass: 1, fail: 1, warn: 1, recorded: 1, unsupported: 1, unreached: 1, deviated: 1, error: 1 },
  sessions: { opened: 9, closed: 7, leaked: 2, unclosable: 1, ownership: 'proved' },
  stale: [],
  retries: [],
  requirements: [
    {
      id: 'terminate.a.b',
      level: 'must',
      verdict: 'pass',
      statement: 'What terminate.a.b says.',
      source: { document: 'page', section: 'description', ordinal: 3, sha256: 'a'.repeat(64) },
      durationMs: 12,
      exchanges: [0],
    },
  ],
}

test('jsonReport names no longest chain of requests where no exchange was kept', () => {
  expect(JSON.parse(jsonReport({ ...result, exchanges: [] })).run).toEqual(result.run)
})

test('jsonReport writes the result without exchanges and traces, indented by two spaces and with a final line feed', () => {
  expect(JSON.parse(jsonReport(result))).toEqual(written)
  expect(jsonReport(result)).toBe(`${JSON.stringify(JSON.parse(jsonReport(result)), null, 2)}\n`)
})

test('readResult reads back what jsonReport has written', () => {
  expect(readResult(jsonReport(result))).toEqual(written)
})

/** The error that readResult throws. */
function errorOf(text: string): unknown {
  try {
    return readResult(text)
  } catch (error) {
    return error
  }
}

describe('readResult', () => {
  const { verdict: _, ...without } = written
  test.each([
    ['rejects an empty text', '', 'invalid JSON'],
    ['rejects a truncated report', jsonReport(result).slice(0, -10), 'invalid JSON'],
    ['rejects null', 'null', 'not a JSON report of vijson test: the file must be object'],
    ['rejects an array', '[]', 'not a JSON report of vijson test: the file must be object'],
    ['rejects another object', '{}', "not a JSON report of vijson test: the file must have required property 'schema'"],
    [
      'rejects a report with a missing member',
      JSON.stringify(without),
      "not a JSON report of vijson test: the file must have required property 'verdict'",
    ],
    [
      'rejects a report with an additional member',
      JSON.stringify({ ...written, more: 1 }),
      'not a JSON report of vijson test: the file must NOT have additional properties',
    ],
    [
      'rejects a report of another version',
      JSON.stringify({ ...written, schema: 'vijson-result/3' }),
      'not a JSON report of vijson test: /schema must be equal to constant',
    ],
    [
      'rejects an unknown verdict',
      JSON.stringify({ ...written, verdict: 'perfect' }),
      'not a JSON report of vijson test: /verdict must be equal to one of the allowed values',
    ],
    [
      'rejects an empty manifest',
      JSON.stringify({ ...written, manifest: [] }),
      'not a JSON report of vijson test: /manifest must NOT have fewer than 1 items',
    ],
  ])('%s', (_, text, message) => {
    const error = errorOf(text)
    expect(error).toBeInstanceOf(UnreadableResult)
    expect(error).toMatchObject({ name: 'UnreadableResult', code: 'unreadable-result', message })
  })

  test('keeps the cause where a text is not JSON', () => {
    expect(errorOf('{')).toHaveProperty('cause', expect.any(SyntaxError))
  })
})

test('readResult reads a report of the first version, in which observed requirements counted as passed', () => {
  const { retries: _, ...rest } = JSON.parse(jsonReport(sampleResult()))
  const first = {
    ...rest,
    schema: 'vijson-result/1',
    counts: { pass: 2, fail: 1, warn: 1, unsupported: 1, unreached: 1, deviated: 1, error: 1 },
    requirements: rest.requirements.map((one: { verdict: string }) =>
      one.verdict === 'recorded' ? { ...one, verdict: 'pass' } : one,
    ),
  }
  expect(readResult(JSON.stringify(first))).toEqual(JSON.parse(jsonReport(sampleResult())))
})
