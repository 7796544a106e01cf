import { describe, expect, test } from 'vitest'
import { anyThumbprint, sha256Thumbprint } from '../../../src/cli/thumbprint-option.ts'
import { UsageError } from '../../../src/cli/usage.ts'

const pairs = (count: number) =>
  Array.from({ length: count }, (_, at) => (at * 7).toString(16).padStart(2, '0').toUpperCase())
const labels = (bits: string) => [
  '',
  ...[
    `SHA${bits}:`,
    `sha${bits}:`,
    `SHA-${bits} `,
    `SHA${bits} Fingerprint=`,
    `sha${bits} Fingerprint=`,
    `SHA-${bits} Fingerprint: `,
    `SHA-${bits} Thumbprint: `,
  ],
]

/** Each way of writing digits behind each label. */
const written = (bits: string, count: number) =>
  labels(bits).flatMap((label) =>
    ['', ':', '-', ' '].flatMap((between) => {
      const text = `${label}${pairs(count).join(between)}`
      return [text, text.toLowerCase(), ` ${text}\n`]
    }),
  )

describe('a thumbprint', () => {
  test.each(written('256', 32))('of SHA-256 is taken as tools write it: %s', (text) => {
    expect(sha256Thumbprint(text, '--thumbprint')).toBe(pairs(32).join(''))
    expect(anyThumbprint(text, 'GOVC_*')).toBe(pairs(32).join(''))
  })

  test.each(written('1', 20))('of SHA-1 is taken from govc alone: %s', (text) => {
    expect(() => sha256Thumbprint(text, 'VIJSON_THUMBPRINT')).toThrow(
      new UsageError(
        'VIJSON_THUMBPRINT is that of SHA-1, which can be forged; give that of SHA-256 (vijson doctor shows it)',
      ),
    )
    expect(anyThumbprint(text, 'GOVC_*')).toBe(pairs(20).join(''))
  })

  test.each([
    '',
    'sha256',
    'SHA256:',
    'AA:BB',
    pairs(31).join(':'),
    pairs(33).join(''),
    `MD5:${pairs(16).join(':')}`,
    `SHA256:${'g'.repeat(64)}`,
  ])('is not %j', (text) => {
    for (const read of [sha256Thumbprint, anyThumbprint])
      expect(() => read(text, 'VIJSON_THUMBPRINT')).toThrow(
        'VIJSON_THUMBPRINT must be that of SHA-256, 64 hexadecimal digits',
      )
  })
})
