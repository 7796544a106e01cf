import { userNameForms } from './logins.ts'

/** What a pattern is made from. */
export interface PatternParts {
  key: string
  userName: string
  /** Where the target keeps User-Agents. */
  userAgent?: string | undefined
  /** At which place sessionList shows the session, counted from zero. */
  place?: number | undefined
  /** Where the target says from where its client has logged in. */
  ipAddress?: string | undefined
}

/**
 * Strings that a lenient server could take for the key of a session of others: parts of keys, patterns, names, numbers, and nothing. They are sent only where there are
 * no others.
 */
export const patterns: Readonly<Record<string, (parts: PatternParts) => string>> = {
  'the key without the last character': ({ key }) => key.slice(0, -1),
  'the key without the first character': ({ key }) => key.slice(1),
  'the first eight characters of the key': ({ key }) => key.slice(0, 8),
  'the last twelve characters of the key': ({ key }) => key.slice(-12),
  'the first half of the key': ({ key }) => key.slice(0, Math.ceil(key.length / 2)),
  'the middle of the key': ({ key }) => key.slice(4, -4),
  'the key with an underscore for its last character': ({ key }) => `${key.slice(0, -1)}_`,
  'the key with a question mark for its last character': ({ key }) => `${key.slice(0, -1)}?`,
  'the key with a full stop for its last character': ({ key }) => `${key.slice(0, -1)}.`,
  // Where a UUID has its version and its variant, which some systems set themselves (RFC 9562, section 4).
  'the key with another digit at its fifteenth place': ({ key }) => withOtherDigit(key, 14),
  'the key with another digit at its twentieth place': ({ key }) => withOtherDigit(key, 19),
  'the beginning of the key, with an asterisk': ({ key }) => `${key.slice(0, 8)}*`,
  'the beginning of the key, with a percent sign': ({ key }) => `${key.slice(0, 8)}%`,
  'the key with an asterisk': ({ key }) => `${key}*`,
  'the key with a percent sign': ({ key }) => `${key}%`,
  'the key between percent signs': ({ key }) => `%${key}%`,
  'the key as a regular expression': ({ key }) => `^${key}$`,
  'the key between slashes': ({ key }) => `/${key}/`,
  'the key or anything': ({ key }) => `${key}|.*`,
  'a regular expression for hexadecimal digits': ({ key }) => `${key.slice(0, 2)}[0-9a-f-]+`,
  'an asterisk': () => '*',
  'a percent sign': () => '%',
  'a regular expression for anything': () => '.*',
  'an SQL condition': ({ key }) => `${key.slice(0, 4)}' OR '1'='1`,
  'the empty string': () => '',
  'a blank': () => ' ',
  zero: () => '0',
  one: () => '1',
  'minus one': () => '-1',
  'its place in sessionList': ({ place }) => `${place ?? 2}`,
  'the place behind that': ({ place }) => `${(place ?? 2) + 1}`,
  'the word null': () => 'null',
  'the word undefined': () => 'undefined',
  'the word true': () => 'true',
  'the word all': () => 'all',
  'the word self': () => 'self',
  'the word current': () => 'current',
  'the word currentSession': () => 'currentSession',
  'the nil UUID': () => '00000000-0000-0000-0000-000000000000',
  "the user's name": ({ userName }) => userName,
  "the user's name without its domain": ({ userName }) => userName.replace(/^.*\\|@.*$/g, ''),
  "the user's name behind its domain": ({ userName }) => userName.replace(/^(.+)@([^.]+).*$/, '$2\\$1').toUpperCase(),
  "the user's name in its other form": ({ userName }) => userNameForms['the user name in its other form'](userName),
  'the User-Agent of its login': ({ userAgent }) => userAgent ?? 'vijson-conformance',
  'an address': () => '127.0.0.1',
  'the address of its client': ({ ipAddress }) => ipAddress ?? '::1',
}

function withOtherDigit(key: string, at: number): string {
  return `${key.slice(0, at)}${key[at] === '1' ? '2' : '1'}${key.slice(at + 1)}`
}
