/** The server's own words in a page or a plain text, in a line; empty where it says nothing. */
function wordsOf(text: string): string {
  return text
    .slice(0, 100_000)
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/gi, ' ')
    .replaceAll(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, 120)
}

/** The server's own words behind what was seen: `: "Service Unavailable"`. */
export function saying(text: string): string {
  const words = wordsOf(text)
  return words === '' ? '' : `: "${words}"`
}

/** The server's own words as a sentence behind another. */
export function serverSaid(text: string): string {
  const words = wordsOf(text)
  return words === '' ? '' : `. The server said: "${words}"`
}
