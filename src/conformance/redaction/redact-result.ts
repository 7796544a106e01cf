import type { SuiteResult } from '../types.ts'
import type { Masker } from './masker.ts'

/** Control characters, line separators and direction marks: they would act on a terminal, begin a line or reverse the text. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

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
 * A value in which no text, at any depth, holds a secret or an unprintable character. The suite puts none there; a target may, in the name of a
 * fault or of its product. Every text is masked except those in {@link ownMembers}.
 */
export function redact<Value>(value: Value, { mask }: Masker): Value {
  return redacted(value) as Value // Of the same form: only texts have changed.

  function redacted(part: unknown): unknown {
    if (typeof part === 'string') return mask(part).replaceAll(unprintable, '\u{fffd}')
    if (Array.isArray(part)) return part.map(redacted)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(
      Object.entries(part).map(([name, member]) => [name, ownMembers.includes(name) ? member : redacted(member)]),
    )
  }
}

/** The same for the result of a run. Its exchanges are left alone: they were masked when they were recorded. */
export function redactResult({ exchanges, ...result }: SuiteResult, masker: Masker): SuiteResult {
  return { ...redact(result, masker), exchanges }
}
