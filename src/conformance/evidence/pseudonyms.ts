import { createHmac, randomBytes } from 'node:crypto'
import { createReplacement, shortestWord } from './replacement.ts'

/**
 * Stands names in for what must not be told. The same value has the same pseudonym throughout a run, and none outside it: the key that they
 * are made with is random, and is kept nowhere.
 */
export interface Pseudonyms {
  /** Has a value replaced wherever it stands from now on, also in other case, in JSON, in a URL and in base64. */
  hide(secret: string): void
  /** The pseudonym of a value. */
  of(secret: string): string
  /** A text without what is hidden. */
  clean(text: string): string
}

/** @param open what everybody may know, the names of the principals: what is part of one of them is not hidden. */
export function createPseudonyms(open: readonly string[]): Pseudonyms {
  const key = randomBytes(32)
  const replacement = createReplacement()
  const hidden = new Set<string>()

  const of = (secret: string) => `redacted-${createHmac('sha256', key).update(secret).digest('hex').slice(0, 16)}`

  return {
    of,
    hide(secret) {
      const isOpen = open.some((name) => name.toLowerCase().includes(secret.toLowerCase()))
      if (hidden.has(secret) || isOpen || secret.length < shortestWord) return
      hidden.add(secret)
      const pseudonym = of(secret)
      const spellings = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), ...inBase64(secret)]
      for (const spelling of spellings) replacement.add(spelling, pseudonym)
      // A secret that lacks a character is hardly one the less. What is made of a key that is a token is then made of its pseudonym.
      replacement.add(secret.slice(0, -1), pseudonym.slice(0, -1))
      replacement.add(secret.slice(1), pseudonym.slice(1))
    },
    clean: replacement.apply,
  }
}

/** How a secret looks in base64 wherever in a longer text it stands: without the characters that its neighbours have a part in. */
function inBase64(secret: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)])
    const text = bytes.toString('base64').replace(/=+$/, '')
    const end = bytes.length % 3 === 0 ? text.length : -1
    const own = text.slice(before === 0 ? 0 : before + 1, end)
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')]
  })
}
