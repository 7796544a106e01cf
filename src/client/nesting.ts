/** The characters that matter. Written as numbers, so that bundlers can leave them out. */
const quote = 0x22
const backslash = 0x5c
const openBrace = 0x7b
const closeBrace = 0x7d
const openBracket = 0x5b
const closeBracket = 0x5d

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
