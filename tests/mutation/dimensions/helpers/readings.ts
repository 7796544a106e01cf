import type { MockSession } from '../../../../src/mock/index.ts'
import type { At } from './common.ts'

/** How a server misreads an id: whether it takes `given` for the session. */
export type Reading = (given: string, session: MockSession, at: At) => boolean

/** A reading that changes the id before it looks the session up. */
const as =
  (change: (given: string) => string): Reading =>
  (given, { key }) =>
    change(given) === key
/** A reading that compares both sides in a changed form. */
const alike =
  (change: (text: string) => string): Reading =>
  (given, { key }) =>
    change(given) === change(key)

const decoded = (given: string, decode: (given: string) => string) => {
  try {
    return decode(given)
  } catch {
    return given
  }
}
const swapped = (key: string) => {
  const [one = '', two = '', three = '', ...rest] = key.split('-')
  const turn = (part: string) => (part.match(/../g) ?? []).reverse().join('')
  return [turn(one), turn(two), turn(three), ...rest].join('-')
}
const confused: Record<string, string> = { а: 'a', е: 'e', с: 'c', Ь: 'b', ԁ: 'd' }

/** What the readings accept for a key; the sentence goes on "takes … for the key". */
export const readings: Record<string, Reading> = {
  'a key in capitals': alike((text) => text.toLowerCase()),
  'a key with a single letter in capitals': (given, { key }) =>
    given.toLowerCase() === key && [...given].filter((sign, place) => sign !== key[place]).length === 1,
  'a key behind a blank': as((given) => given.replace(/^ /, '')),
  'a key before a blank': as((given) => given.replace(/ +$/, '')),
  'a key before a tab': as((given) => given.replace(/\t$/, '')),
  'a key before a line break': as((given) => given.replace(/\r?\n$/, '')),
  'a key before a no-break space': as((given) => given.replace(/\u00a0$/, '')),
  'a key with blanks between its digits': as((given) => given.replaceAll(' ', '')),
  'a key before a NUL and anything': as((given) => given.split('\0')[0] ?? ''),
  'a key with zero-width signs': as((given) => given.replace(/[\u200b-\u200f\u2060]/g, '')),
  'a key behind a byte order mark': as((given) => given.replace(/^\ufeff/, '')),
  'a key with soft hyphens': as((given) => given.replaceAll('\u00ad', '')),
  'a key in full-width digits': as((given) => given.normalize('NFKC')),
  'a key with accents': as((given) => given.normalize('NFD').replace(/\p{M}/gu, '')),
  'a key with one combining sign at its end': as((given) => given.replace(/\p{M}$/u, '')),
  'a key with Arabic digits': as((given) => given.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))),
  'a key with Cyrillic letters': as((given) => given.replace(/[асеЬԁ]/g, (letter) => confused[letter] ?? letter)),
  'a key with other dashes': as((given) => given.replace(/[\u2010-\u2015\u2212]/g, '-')),
  'a key with O for zero': as((given) => given.replace(/[oO]/g, '0')),
  'a key with l for one': as((given) => given.replace(/[lI]/g, '1')),
  'a key in double quotes': as((given) => given.replace(/^"(.*)"$/, '$1')),
  'a key in single quotes': as((given) => given.replace(/^'(.*)'$/, '$1')),
  'a key in back quotes': as((given) => given.replace(/^`(.*)`$/, '$1')),
  'a key in braces': as((given) => given.replace(/^\{(.*)\}$/, '$1')),
  'a key in parentheses': as((given) => given.replace(/^\((.*)\)$/, '$1')),
  'a key in brackets': as((given) => given.replace(/^\[(.*)\]$/, '$1')),
  'a key in angle brackets': as((given) => given.replace(/^<(.*)>$/, '$1')),
  'a key behind urn:uuid:': as((given) => given.replace(/^urn:uuid:/i, '')),
  'a key behind urn:vmomi:UserSession:': as((given) => given.replace(/^urn:vmomi:UserSession:/, '')),
  'a key behind uuid:': as((given) => given.replace(/^uuid:/, '')),
  'a key behind SessionManager:': as((given) => given.replace(/^SessionManager:/, '')),
  'a key behind SessionManager/': as((given) => given.replace(/^SessionManager\//, '')),
  'a key behind UserSession:': as((given) => given.replace(/^UserSession:/, '')),
  'a key behind session-': as((given) => given.replace(/^session-/, '')),
  'a key behind session[': as((given) => given.replace(/^session\[(.*)\].*$/, '$1')),
  'a key behind any word and a colon': as((given) => given.replace(/^\w+:/, '')),
  'a key behind /sessions/': as((given) => given.replace(/^\/?sessions?\//, '')),
  'a key as the last part of an address': as((given) => given.split('/').at(-1) ?? ''),
  'a key without dashes': alike((text) => text.replaceAll('-', '')),
  'a key with underscores for dashes': as((given) => given.replaceAll('_', '-')),
  'a key behind zeros': as((given) => given.replace(/^0+/, '')),
  'a key behind 0x': as((given) => given.replace(/^0x/i, '')),
  'a key behind a plus or minus': as((given) => given.replace(/^[+-]/, '')),
  'a key in percent escapes': as((given) => decoded(given, decodeURIComponent)),
  'a key with plus signs for blanks at its end': as((given) => given.replace(/\++$/, '')),
  'a key in backslash escapes': as((given) =>
    given.replace(/\\u([0-9a-f]{4})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
  ),
  'a key with backslashes': as((given) => given.replaceAll('\\', '')),
  'a key in HTML escapes': as((given) => given.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))),
  'a key in hexadecimal HTML escapes': as((given) =>
    given.replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
  ),
  'a key in an XML element': as((given) => given.replace(/^<(\w+)>(.*)<\/\1>$/, '$2')),
  'a key in Base64': as((given) => Buffer.from(given, 'base64').toString()),
  'a key as hexadecimal bytes': as((given) => Buffer.from(given, 'hex').toString()),
  'a key in the other order of bytes': as(swapped),
  'a key backwards': as((given) => [...given].reverse().join('')),
  'the first eight digits of a key': (given, { key }) => given.length === 8 && key.startsWith(given),
  'the first 35 signs of a key': (given, { key }) => given === key.slice(0, 35),
  'any beginning of a key of more than 19 signs': (given, { key }) => given.length > 19 && key.startsWith(given),
  'the last twelve digits of a key': (given, { key }) => given === key.slice(-12),
  'any part of a key of more than four signs': (given, { key }) => given.length > 4 && key.includes(given),
  'a key and more behind it': as((given) => given.slice(0, 36)),
  'a key and one sign more': (given, { key }) => given.length === 37 && given.startsWith(key),
  'a key before a slash': as((given) => given.replace(/\/+$/, '')),
  'a key before a dot': as((given) => given.replace(/\.$/, '')),
  'a key before # and anything': as((given) => given.replace(/#.*$/, '')),
  'a key before ? and anything': as((given) => given.replace(/\?.*$/, '')),
  'a key before @ and a host': as((given) => given.replace(/@.*$/, '')),
  'a key before -- and anything': as((given) => given.replace(/'? ?--.*$/, '')),
  'a list joined by semicolons': (given, { key }) => given.split(';').includes(key),
  'a list joined by commas': (given, { key }) => given.split(/, ?/).includes(key),
  'a list joined by blanks': (given, { key }) => given.split(' ').includes(key),
  'a list joined by line breaks': (given, { key }) => given.split(/\r?\n/).includes(key),
  'a list joined by |': (given, { key }) => given.split('|').includes(key),
  'a JSON list of keys': (given, { key }) => given.startsWith('[') && given.includes(`"${key}"`),
  'a JSON object with a key': (given, { key }) => given.startsWith('{') && given.includes(`"${key}"`),
  'key= and a key': as((given) => given.replace(/^\w+=/, '')),
}
