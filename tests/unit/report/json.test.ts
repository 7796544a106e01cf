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

test('jsonReport leaves out how a login was answered, which its sentence says', () => {
  const problem = { code: 'login', message: 'Login as user was answered with status 401' } as const
  const refusal = { kind: 'Login', said: 'was answered with status 401', status: 401 } as const
  const written = jsonReport({ ...result, problem: { ...problem, refusal } })
  expect(JSON.parse(written).problem).toEqual(problem)
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
    ['rejects an empty text', ' \n', 'not a JSON report of vijson test: it is empty'],
    ...[jsonReport(result).slice(0, -10), '<html>', 'PK\u0003'].map((text) => [
      `rejects what is not JSON: ${text.slice(0, 6)}`,
      text,
      'not a JSON report of vijson test: it is not JSON, or a part of it is missing',
    ]),
    ...['null', '[]', '{}', '{"log":{}}', '{"schema":"vijson-config/1"}', '7'].map((text) => [
      `rejects other JSON: ${text}`,
      text,
      'not a JSON report of vijson test; name a file that --report json=FILE has written',
    ]),
    [
      'rejects a report with a missing member',
      JSON.stringify(without),
      'not a whole JSON report of vijson test: /verdict is missing',
    ],
    [
      'rejects a report with an additional member',
      JSON.stringify({ ...written, more: 1 }),
      'not a whole JSON report of vijson test: it has an unknown member',
    ],
    [
      'rejects a report of another version',
      JSON.stringify({ ...written, schema: 'vijson-result/3' }),
      'the report of a newer version of vijson (vijson-result/3); use that version to read it',
    ],
    [
      'rejects an unknown verdict',
      JSON.stringify({ ...written, verdict: 'perfect' }),
      'not a whole JSON report of vijson test: /verdict is invalid',
    ],
    [
      'rejects an empty manifest',
      JSON.stringify({ ...written, manifest: [] }),
      'not a whole JSON report of vijson test: /manifest is invalid',
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
