/**
 * The spellings in which a secret is searched for besides itself, as a list of texts: those that no reading undoes. Escapes are undone by
 * reading.ts, base64 by encoded-runs.ts; here, base64 is found also where its letter case was changed, which leaves nothing to decode.
 */
export function encodingsOf(text: string): string[] {
  // A lone surrogate, which a target may have put there, has no encoding.
  const wellFormed = Buffer.from(text).toString()
  return [...new Set([...formsOf(text), ...formsOf(wellFormed), ...inBase64(wellFormed)])]
}

const ascii = /^[ -~]*$/

/** The forms that mean the same to a reader: of composed and decomposed characters, and of letters whose other case has another length. */
export function formsOf(text: string): string[] {
  if (ascii.test(text)) return [text]
  return [text, ...['NFC', 'NFD', 'NFKC'].map((form) => text.normalize(form)), text.toUpperCase(), text.toLowerCase()]
}

/** In UTF-8, in UTF-16, and in latin1 where that has all of its characters. */
function inBase64(text: string): string[] {
  if (ascii.test(text)) return base64Of(Buffer.from(text))
  const wide = Buffer.from(text, 'utf16le')
  const narrow = /^[\0-\xff]*$/.test(text) ? base64Of(Buffer.from(text, 'latin1')) : []
  return [...base64Of(Buffer.from(text)), ...base64Of(wide), ...base64Of(Buffer.from(wide).swap16()), ...narrow]
}

/** At each place in a group of three bytes; without the characters that also encode bits of the neighbouring text. */
function base64Of(text: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), text])
    const encoded = bytes.toString('base64').replace(/=+$/, '')
    const end = bytes.length % 3 === 0 ? encoded.length : -1
    const own = encoded.slice(before === 0 ? 0 : before + 1, end)
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')]
  })
}
