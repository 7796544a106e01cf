import { createHmac, randomBytes } from 'node:crypto'
import { encodingsOf } from './encodings.ts'
import { createReplacer } from './multi-pattern.ts'
import { isReservedWord } from './reserved-words.ts'

/**
 * Replaces secrets and private values by pseudonyms. A value has the same pseudonym throughout a run and another one in the next: the random
 * key that pseudonyms are made with is never stored.
 */
export interface Masker {
  /** Masks a token or a password from now on, in every encoding, also as part of a longer text. */
  maskSecret(secret: string): void
  /** The same for the value of a cookie, within the limits for what a target sends. */
  maskCookie(value: string): void
  /** Whether the whole value is a known secret, however short or long. */
  isSecret(value: string): boolean
  /** Masks what identifies another user, where it stands as a word of its own. */
  maskPrivate(value: string): void
  pseudonymOf(value: string): string
  /** The text with everything replaced that is to be masked. */
  mask(text: string): string
  /** How many private values are known: when it has grown, a text that was masked before may still hold one. */
  privateCount(): number
}

/** How much of what a target sends is masked: the target decides how many sessions it lists. */
const maxMasked = { values: 20_000, length: 512 }
/** How long the secrets of a run may be in all; beyond, they are masked only in the header and body members that carry them. */
const maxSecretLength = 1024 * 1024

/** @param publicNames names that everybody may know (the principals, the target's host); a part of one of them is not masked. */
export function createMasker(publicNames: readonly string[]): Masker {
  const key = randomBytes(32)
  const replacer = createReplacer()
  const masked = new Set<string>()
  const secrets = new Map<string, string>()
  let values = 0
  let secretLength = 0
  let privates = 0

  const newPseudonym = (value: string) =>
    `redacted-${createHmac('sha256', key).update(value).digest('hex').slice(0, 16)}`
  // Looked up, because a token stands in every request of its session.
  const pseudonymOf = (value: string) => secrets.get(value) ?? newPseudonym(value)
  const isPublic = (text: string) => publicNames.some((name) => name.toLowerCase().includes(text.toLowerCase()))

  /** @returns whether a value that the target sent is still to be masked. */
  function isWithinLimits(value: string): boolean {
    if (masked.has(value) || values >= maxMasked.values || value.length > maxMasked.length) return false
    values += 1
    return true
  }

  function addEncodings(value: string, isSecret: boolean): void {
    masked.add(value)
    const add = (pattern: string, pseudonym: string) => {
      if (!isPublic(pattern)) replacer.add(pattern, pseudonym, !isSecret)
    }
    const pseudonym = pseudonymOf(value)
    for (const encoding of encodingsOf(value)) add(encoding, pseudonym)
    if (!isSecret) return
    // A secret that lacks a character is still one. Where a server uses one value as token and as key, an id that a check cuts from the key must be the
    // same cut of its pseudonym.
    add(value.slice(0, -1), pseudonym.slice(0, -1))
    add(value.slice(1), pseudonym.slice(1))
  }

  return {
    pseudonymOf,
    maskSecret(secret) {
      secrets.set(secret, newPseudonym(secret))
      if (masked.has(secret) || secretLength + secret.length > maxSecretLength) return
      secretLength += secret.length
      addEncodings(secret, true)
    },
    maskCookie(value) {
      if (isWithinLimits(value)) addEncodings(value, true)
    },
    isSecret: (value) => secrets.has(value),
    maskPrivate(value) {
      if (isReservedWord(value) || !isWithinLimits(value)) return
      addEncodings(value, false)
      privates += 1
    },
    mask: replacer.apply,
    privateCount: () => privates,
  }
}
