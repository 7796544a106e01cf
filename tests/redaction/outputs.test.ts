import fc from 'fast-check'
import { createColors } from 'picocolors'
import { describe, expect, test } from 'vitest'
import { proposedDeviations } from '../../src/conformance/deviations/propose.ts'
import type { SuiteResult } from '../../src/conformance/index.ts'
import { createMasker } from '../../src/conformance/redaction/masker.ts'
import { maskExchange, withoutOthers } from '../../src/conformance/redaction/redact-exchange.ts'
import { redact, redactResult } from '../../src/conformance/redaction/redact-result.ts'
import { createSecretSearch } from '../../src/conformance/redaction/secret-search.ts'
import { githubAnnotations } from '../../src/report/annotations.ts'
import { consoleReport } from '../../src/report/console.ts'
import { formats } from '../../src/report/formats.ts'
import { sampleExchange } from '../support/sample-exchange.ts'
import { sampleRequirement, sampleResult } from '../support/sample-result.ts'
import { secrets } from './secrets.ts'
import { writers } from './writers.ts'

// What a target writes, in every place where it enters a result, in every output of a run.

const outputs: Record<string, (result: SuiteResult) => string | Promise<string>> = {
  har: async (result) => (await formats.har())(result),
  html: async (result) => (await formats.html())(result),
  json: async (result) => (await formats.json())(result),
  junit: async (result) => (await formats.junit())(result),
  markdown: async (result) => (await formats.markdown())(result),
  console: (result) => consoleReport(result, createColors(false)),
  annotations: (result) => githubAnnotations(result).join('\n'),
  'deviations proposals': proposedDeviations,
}

/** A result in which a target has put a text wherever it can. */
function resultWith(text: string, { masker, isRedacted }: Masking): SuiteResult {
  const asBytes = Buffer.from(text).toString('latin1')
  const exchange = (answer: Parameters<typeof sampleExchange>[0]) => {
    const given = sampleExchange({ query: `?for=${text}`, ...answer })
    return isRedacted
      ? maskExchange(
          withoutOthers(given, masker, () => false),
          masker,
        )
      : given
  }
  const result = sampleResult({
    target: { url: 'https://vcenter.example', release: '8.0.3.0', product: text },
    requirements: [
      sampleRequirement('terminate.a.fail', { verdict: 'fail', finding: { code: 'schema', message: `got ${text}` } }),
      sampleRequirement('terminate.a.warn', { verdict: 'warn', finding: { code: 'schema', message: text } }),
      sampleRequirement('terminate.a.recorded', { level: 'observed', recorded: ['first', text] }),
    ],
    exchanges: [
      exchange({
        answer: {
          kind: 'answered',
          place: 1,
          status: 500,
          headers: [['x-message', asBytes]],
          body: { kind: 'kept', text: `{"faultstring": ${text} }` },
        },
      }),
      exchange({ answer: { kind: 'broken', place: 2, status: 200, message: text } }),
      exchange({ answer: { kind: 'unreachable', place: 3, reason: 'reset', message: text } }),
    ],
  })
  return isRedacted ? redactResult(result, masker) : result
}

interface Masking {
  masker: ReturnType<typeof createMasker>
  isRedacted: boolean
}

describe('every output', () => {
  test.each(Object.keys(writers))('holds no secret where a target answers in %s', async (name) => {
    const writer = writers[name]
    await fc.assert(
      fc.asyncProperty(secrets, async (secret) => {
        const masker = createMasker([])
        masker.maskSecret(secret)
        const text = writer?.write(secret) ?? ''
        const search = createSecretSearch(() => true)
        search.addSecret(secret, 'found')
        const result = resultWith(text, { masker, isRedacted: true })
        for (const [output, write] of Object.entries(outputs)) {
          const written = await write(result)
          expect([output, search.find(written)]).toEqual([output, []])
          expect(written.toLowerCase().includes(secret.toLowerCase())).toBe(false)
        }
        expect(JSON.stringify(redact({ message: text }, masker))).toContain('redacted-'.slice(1))
      }),
      { numRuns: 2, seed: 12 },
    )
  })

  test.each(Object.keys(outputs))('%s is where a secret would be, had it not been masked', async (name) => {
    const result = resultWith('S3cret/of=the&target', { masker: createMasker([]), isRedacted: false })
    const search = createSecretSearch(() => true)
    search.addSecret('S3cret/of=the&target', 'found')
    const written = (await outputs[name]?.(result)) ?? ''
    expect(search.find(written)?.length).toBeGreaterThan(0)
  })
})
