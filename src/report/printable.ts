import type { SuiteResult } from '../conformance/index.ts'

/**
 * What a reader does not see, or sees elsewhere: control characters and line breaks, bidirectional and zero-width characters, lone surrogates, and
 * what is no character at all.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu

/** A text on one line in which all can be seen: what cannot be seen is shown as an escape, `\u{202e}`. */
export function printable(text: string): string {
  return text.replaceAll(unseen, escapeOf)
}

/** The same for a text of several lines, which keeps its line feeds and tabs. */
export function printableLines(text: string): string {
  return text.replaceAll(unseen, (character) => (/[\n\t]/.test(character) ? character : escapeOf(character)))
}

/** The same for a JSON text, in the escapes of JSON: its reader finds the value unchanged. */
export function printableJson(text: string): string {
  return text.replaceAll(unseen, (character) => (character === '\n' ? character : jsonEscapeOf(character)))
}

/**
 * A result in which every text is printable. The engine puts none in that is not; the result of another version, in a file, may have some. The
 * exchanges are left alone, because a report shows only parts of them.
 */
export function printableResult(result: SuiteResult, change: (text: string) => string = printable): SuiteResult {
  const { exchanges, ...rest } = result
  return { ...inTexts(rest, change), exchanges }
}

/** A value with every text in it changed, at any depth. */
export function inTexts<Value>(value: Value, change: (text: string) => string): Value {
  return changed(value) as Value // Of the same form: only texts have changed.

  function changed(part: unknown): unknown {
    if (typeof part === 'string') return change(part)
    if (Array.isArray(part)) return part.map(changed)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(Object.entries(part).map(([name, member]) => [name, changed(member)]))
  }
}

function escapeOf(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`
}

/** One escape for each half of a pair. */
function jsonEscapeOf(character: string): string {
  return [...Array(character.length).keys()]
    .map((place) => `\\u${character.charCodeAt(place).toString(16).padStart(4, '0')}`)
    .join('')
}
