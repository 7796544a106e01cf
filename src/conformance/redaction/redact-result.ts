import type { SuiteResult } from '../types.ts'
import type { Masker } from './masker.ts'

/** What would act on a terminal, begin a line, or turn the direction of writing. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** The members of a result whose texts are the suite's own words: a password that is an ordinary word must not change them. */
const own = ['id', 'level', 'verdict', 'statement', 'source', 'schema', 'tool', 'manifest', 'code', 'kind', 'wanted']

/**
 * A value of which no text, however deep, holds a secret or a character that is none to be read. The suite puts none there; a target may, in the name of a fault or in what it calls
 * itself. All texts are gone through but the suite's own, not those that are thought of.
 */
export function redact<Value>(value: Value, { mask }: Masker): Value {
  return cleaned(value) as Value // Of the same form: texts have become texts.

  function cleaned(part: unknown): unknown {
    if (typeof part === 'string') return mask(part).replaceAll(unprintable, '\u{fffd}')
    if (Array.isArray(part)) return part.map(cleaned)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(
      Object.entries(part).map(([name, member]) => [name, own.includes(name) ? member : cleaned(member)]),
    )
  }
}

/** The same for the result of a run; its exchanges were kept without secrets from the start. */
export function redactResult({ exchanges, ...result }: SuiteResult, pseudonyms: Masker): SuiteResult {
  return { ...redact(result, pseudonyms), exchanges }
}
