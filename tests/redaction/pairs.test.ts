import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMasker } from '../../src/conformance/redaction/masker.ts'
import { secrets } from './secrets.ts'
import { apartWriters, type Writer, writers } from './writers.ts'

// Every writer within every other: a reader who undoes both must not find the secret in what was masked, nor in what he had after the first.

const runsOfEachPair = 12
const names = Object.keys(writers)

/** What a reader has after each step, as far as what was masked can still be read. */
function layersOf(text: string, readers: readonly Writer[]): string[] {
  const layers = [text]
  for (const { read } of readers) {
    try {
      layers.push(read(layers.at(-1) ?? ''))
    } catch {
      break // Masking has left no such text.
    }
  }
  return layers
}

/** Whether the reader has all of a secret, or all but its first or last character. */
function holds(text: string, secret: string): boolean {
  const folded = text.toLowerCase()
  return [secret, [...secret].slice(1).join(''), [...secret].slice(0, -1).join('')].some((one) =>
    folded.includes(one.toLowerCase()),
  )
}

test('there are at least sixty writers, and each reads what it has written', () => {
  expect(names.length).toBeGreaterThanOrEqual(60)
  const text = 'a password/1'
  for (const [name, { write, read }] of Object.entries({ ...writers, ...apartWriters })) {
    expect([name, read(write(text)).includes(text)]).toEqual([name, true])
  }
})

/** Secrets that are not masked where one writer has written what another had written. */
function missedWithin(last: Writer, inners: Record<string, Writer>): string[] {
  const missed: string[] = []
  for (const [inner, first] of Object.entries(inners)) {
    fc.assert(
      fc.property(secrets, (secret) => {
        const masker = createMasker([])
        masker.maskSecret(secret)
        let written: string
        try {
          written = last.write(first.write(secret))
        } catch {
          return // Some writers refuse some texts.
        }
        const masked = masker.maskIfReadable(`{"before": ${written} }`)
        if (masked === undefined) missed.push(`${inner}: left out: ${secret}`)
        else {
          const inside = masked.slice('{"before": '.length, -' }'.length)
          if (layersOf(inside, [last, first]).some((layer) => holds(layer, secret)))
            missed.push(`${inner}: ${JSON.stringify(secret)} in ${inside}`)
        }
      }),
      { numRuns: runsOfEachPair, seed: 12 },
    )
  }
  return missed
}

describe('a secret that was written twice', () => {
  test.each(Object.entries(writers))('within any other, by %s, it is masked in what a reader would read', (_, last) => {
    expect(missedWithin(last, writers)).toEqual([])
  })

  test.each(['nothing', 'JSON.stringify', 'he.encode', 'encodeURIComponent', 'base64'])(
    'set apart or in another shape, and then by %s, it is masked, too',
    (outer) => {
      const last = writers[outer]
      expect(last && missedWithin(last, apartWriters)).toEqual([])
    },
  )
})
