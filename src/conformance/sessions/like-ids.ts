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
 * Whether a key that is not plain names none of the others, however it is read: as a list of its parts, or as a pattern, which matches only strings that contain its longest part. A pattern
 * reads brackets as one character, and a list what stands in them as ids: `session[52…]52…` is a key. Keys with escapes, alternatives, and parts that are a wildcard alone are left
 * out: nobody can say what these are read as.
 *
 * @param others the keys and names of others, in their loose forms.
 */
export function isUnlikeAll(key: string, others: readonly string[]): boolean {
  if (/[|({]|\\u|&#|%[0-9a-f]{2}/i.test(key)) return false
  const outside = key.replaceAll(/\[[^[\]]+\]/g, '-')
  if (/[[\]]/.test(outside)) return false
  const inside = [...key.matchAll(/\[([^[\]]+)\]/g)].flatMap(([, text = '']) => [text, ...text.split(/[\s,;]+/)])
  if (inside.map(looseForm).some((one) => one !== '' && others.some((other) => areAlike(one, other)))) return false
  const pieces = key.split(/[\s,;]+/).filter((piece) => piece !== '')
  if (pieces.some((piece) => looseForm(piece) === '' && /[*%?_.]/.test(piece))) return false
  if (partsOf(key).some((part) => others.includes(part))) return false
  // Behind a sign of repetition, the last character of a part need not be there.
  const parts = partsOf(outside)
  const certain = /[*?+]/.test(key) ? parts.map((part) => part.slice(0, -1)) : parts
  return certain.some((part) => part.length >= minPartLength && !others.some((other) => other.includes(part)))
}

function partsOf(key: string): string[] {
  return key
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map(looseForm)
    .filter((part) => part !== '')
}
