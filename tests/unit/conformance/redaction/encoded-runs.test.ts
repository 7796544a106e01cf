import { describe, expect, test } from 'vitest'
import { encodedRunsOf } from '../../../../src/conformance/redaction/encoded-runs.ts'
import { readingOf } from '../../../../src/conformance/redaction/reading.ts'

/** The part of a text that was decoded, for those that give a text. */
function partsThatGive(text: string, wanted: string): string[] {
  const reading = readingOf(text)
  if (reading === undefined) throw new Error('not read')
  return encodedRunsOf(reading, new Map())
    .filter(({ decoded }) => decoded.some((one) => one.includes(wanted)))
    .map(({ start, end }) => text.slice(start, end))
}

const secret = 'a secret/é'
const base64 = Buffer.from(secret).toString('base64')
/** Three lines, the last of them short. */
const folded = Buffer.from('0123456789 secret 0123456789').toString('base64').replaceAll(/.{16}/g, '$&  ').trim()
const hex = Buffer.from(secret).toString('hex')
const bytes = [...Buffer.from(secret)]

describe('encodedRunsOf', () => {
  test.each<[string, string, string]>([
    ['base64 with its padding', `x: ${base64}, y`, base64],
    [
      'base64url',
      Buffer.from('?>?>?> secret').toString('base64url'),
      Buffer.from('?>?>?> secret').toString('base64url'),
    ],
    [
      'base64 within other bytes',
      Buffer.from(`\u0000\u0001${secret}\u0002`).toString('base64'),
      Buffer.from(`\u0000\u0001${secret}\u0002`).toString('base64'),
    ],
    [
      'base64 with escapes',
      `"${base64.replaceAll('=', '\\u003d').replace('Y', '%59')}"`,
      base64.replaceAll('=', '\\u003d').replace('Y', '%59'),
    ],
    ['base64 in lines', base64.replaceAll(/.{6}/g, '$&\r\n'), base64.replaceAll(/.{6}/g, '$&\r\n')],
    [
      'base64 of UTF-16',
      Buffer.from(secret, 'utf16le').toString('base64'),
      Buffer.from(secret, 'utf16le').toString('base64'),
    ],
    ['base64 in lines that were folded into one', `x: ${folded} and more words`, folded],
    ['hexadecimal digits', `0x${hex}`, `0x${hex}`],
    ['pairs of hexadecimal digits', `<Buffer ${hex.match(/../g)?.join(' ')}>`, `${hex.match(/../g)?.join(' ')}`],
    ['a list of numbers', `[${bytes.join(', ')}]`, bytes.join(', ')],
  ])('%s is decoded', (_, text, part) => {
    expect(partsThatGive(text, 'secret')).toEqual([part])
  })

  test.each<[string, string]>([
    ['a short word', 'secret'],
    ['a sentence', 'the session of somebody has ended'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x80, 0xff, 0xfe, 0x81, 0xff]).toString('base64')],
  ])('%s holds no secret', (_, text) => {
    expect(partsThatGive(text, 'secret')).toEqual([])
  })
})
