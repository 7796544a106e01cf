import type { SuiteResult } from '../conformance/index.ts'
import { escapeOf, inTexts, printable, unseen } from '../conformance/redaction/printable.ts'

/** A text of several lines in which all can be seen, which keeps its line feeds and tabs. */
export function printableLines(text: string): string {
  return text.replaceAll(unseen, (character) => (/[\n\t]/.test(character) ? character : escapeOf(character)))
}

/** A JSON text in which all can be seen, in the escapes of JSON: its reader finds the value unchanged. */
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

/** One escape for each half of a pair. */
function jsonEscapeOf(character: string): string {
  return [...Array(character.length).keys()]
    .map((place) => `\\u${character.charCodeAt(place).toString(16).padStart(4, '0')}`)
    .join('')
}
