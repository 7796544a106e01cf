const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [...'"\\{}[]'].map((character) =>
  character.charCodeAt(0),
)

/**
 * Whether a JSON text nests deeper than so many levels. Told before it is parsed, because each level takes a hundred times the memory of its two
 * characters; the text need not be valid.
 */
export function nestsDeeperThan(levels: number, text: Uint8Array): boolean {
  if (text.length <= levels) return false
  let depth = 0
  let isInString = false
  for (let place = 0; place < text.length; place += 1) {
    const code = text[place]
    if (code === quote) isInString = !isInString
    else if (isInString) place += code === backslash ? 1 : 0
    else if (code === openBrace || code === openBracket) depth += 1
    else if (code === closeBrace || code === closeBracket) depth -= 1
    if (depth > levels) return true
  }
  return false
}
