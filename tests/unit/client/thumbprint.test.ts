import { describe, expect, test } from 'vitest'
import { isThumbprint, isThumbprintOf } from '../../../src/client/thumbprint.ts'

const pairs = (count: number) =>
  Array.from({ length: count }, (_, at) => (at * 7).toString(16).padStart(2, '0').toUpperCase())
const fingerprint = pairs(20).join(':')
const fingerprint256 = pairs(32).join(':')

describe('isThumbprint', () => {
  test.each([
    fingerprint,
    fingerprint256,
    fingerprint256.toLowerCase(),
    fingerprint256.replaceAll(':', ''),
    fingerprint256.replaceAll(':', ' '),
  ])('takes %s', (text) => {
    expect(isThumbprint(text)).toBe(true)
  })

  test.each(['', 'AA', fingerprint256.slice(3), `${fingerprint256}:00`, fingerprint256.replace('0', 'G'), 'sha256'])(
    'refuses "%s"',
    (text) => {
      expect(isThumbprint(text)).toBe(false)
    },
  )
})

describe('isThumbprintOf', () => {
  const certificate = { fingerprint, fingerprint256 }

  test.each([fingerprint, fingerprint256, ''])('"%s" is not that of a connection without a certificate', (text) => {
    expect(isThumbprintOf(text, {})).toBe(false)
  })

  test.each([
    [fingerprint256, true],
    [fingerprint256.replaceAll(':', '').toLowerCase(), true],
    [fingerprint, true],
    [pairs(32).reverse().join(':'), false],
    [pairs(20).reverse().join(':'), false],
    ['', false],
  ])('%s: %s', (text, is) => {
    expect(isThumbprintOf(text, certificate)).toBe(is)
  })
})
