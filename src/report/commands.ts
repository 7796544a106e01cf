import { printable } from '../conformance/redaction/printable.ts'

/**
 * A text that a CI server takes for no command, wherever it stands in a line of a log. GitHub obeys a line that begins with `::`, and `##[` within
 * a line; Azure and TeamCity obey `##vso[` and `##teamcity[`.
 */
export function withoutCommands(text: string): string {
  return printable(text)
    .replaceAll('##', String.raw`#\u{23}`)
    .replace(/^(\s*):(?=:)/, String.raw`$1\u{3a}`)
}
