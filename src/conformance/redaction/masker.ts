import { createHmac, randomBytes } from 'node:crypto'
import { tool } from '../../../generated/tool.ts'
import { isReservedWord } from './reserved-words.ts'
import { createSecretSearch, type Found, isLong } from './secret-search.ts'

/**
 * Replaces secrets and private values by pseudonyms. A value has the same pseudonym throughout a run and another one in the next: the random
 * key that pseudonyms are made with is never stored.
 */
export interface Masker {
  /** Masks a token or a password from now on, in every encoding, also as part of a longer text; a short one only as a whole value. */
  maskSecret(secret: string): void
  /** The same for the value of a cookie, within the limits for what a target sends. */
  maskCookie(value: string): void
  /** Whether the whole value is a known secret, however short or long. */
  isSecret(value: string): boolean
  /** Whether a secret stands in the text, in whatever way it is written; also where the text cannot be read to its end. */
  holdsSecret(text: string): boolean
  /** Masks what identifies another user, where it stands as a word of its own. */
  maskPrivate(value: string): void
  /** A name that everybody may know from now on. */
  keepPublic(name: string): void
  /** For what a login of the run is sent, from now on. It stands in the User-Agent of its session, where a word of it is nobody's name. */
  keepLoginName(name: string): void
  pseudonymOf(value: string): string
  /** The text with everything replaced that is to be masked; {@link unreadableNote} where it cannot be read to its end. */
  mask(text: string): string
  /** The same; undefined where the text cannot be read to its end. */
  maskIfReadable(text: string): string | undefined
  /** How many private values are known: when it has grown, a text that was masked before may still hold one. */
  privateCount(): number
}

/** What stands in place of a text that may hold a secret in more layers of escapes than are read. */
const unreadableNote = 'redacted: written in too many layers'

/** How much of what a target sends is masked: the target decides how many sessions it lists. */
const maxMasked = { values: 20_000, length: 512 }
/** How long the secrets of a run may be in all; beyond, they are masked only in the header and body members that carry them. */
const maxSecretLength = 1024 * 1024

/**
 * @param names names that everybody may know (the principals, the target's host); a part of one of them is not masked.
 * @param runId stands in the User-Agent of each login of the run, which is not masked either, whoever shows it.
 */
export function createMasker(names: readonly string[], runId?: string): Masker {
  const key = randomBytes(32)
  const publicNames = [...names]
  const isPublic = (text: string) => publicNames.some((name) => name.toLowerCase().includes(text.toLowerCase()))
  const isOwnAgent = (text: string) => runId !== undefined && text.includes(`(run ${runId};`)
  const search = createSecretSearch((text) => !isPublic(text) && (isLong(text) || !isReservedWord(text)))
  const loginNames = new Set<string>()
  const masked = new Set<string>()
  const secrets = new Map<string, string>()
  const privates = new Map<string, string>()
  let values = 0
  let secretLength = 0

  const newPseudonym = (value: string) =>
    `redacted-${createHmac('sha256', key).update(value).digest('hex').slice(0, 16)}`
  // Looked up, because a token stands in every request of its session, and the names of others in every sessionList.
  const pseudonymOf = (value: string) => secrets.get(value) ?? privates.get(value) ?? newPseudonym(value)

  /** @returns whether a value that the target sent is still to be masked. */
  function isWithinLimits(value: string): boolean {
    if (masked.has(value) || values >= maxMasked.values || value.length > maxMasked.length) return false
    values += 1
    return true
  }

  function maskIfReadable(text: string): string | undefined {
    const found = search.find(text)
    if (found === undefined || found.length === 0) return found && text
    const agents = ownAgentsIn(text)
    const isOfAgent = ({ start, end, pattern }: Found) =>
      privates.has(pattern.value) && agents.some((agent) => agent.start <= start && end <= agent.end)
    return replaceIn(
      text,
      found.filter((one) => !isOfAgent(one)),
    )
  }

  /** Where the User-Agents of the run's own logins stand in a text, or their tags alone. Another client may be called as they begin: this project's own has no tag. */
  function ownAgentsIn(text: string): { start: number; end: number }[] {
    if (runId === undefined) return []
    const product = `(?:(?:Mozilla\\\\?/5\\.0 \\(compatible\\) )?${tool.name}\\\\?/[^"\\\\\\s]{1,100} )?`
    const tag = `\\(run ${runId}; login \\d+ of ([^"\\\\\n]+?)\\)(?=["\\s\\\\]|$)`
    const tags = text.matchAll(new RegExp(product + tag, 'g'))
    return [...tags].flatMap(({ index, 0: tag, 1: name = '' }) =>
      loginNames.has(name) ? [{ start: index, end: index + tag.length }] : [],
    )
  }

  return {
    keepLoginName(name) {
      loginNames.add(name)
    },
    keepPublic(name) {
      publicNames.push(name)
    },
    pseudonymOf,
    maskSecret(secret) {
      secrets.set(secret, newPseudonym(secret))
      if (masked.has(secret) || secretLength + secret.length > maxSecretLength) return
      secretLength += secret.length
      masked.add(secret)
      search.addSecret(secret, pseudonymOf(secret))
    },
    maskCookie(value) {
      if (!isWithinLimits(value)) return
      masked.add(value)
      search.addSecret(value, pseudonymOf(value))
    },
    isSecret: (value) => secrets.has(value),
    holdsSecret: (text) => search.find(text)?.some(({ pattern }) => secrets.has(pattern.value)) !== false,
    maskPrivate(value) {
      if (isReservedWord(value) || isOwnAgent(value) || !isWithinLimits(value)) return
      masked.add(value)
      const pseudonym = pseudonymOf(value)
      privates.set(value, pseudonym)
      search.addPrivate(value, pseudonym)
    },
    mask: (text) => maskIfReadable(text) ?? unreadableNote,
    maskIfReadable,
    privateCount: () => privates.size,
  }
}

/** Of two that overlap, the rest of the second is removed with it. */
function replaceIn(text: string, found: readonly Found[]): string {
  if (found.length === 0) return text
  const parts: string[] = []
  let copied = 0
  for (const { start, end, read, pattern } of found) {
    if (start >= copied) parts.push(text.slice(copied, start), inCaseOf(read, pattern))
    copied = Math.max(copied, end)
  }
  return [...parts, text.slice(copied)].join('')
}

/** A secret in capitals is replaced in capitals. */
function inCaseOf(read: string, { pattern, replacement }: Found['pattern']): string {
  return read !== pattern && read === read.toUpperCase() && read !== read.toLowerCase()
    ? replacement.toUpperCase()
    : replacement
}
