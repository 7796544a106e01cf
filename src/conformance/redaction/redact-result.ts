import type { SuiteResult } from '../types.ts'
import type { Masker } from './masker.ts'
import { inTexts, printable } from './printable.ts'

/** The members of a result whose texts are the suite's own words: a password that is an ordinary word must not change them. */
const ownMembers = [
  'id',
  'level',
  'verdict',
  'statement',
  'source',
  'schema',
  'tool',
  'manifest',
  'code',
  'kind',
  'wanted',
]

/**
 * A value in which no text, at any depth, holds a secret or a character that is not seen. The suite puts none there; a target may, in the name of a
 * fault or of its product. Every text is masked except those in {@link ownMembers}.
 */
export function redact<Value>(value: Value, { mask }: Masker): Value {
  return inTexts(value, (text) => printable(mask(text)), ownMembers)
}

/** The same for the result of a run. Its exchanges are left alone: they were masked when they were recorded. */
export function redactResult({ exchanges, ...result }: SuiteResult, masker: Masker): SuiteResult {
  return { ...redact(result, masker), exchanges }
}
