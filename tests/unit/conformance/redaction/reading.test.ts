import { describe, expect, test } from 'vitest'
import { flatten, readingOf } from '../../../../src/conformance/redaction/reading.ts'

/** Whether a text can be read as another: whether steps lead from its beginning to its end that read it. */
function canBeRead(text: string, wanted: string): boolean {
  const reading = readingOf(text)
  if (reading === undefined) return false
  const pending = [{ place: 0, read: '' }]
  for (let way = pending.pop(); way !== undefined; way = pending.pop()) {
    const { place, read } = way
    if (place === text.length && read === wanted) return true
    if (place >= text.length || !wanted.startsWith(read)) continue
    for (const step of reading.stepsAt(place) ?? [{ read: text.charAt(place), end: place + 1 }])
      pending.push({ place: step.end, read: read + step.read })
  }
  return false
}

describe('readingOf', () => {
  test.each<[string, string, string]>([
    ['a text without escapes is read as it is', 'plain', 'plain'],
    ['an escape may be read as it is written', '\\u0041', '\\u0041'],
    ['an escape of JSON', '\\u0041\\"\\/\\n', 'A"/\n'],
    ['escapes of escapes, in two layers of JSON', '\\\\u0041 \\\\\\"', 'A "'],
    ['in three layers of JSON', '\\\\\\\\\\\\\\"', '"'],
    ['an escape of JavaScript', '\\x41\\u{1F600}\\101', 'A😀A'],
    ['an escape of YAML and Python', '\\U0001F600\\_', '😀\u00a0'],
    ['an escape of a style sheet', '\\41 \\000042', 'AB'],
    ['an entity with a name', '&lt;&AMP;&eacute;', '<&é'],
    ['an entity without a semicolon', '&ltb', '<b'],
    ['an entity in decimal and in hexadecimal', '&#65;&#x41;&#X41', 'AAA'],
    ['an entity of windows-1252', '&#8364;&#128;', '€€'],
    ['an entity within an entity', '&amp;amp;lt;', '<'],
    ['a percent escape', '%41%3d', 'A='],
    ['a percent escape of UTF-8', '%C3%A9', 'é'],
    ['percent escapes in three layers', '%25253D', '='],
    ['the escape of escape()', '%u20ac', '€'],
    ['an entity within JSON within a percent escape', '%5Cu0026lt%3B', '<'],
    ['quoted-printable', 'a=3Db=\r\nc', 'a=bc'],
    ['a name of .NET', '_x0041_', 'A'],
    ['a plus as a blank', 'a+b', 'a b'],
    ['a section of CDATA', '<![CDATA[a]]]]><![CDATA[>b', 'a]]>b'],
    ['a tag that is not seen', 'a<b class="x">c', 'ac'],
    ['a doubled quote', "it''s", "it's"],
    ['the quote of a shell', "it'\\''s", "it's"],
    ['two texts that are joined', '"a" + "b"', '"ab"'],
    ['a line break, as nothing, with what indents the next line', 'a\r\n   b', 'ab'],
    ['a line break, as a blank', 'a\nb', 'a b'],
    ['what is not seen', 'a\u200b\u00adb\ufeff', 'ab'],
    ['bytes of UTF-8 that were read as latin1', 'Ã©â\u0082¬', 'é€'],
  ])('%s', (_, text, read) => {
    expect([read, canBeRead(text, read)]).toEqual([read, true])
  })

  test.each<[string, string, string]>([
    ['a code beyond Unicode is no character', '&#1114112;', '\ufffd'],
    ['a cut escape is none', '\\u004', '\u0004'],
    ['bytes that are no UTF-8 are no character', '%ff%fe', '\ufffd'],
  ])('%s', (_, text, read) => {
    expect(canBeRead(text, read)).toBe(false)
  })

  test.each<[string, string]>([
    ['more layers than sixty-four ways at one place', `${'\\'.repeat(200)}x`],
    ['more to look at than is allowed', '\\'.repeat(10).concat(' ').repeat(60_000)],
  ])('a text with %s is not read', (_, text) => {
    expect(readingOf(text)).toBeUndefined()
  })
})

describe('flatten', () => {
  test.each<[string, string, string, number[]]>([
    ['a text without escapes is itself', 'abc', 'abc', [0, 1, 2]],
    ['every escape is undone, and each place leads to the source', 'a\\u0041b&lt;c', 'aAb<c', [0, 1, 7, 8, 12]],
    ['a line break is a blank, and a guess is left', 'a\n=3Db', 'a =3Db', [0, 1, 2, 3, 4, 5]],
  ])('%s', (_, text, flat, places) => {
    const reading = readingOf(text)
    if (reading === undefined) throw new Error('not read')
    const { text: read, placeOf } = flatten(reading)
    expect([read, [...read].map((_, place) => placeOf(place))]).toEqual([flat, places])
  })
})
