import { createHmac, randomBytes } from 'node:crypto'
import { encodingsOf } from './encodings.ts'
import { createReplacer } from './multi-pattern.ts'
import { isReservedWord } from './reserved-words.ts'

/**
 * Stands names in for what must not be told. The same value has the same pseudonym throughout a run, and none outside it: the key that they
 * are made with is random, and is kept nowhere.
 */
export interface Masker {
  /** Has a secret, a token or a password, replaced wherever it stands from now on, in every spelling, and also as part of something longer. */
  maskSecret(secret: string): void
  /** The same for what a cookie carries, within the bounds of what a target may have hidden. */
  maskCookie(value: string): void
  /** Whether that, as a whole, is a secret by now, however short or long. */
  isSecret(value: string): boolean
  /** Has what tells other people apart replaced where it stands as a word. */
  maskPrivate(value: string): void
  /** The pseudonym of a value. */
  pseudonymOf(value: string): string
  /** A text without what is hidden. */
  mask(text: string): string
  /** How many private values are hidden by now: where it has grown, what was cleaned before may hold one still. */
  privateCount(): number
}

/** How much of what a target sends may be hidden: it says itself how many sessions there are. */
const maxMasked = { values: 20_000, length: 512 }
/** How long the secrets of a run may be in all: beyond, they are hidden by their place alone. Tokens of a kilobyte take a quarter of it. */
const maxSecretLength = 1024 * 1024

/** @param open what everybody may know, the names of the principals and the target's host: what is part of one of them is not hidden. */
export function createMasker(open: readonly string[]): Masker {
  const key = randomBytes(32)
  const replacement = createReplacer()
  const hidden = new Set<string>()
  const secrets = new Map<string, string>()
  let values = 0
  let secretLength = 0
  let privates = 0

  const made = (value: string) => `redacted-${createHmac('sha256', key).update(value).digest('hex').slice(0, 16)}`
  // A token stands in every request of its session.
  const of = (value: string) => secrets.get(value) ?? made(value)
  const isOpen = (text: string) => open.some((name) => name.toLowerCase().includes(text.toLowerCase()))

  /** @returns whether a value that is not the run's own is still to be hidden. */
  function isWithinBounds(value: string): boolean {
    if (hidden.has(value) || values >= maxMasked.values || value.length > maxMasked.length) return false
    values += 1
    return true
  }

  function addEncodings(value: string, isSecret: boolean): void {
    hidden.add(value)
    const add = (spelling: string, pseudonym: string) => {
      if (!isOpen(spelling)) replacement.add(spelling, pseudonym, !isSecret)
    }
    const pseudonym = of(value)
    for (const spelling of encodingsOf(value)) add(spelling, pseudonym)
    if (!isSecret) return
    // A secret that lacks a character is hardly one the less. What is made of a key that is a token is then made of its pseudonym.
    add(value.slice(0, -1), pseudonym.slice(0, -1))
    add(value.slice(1), pseudonym.slice(1))
  }

  return {
    pseudonymOf: of,
    maskSecret(secret) {
      secrets.set(secret, made(secret))
      if (hidden.has(secret) || secretLength + secret.length > maxSecretLength) return
      secretLength += secret.length
      addEncodings(secret, true)
    },
    maskCookie(value) {
      if (isWithinBounds(value)) addEncodings(value, true)
    },
    isSecret: (value) => secrets.has(value),
    maskPrivate(value) {
      if (isReservedWord(value) || !isWithinBounds(value)) return
      addEncodings(value, false)
      privates += 1
    },
    mask: replacement.apply,
    privateCount: () => privates,
  }
}
