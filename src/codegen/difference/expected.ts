import { isJsonObject } from '../json-object.ts'

/** A difference that is meant, or several by a pattern. */
export interface ExpectedDifference {
  /** The number of its entry in `errata.md`. */
  entry: number
  /** Where it stands; `*` stands for any text. */
  place: string
  /** What is published there, and what the fragment says; `*` for any text. Undefined: nothing. */
  published?: string | undefined
  here?: string | undefined
  /** Some releases do not differ there, so that it need not be found. */
  isOptional: boolean
}

/**
 * Reads the differences that are meant.
 *
 * @param value `{ differences: [{ entry, place, published, here, optional }] }`.
 * @throws Error with one sentence where it is something else.
 */
export function readExpected(value: unknown): ExpectedDifference[] {
  const list = isJsonObject(value) ? value.differences : undefined
  if (!Array.isArray(list)) throw new Error('it has no list "differences"')
  return list.map((one: unknown, index) => {
    const isText = (text: unknown): text is string | undefined => text === undefined || typeof text === 'string'
    const { entry, place, published, here, optional } = isJsonObject(one) ? one : {}
    if (typeof entry === 'number' && typeof place === 'string' && isText(published) && isText(here))
      return { entry, place, published, here, isOptional: optional === true }
    throw new Error(`difference ${index + 1} needs entry (a number), place, and published, here or both (texts)`)
  })
}

/** Whether a difference is the expected one. */
export function isExpected(
  { place, published, here }: Omit<ExpectedDifference, 'entry' | 'isOptional'>,
  expected: ExpectedDifference,
): boolean {
  const fits = (text: string | undefined, pattern: string | undefined) =>
    text === undefined || pattern === undefined ? text === pattern : matches(text, pattern)
  return matches(place, expected.place) && fits(published, expected.published) && fits(here, expected.here)
}

function matches(text: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(text)
}
