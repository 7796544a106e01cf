import { describe, expect, test } from 'vitest'
import { jsonReport, readResult, UnreadableResult } from '../../../src/report/json.ts'
import { sampleExchange } from '../../support/sample-exchange.ts'
import { sampleRequirement, sampleResult } from '../../support/sample-result.ts'

const requirement = sampleRequirement('terminate.a.b', {
  exchanges: [0],
  traces: [{ name: '', sessions: [], events: [] }],
})
const result = sampleResult({ requirements: [requirement], exchanges: [sampleExchange()] })

/** What of the result is written: neither its exchanges, nor what happened on the traces. */
const written = {
  schema: 'vijson-result/1',
  tool: { name: 'vijson-conformance', version: '1.2.3' },
  target: { url: 'https://vcenter.example', release: '8.0.3.0', product: 'vCenter 8.0.3' },
  run: {
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 1234,
    seed: 5,
    concurrency: 4,
    strict: false,
    exclusive: false,
    interrupted: false,
    release: 'auto',
    principals: { controller: 'me@vsphere.local' },
  },
  manifest: ['terminate.a.b'],
  verdict: 'nonconformant',
  counts: { pass: 2, fail: 1, warn: 1, unsupported: 1, unreached: 1, deviated: 1, error: 1 },
  sessions: { opened: 9, closed: 7, leaked: 2, unclosable: 1 },
  stale: [],
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

test('a result is written without its exchanges and its traces, two spaces a level, and ends its last line', () => {
  expect(JSON.parse(jsonReport(result))).toEqual(written)
  expect(jsonReport(result)).toBe(`${JSON.stringify(JSON.parse(jsonReport(result)), null, 2)}\n`)
})

test('what is written is read back', () => {
  expect(readResult(jsonReport(result))).toEqual(written)
})

/** The error that a text is refused with. */
function refusalOf(text: string): unknown {
  try {
    return readResult(text)
  } catch (error) {
    return error
  }
}

describe('a text is refused that', () => {
  const { verdict: _, ...without } = written
  test.each([
    ['is empty', '', 'it is not JSON'],
    ['is cut off', jsonReport(result).slice(0, -10), 'it is not JSON'],
    ['is null', 'null', 'it is no report of vijson test: the file must be object'],
    ['is an array', '[]', 'it is no report of vijson test: the file must be object'],
    ['is another object', '{}', "it is no report of vijson test: the file must have required property 'schema'"],
    [
      'lacks a member',
      JSON.stringify(without),
      "it is no report of vijson test: the file must have required property 'verdict'",
    ],
    [
      'has a member more',
      JSON.stringify({ ...written, more: 1 }),
      'it is no report of vijson test: the file must NOT have additional properties',
    ],
    [
      'is of another version',
      JSON.stringify({ ...written, schema: 'vijson-result/2' }),
      'it is no report of vijson test: /schema must be equal to constant',
    ],
    [
      'has an unknown verdict',
      JSON.stringify({ ...written, verdict: 'perfect' }),
      'it is no report of vijson test: /verdict must be equal to one of the allowed values',
    ],
    [
      'names no requirement that should have been judged',
      JSON.stringify({ ...written, manifest: [] }),
      'it is no report of vijson test: /manifest must NOT have fewer than 1 items',
    ],
  ])('%s', (_, text, message) => {
    const refusal = refusalOf(text)
    expect(refusal).toBeInstanceOf(UnreadableResult)
    expect(refusal).toMatchObject({ name: 'UnreadableResult', code: 'unreadable-result', message })
  })

  test('is not JSON, with the cause', () => {
    expect(refusalOf('{')).toHaveProperty('cause', expect.any(SyntaxError))
  })
})
