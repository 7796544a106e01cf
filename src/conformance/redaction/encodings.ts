/** Every encoding in which a text may have been written: plain, JSON, URL, HTML, and base64 at each position in a longer text. */
export function encodingsOf(text: string): string[] {
  // A lone surrogate, which a target may have put there, has no encoding.
  const wellFormed = Buffer.from(text).toString()
  const all = [text, ...inJson(wellFormed), ...inUrl(wellFormed), inHtml(wellFormed), ...inBase64(wellFormed)]
  return [...new Set(all)]
}

/** With and without the escapes that some writers add: of slashes, of all but ASCII, and of what HTML reserves. */
function inJson(text: string): string[] {
  const plain = JSON.stringify(text).slice(1, -1)
  const inHex = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  const ascii = plain.replaceAll(/[\u0080-\uffff]/g, inHex)
  return [plain, plain.replaceAll('/', '\\/'), ascii, ascii.replaceAll('/', '\\/'), plain.replaceAll(/[&<>]/g, inHex)]
}

function inUrl(text: string): string[] {
  const plain = encodeURIComponent(text)
  const strict = plain.replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
  return [plain, strict, plain.replaceAll('%20', '+'), strict.replaceAll('%20', '+')]
}

function inHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** Without the characters that also encode bits of the neighbouring text. */
function inBase64(text: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)])
    const encoded = bytes.toString('base64').replace(/=+$/, '')
    const end = bytes.length % 3 === 0 ? encoded.length : -1
    const own = encoded.slice(before === 0 ? 0 : before + 1, end)
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')]
  })
}
