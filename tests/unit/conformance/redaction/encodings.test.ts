import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { encodingsOf } from '../../../../src/conformance/redaction/encodings.ts'

describe('encodingsOf', () => {
  test('a text is given as it is, composed and decomposed, and in both letter cases', () => {
    expect(encodingsOf('wörd-ß')).toEqual(expect.arrayContaining(['wörd-ß', 'wo\u0308rd-ß', 'WÖRD-SS']))
  })

  test('each encoding is returned once', () => {
    const encodings = encodingsOf('plain-word')
    expect(new Set(encodings).size).toBe(encodings.length)
    expect(encodings.filter((encoding) => encoding === 'plain-word')).toEqual(['plain-word'])
  })

  test('a text with a lone surrogate is encoded without an error', () => {
    expect(encodingsOf('word\ud800')).toEqual(expect.arrayContaining(['word\ud800', 'word\ufffd']))
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
