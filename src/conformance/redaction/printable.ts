/**
 * What a reader does not see, or sees elsewhere: control characters and line breaks, bidirectional and zero-width characters, lone surrogates, and
 * what is no character at all.
 */
export const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu

/** A text on one line in which all can be seen: what cannot be seen is shown as an escape, `\u{202e}`. */
export function printable(text: string): string {
  return text.replaceAll(unseen, escapeOf)
}

/** One character as an escape: `\u{202e}`. */
export function escapeOf(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`
}

/**
 * A value with every text in it changed, at any depth.
 *
 * @param keptMembers the names of members that are left as they are, whatever is in them.
 */
export function inTexts<Value>(
  value: Value,
  change: (text: string) => string,
  keptMembers: readonly string[] = [],
): Value {
  return changed(value) as Value // Of the same form: only texts have changed.

  function changed(part: unknown): unknown {
    if (typeof part === 'string') return change(part)
    if (Array.isArray(part)) return part.map(changed)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(
      Object.entries(part).map(([name, member]) => [name, keptMembers.includes(name) ? member : changed(member)]),
    )
  }
}
