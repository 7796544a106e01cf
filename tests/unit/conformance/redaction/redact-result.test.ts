import { describe, expect, test } from 'vitest'
import { createMasker } from '../../../../src/conformance/redaction/masker.ts'
import { redact, redactResult } from '../../../../src/conformance/redaction/redact-result.ts'
import { sampleExchange } from '../../../support/sample-exchange.ts'
import { sampleRequirement, sampleResult } from '../../../support/sample-result.ts'

/** A masker that knows one secret. */
function maskerOf(secret: string) {
  const masker = createMasker([])
  masker.maskSecret(secret)
  return { masker, pseudonym: masker.pseudonymOf(secret) }
}

describe('redact', () => {
  test('a secret is masked in every text, at any depth, and other values are unchanged', () => {
    const { masker, pseudonym } = maskerOf('the-secret')
    const value = (text: string) => ({ message: text, list: [text, { deep: `by ${text}` }, 7, true, null, undefined] })
    expect(redact(value('the-secret'), masker)).toEqual(value(pseudonym))
  })

  test('the members that hold the suite’s own words are unchanged, although a password may be one of them', () => {
    const { masker, pseudonym } = maskerOf('should')
    const members = (text: string) => ({
      id: 'should',
      level: 'should',
      verdict: 'should',
      statement: 'it should',
      source: { basis: 'should' },
      schema: 'should',
      tool: { name: 'should' },
      manifest: ['should'],
      code: 'should',
      kind: 'should',
      wanted: 'should',
      message: text,
    })
    expect(redact(members('should'), masker)).toEqual(members(pseudonym))
  })

  test('what cannot be seen is shown as an escape', () => {
    expect(redact(['a\u001b\n\u202e\u2028\u200bb'], createMasker([]))).toEqual([
      'a\\u{1b}\\u{a}\\u{202e}\\u{2028}\\u{200b}b',
    ])
  })
})

describe('redactResult', () => {
  test('the texts of a result are masked, and its exchanges are left as they were recorded', () => {
    const { masker, pseudonym } = maskerOf('the-secret')
    const exchanges = [sampleExchange({ body: 'the-secret' })]
    const result = (text: string) =>
      sampleResult({
        target: { url: 'https://vcenter.example', release: '8.0.3.0', product: text },
        requirements: [
          sampleRequirement('terminate.a', { verdict: 'fail', finding: { code: 'schema', message: `got ${text}` } }),
        ],
        exchanges,
      })
    expect(redactResult(result('the-secret'), masker)).toEqual(result(pseudonym))
  })
})
