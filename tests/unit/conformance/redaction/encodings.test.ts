import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { encodingsOf } from '../../../../src/conformance/redaction/encodings.ts'

describe('encodingsOf', () => {
  test('a text is encoded as in JSON, in URLs and in HTML, with and without the escapes that some writers add', () => {
    expect(encodingsOf('a/b é<&>"\'!(c)*')).toEqual(
      expect.arrayContaining([
        'a/b é<&>"\'!(c)*',
        'a/b é<&>\\"\'!(c)*',
        'a\\/b é<&>\\"\'!(c)*',
        'a/b \\u00e9<&>\\"\'!(c)*',
        'a\\/b \\u00e9<&>\\"\'!(c)*',
        'a/b é\\u003c\\u0026\\u003e\\"\'!(c)*',
        "a%2Fb%20%C3%A9%3C%26%3E%22'!(c)*",
        'a%2Fb%20%C3%A9%3C%26%3E%22%27%21%28c%29%2a',
        "a%2Fb+%C3%A9%3C%26%3E%22'!(c)*",
        'a%2Fb+%C3%A9%3C%26%3E%22%27%21%28c%29%2a',
        'a/b é&lt;&amp;&gt;&quot;&#39;!(c)*',
      ]),
    )
  })

  test('each encoding is returned once', () => {
    const encodings = encodingsOf('plain-word')
    expect(new Set(encodings).size).toBe(encodings.length)
    expect(encodings.filter((encoding) => encoding === 'plain-word')).toEqual(['plain-word'])
  })

  test('a text with a lone surrogate is encoded without an error', () => {
    expect(encodingsOf('word\ud800')).toEqual(expect.arrayContaining(['word\ud800', 'word\ufffd', 'word%EF%BF%BD']))
  })

  test.each<[string, number]>([
    ['a text of 9 characters is found in base64 at every position among other bytes', 9],
    ['a text of 10 characters is found in base64 at every position among other bytes', 10],
    ['a text of 11 characters is found in base64 at every position among other bytes', 11],
    ['a text of 12 characters is found in base64 at every position among other bytes', 12],
  ])('%s', (_, length) => {
    const text = 'secret-word-of'.slice(0, length)
    const encodings = encodingsOf(text)
    for (const before of [0, 1, 2, 3]) {
      const shift = before % 3
      // The characters of base64 all of whose six bits belong to the text, and none to its neighbours.
      const own = [Math.ceil((shift * 8) / 6), Math.floor(((shift + length) * 8) / 6)] as const
      for (const after of [0, 1, 2, 3]) {
        const bytes = Buffer.concat([randomBytes(before), Buffer.from(text), randomBytes(after)])
        const skipped = Math.floor(before / 3) * 4
        const piece = bytes.toString('base64').slice(skipped + own[0], skipped + own[1])
        expect(encodings).toContain(piece)
        expect(encodings).toContain(piece.replaceAll('+', '-').replaceAll('/', '_'))
      }
    }
  })
})
