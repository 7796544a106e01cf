/** Letter case folded unit by unit, so that a folded text has the places of the text: what is found in one is cut out of the other. */
const foldedUnits = new Uint16Array(0x10000)

/** The same code for a UTF-16 unit in any letter case. */
export function foldUnit(code: number): number {
  if (code < 128) return code >= 65 && code <= 90 ? code + 32 : code
  const known = foldedUnits[code]
  if (known !== undefined && known !== 0) return known
  const character = String.fromCharCode(code)
  // Over the capital, because two small letters may have the same one: the two forms of sigma.
  const upper = character.toUpperCase()
  const lower = (upper.length === 1 ? upper : character).toLowerCase()
  const folded = lower.length === 1 ? lower.charCodeAt(0) : code
  foldedUnits[code] = folded
  return folded
}

/** A text with every unit folded. */
export function foldText(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase()
  let folded = ''
  for (let place = 0; place < text.length; place += 1) folded += String.fromCharCode(foldUnit(text.charCodeAt(place)))
  return folded
}
