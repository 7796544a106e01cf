/** Every way in which a text may have been written down: as it is, in JSON, in a URL, in HTML, in base64 wherever in a longer text it stands. */
export function encodingsOf(text: string): string[] {
  // Half a character, which a target may have put there, has no encoding.
  const whole = Buffer.from(text).toString()
  const all = [text, ...inJson(whole), ...inUrl(whole), inHtml(whole), ...inBase64(whole)]
  return [...new Set(all)]
}

/** With and without what some writers escape besides: slashes, all but ASCII, and what means something in HTML. */
function inJson(text: string): string[] {
  const plain = JSON.stringify(text).slice(1, -1)
  const inHex = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
  const ascii = plain.replaceAll(/[\u0080-\uffff]/g, inHex)
  return [plain, plain.replaceAll('/', '\\/'), ascii, ascii.replaceAll('/', '\\/'), plain.replaceAll(/[&<>]/g, inHex)]
}

function inUrl(text: string): string[] {
  const plain = encodeURIComponent(text)
  const strict = plain.replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return [plain, strict, plain.replaceAll('%20', '+'), strict.replaceAll('%20', '+')]
}

function inHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}

/** Without the characters that neighbours have a part in. */
function inBase64(text: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)])
    const encoded = bytes.toString('base64').replace(/=+$/, '')
    const end = bytes.length % 3 === 0 ? encoded.length : -1
    const own = encoded.slice(before === 0 ? 0 : before + 1, end)
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')]
  })
}
