/** An id as a lenient comparison might read it: its letters and digits, without marks, in one case. */
export function looseForm(id: string): string {
  // Most are of this form, and there are thousands.
  if (/^[0-9a-z-]+$/.test(id)) return id.replaceAll('-', '')
  return id
    .normalize('NFKD')
    .toUpperCase()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** Shorter texts are in other ids by chance. */
const minPartLength = 8

/** Whether a lenient server might take one id for the other: they differ in no letter and digit, or one contains the other. Both in their loose forms. */
export function areAlike(one: string, other: string): boolean {
  if (one.length === other.length) return one === other
  const [part, whole] = one.length < other.length ? [one, other] : [other, one]
  return part.length >= minPartLength && whole.includes(part)
}

/** Whether a key can only be read as a key: it has no wildcard, no escape and no list in it. Base64 has none. */
export function isPlainKey(key: string): boolean {
  return (
    /^[A-Za-z0-9][A-Za-z0-9._:-]*$/.test(key) ||
    /^(?:[A-Za-z0-9+/]{4}){6,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(key)
  )
}

/**
 * Whether a key that is not plain names none of the others, however it is read: with its escapes or without them, as a list of its parts, as one of several patterns, or as a pattern, which matches
 * only strings that contain what stands outside of its brackets. What stands in them is read as ids, too: `session[52…]52…` is a key, and `{52…}`. Keys with parts that are a wildcard
 * alone are left out, and those whose brackets or escapes nobody can read.
 *
 * @param others the keys and names of others, in their loose forms.
 */
export function isUnlikeAll(key: string, others: readonly string[]): boolean {
  const readings = readingsOf(key)
  return readings.length > 0 && readings.every((one) => one.split('|').every((pattern) => isUnlike(pattern, others)))
}

function isUnlike(pattern: string, others: readonly string[]): boolean {
  const inBrackets = bracketed(pattern)
  if (inBrackets === undefined) return false
  const ids = inBrackets.flatMap((text) => [text, ...piecesOf(text)]).map(looseForm)
  if (ids.some((one) => one !== '' && others.some((other) => areAlike(one, other)))) return false
  if (piecesOf(pattern).some((piece) => looseForm(piece) === '' && /[*%?_.]/.test(piece))) return false
  if (partsOf(pattern).some((part) => others.includes(part))) return false
  // Around all of it, braces and parentheses are no more than that; square brackets are one character.
  const isWhole = /^(?:\{[^,{}]+\}|\([^()]+\))$/.test(pattern)
  const outside = isWhole ? pattern.slice(1, -1) : pattern.replaceAll(brackets, ' ')
  const parts = partsOf(outside.replaceAll(/\\./g, ' '))
  // Behind a sign of repetition, the last character of a part need not be there.
  const certain = /[*?+{]/.test(isWhole ? outside : pattern) ? parts.map((part) => part.slice(0, -1)) : parts
  return certain.some((part) => part.length >= minCertainLength && !others.some((other) => other.includes(part)))
}

/** Of a part that none of the others has: only who logs on at that moment could have it by chance. */
const minCertainLength = 6

/** Brackets that hold no others. */
const brackets = /\[[^[\](){}]+\]|\([^[\](){}]+\)|\{[^[\](){}]+\}/g

/** What stands in brackets; undefined where one stands in others, or alone. */
function bracketed(pattern: string): string[] | undefined {
  return /[[\](){}]/.test(pattern.replaceAll(brackets, ' '))
    ? undefined
    : [...pattern.matchAll(brackets)].map(([text]) => text.slice(1, -1))
}

/** The members of a list. */
function piecesOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter((piece) => piece !== '')
}

/** A key as it stands, and without its escapes; none where these hold escapes again and again, or are none of UTF-8. */
function readingsOf(key: string): string[] {
  const readings = [key]
  for (let depth = 0; depth < maxEscapes; depth += 1) {
    const last = readings.at(-1) ?? ''
    const plain = withoutEscapes(last)
    if (plain === undefined) return []
    if (plain === last) return readings
    readings.push(plain)
  }
  return []
}

const maxEscapes = 4

/** @returns undefined where an escape of an address is no UTF-8. */
function withoutEscapes(text: string): string | undefined {
  const characterOf = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : '')
  const read = text
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex: string) => characterOf(Number.parseInt(hex, 16)))
    .replaceAll(/&#x([0-9a-f]{1,6});?/gi, (_, hex: string) => characterOf(Number.parseInt(hex, 16)))
    .replaceAll(/&#(\d{1,7});?/g, (_, digits: string) => characterOf(Number(digits)))
  try {
    return read.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => decodeURIComponent(run))
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

function partsOf(key: string): string[] {
  return key
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map(looseForm)
    .filter((part) => part !== '')
}
