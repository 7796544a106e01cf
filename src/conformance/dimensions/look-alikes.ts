/**
 * Strings that are made from the key of a session of the run and are not it. A server that takes one for the key compares leniently. They contain the whole key, or a form
 * of it that no other key has, so that they can be taken for no other session.
 */
interface LookAlike {
  /** Only the letter case differs, of which the page does not speak in words. */
  isLetterCase?: true
  make(key: string): string
}

type LookAlikes = Record<string, LookAlike>

const all = (makers: Record<string, LookAlike['make']>): LookAlikes =>
  Object.fromEntries(Object.entries(makers).map(([name, make]) => [name, { make }]))

const letterCases: LookAlikes = {
  'in the other letter case': {
    isLetterCase: true,
    make: (key) => (key === key.toUpperCase() ? key.toLowerCase() : key.toUpperCase()),
  },
  'with one letter in the other case': {
    isLetterCase: true,
    make: (key) =>
      key.replace(/\p{L}/u, (letter) =>
        letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
      ),
  },
}

/** White space and invisible characters, which `trim` or a tokenizer drops. */
const invisible = {
  'a blank': ' ',
  'a tab': '\t',
  'a line break': '\n',
  'a carriage return and a line break': '\r\n',
  'a form feed': '\f',
  'a no-break space': '\u00a0',
  'an ideographic space': '\u3000',
  'a zero-width space': '\u200b',
  'a byte order mark': '\ufeff',
  'a null character': '\0',
}

const blanks = all({
  ...Object.fromEntries(
    Object.entries(invisible).flatMap(([name, sign]): [string, LookAlike['make']][] => [
      [`after ${name}`, (key) => `${sign}${key}`],
      [`before ${name}`, (key) => `${key}${sign}`],
    ]),
  ),
  'between blanks': (key) => `  ${key}  `,
  'before a null character and more': (key) => `${key}\0more`,
  'with a blank inside': (key) => `${key.slice(0, 4)} ${key.slice(4)}`,
})

/** What Unicode normalization (UAX 15), collation or transliteration makes equal. */
const unicode = all({
  'with full-width digits': (key) => key.replace(/[0-9]/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
  'with one full-width character': (key) =>
    key.replace(/[!-~]/, (sign) => String.fromCodePoint(sign.charCodeAt(0) + 0xfee0)),
  'with circled digits': (key) => key.replace(/[1-9]/g, (digit) => String.fromCodePoint(0x245f + Number(digit))),
  'with Arabic digits': (key) => key.replace(/[0-9]/g, (digit) => String.fromCodePoint(0x660 + Number(digit))),
  // Characters outside the basic plane, which take two code units.
  'with mathematical digits': (key) => key.replace(/[0-9]/g, (digit) => String.fromCodePoint(0x1d7d8 + Number(digit))),
  'before an emoji': (key) => `${key}\u{1f600}`,
  'with an accent': (key) => `${key}\u0301`,
  'with an accent on its first letter': (key) => key.replace(/\p{L}/u, (letter) => `${letter}\u0308`),
  'with the letter O for zero': (key) => key.replaceAll('0', 'O'),
  'with the letter l for one': (key) => key.replaceAll('1', 'l'),
  'with a soft hyphen': (key) => `${key.slice(0, 4)}\u00ad${key.slice(4)}`,
  'with other dashes': (key) => key.replaceAll('-', '\u2010'),
  'with long dashes': (key) => key.replaceAll('-', '\u2013'),
  'with a Cyrillic letter': (key) =>
    key.replace(/[acepx]/i, (letter) => ({ a: 'а', c: 'с', e: 'е', p: 'р', x: 'х' })[letter.toLowerCase()] ?? letter),
})

const marks = all({
  'in double quotes': (key) => `"${key}"`,
  'in single quotes': (key) => `'${key}'`,
  'in backquotes': (key) => `\`${key}\``,
  'in braces': (key) => `{${key}}`,
  'in round brackets': (key) => `(${key})`,
  'in square brackets': (key) => `[${key}]`,
  'in angle brackets': (key) => `<${key}>`,
  'in a JSON list': (key) => JSON.stringify([key]),
  'in a JSON object': (key) => JSON.stringify({ key }),
})

/** The notations of other systems: URNs (RFC 9562), managed objects, routes, headers, numbers. */
const prefixes = [
  'urn:uuid:',
  'uuid:',
  'urn:vmomi:UserSession:',
  'UserSession:',
  'UserSession-',
  'UserSession/',
  'SessionManager:',
  'SessionManager/',
  'SessionManager-',
  'SessionManager.',
  'session:',
  'session-',
  'session_',
  'session/',
  'session=',
  'session ',
  'session[',
  'sessions/',
  '/sessions/',
  '/api/session/',
  'sessionId=',
  'sessionId:',
  'key=',
  'key:',
  'id=',
  'id:',
  'vmware-api-session-id: ',
  'vmware_soap_session=',
  '/',
  './',
  '#',
  '@',
  '+',
  '-',
  '=',
  '$',
  '0',
  '0000',
  '0x',
  'x-',
]
const suffixes = [
  '+',
  '-',
  '_',
  '/',
  '.',
  ';',
  ':',
  '!',
  '0',
  '$',
  '@vsphere.local',
  '#session',
  '?force=true',
  '.json',
  '--',
  ':443',
  '/..',
]

const affixes = all(
  Object.fromEntries([
    ...prefixes.map((prefix): [string, LookAlike['make']] => [`after ${prefix}`, (key) => `${prefix}${key}`]),
    ...suffixes.map((suffix): [string, LookAlike['make']] => [`before ${suffix}`, (key) => `${key}${suffix}`]),
  ]),
)

/** What is decoded once too often, or where separators are left out or changed. */
const encodings = all({
  'percent-encoded': (key) => percent(key),
  'with its dashes percent-encoded': (key) => key.replaceAll('-', '%2D'),
  'percent-encoded, after a blank': (key) => encodeURIComponent(` ${key}`),
  'before a percent-encoded null character': (key) => `${key}%00`,
  'with JSON escapes': (key) => key.replace(/^./u, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'with a backslash': (key) => key.replace('-', '\\-'),
  'with a hexadecimal escape': (key) => key.replace(/^./u, (sign) => `\\x${sign.charCodeAt(0).toString(16)}`),
  'with a hexadecimal HTML entity': (key) => key.replace(/^./u, (sign) => `&#x${sign.charCodeAt(0).toString(16)};`),
  'in an XML element': (key) => `<key>${key}</key>`,
  'with an HTML entity': (key) => key.replace(/^./u, (sign) => `&#${sign.charCodeAt(0)};`),
  'with a plus sign for a blank': (key) => `+${key}+`,
  'in base64': (key) => Buffer.from(key).toString('base64'),
  'in hexadecimal digits': (key) => Buffer.from(key).toString('hex'),
  'without dashes': (key) => key.replaceAll('-', ''),
  'with underscores for dashes': (key) => key.replaceAll('-', '_'),
  'with colons for dashes': (key) => key.replaceAll('-', ':'),
  'with blanks for dashes': (key) => key.replaceAll('-', ' '),
  'with double dashes': (key) => key.replaceAll('-', '--'),
  'as the index of a session': (key) => `session[${key}]`,
  'with the bytes of its first parts in the other order': (key) => otherByteOrder(key),
  'with its halves exchanged': (key) => `${key.slice(key.length / 2)}${key.slice(0, key.length / 2)}`,
  'with its parts in the other order': (key) => key.split('-').reverse().join('-'),
  backwards: (key) => [...key].reverse().join(''),
})

const joined = all({
  'twice, with a comma': (key) => `${key},${key}`,
  'twice, with a semicolon': (key) => `${key};${key}`,
  'twice, with a blank': (key) => `${key} ${key}`,
  'twice, with a line break': (key) => `${key}\n${key}`,
  'twice, with a vertical bar': (key) => `${key}|${key}`,
  'twice, with nothing between': (key) => `${key}${key}`,
  'after a comma': (key) => `,${key}`,
  'before a comma': (key) => `${key},`,
})

/** Every look-alike, by its name after the words "the key". */
export const lookAlikes: Readonly<Record<string, LookAlike>> = {
  ...letterCases,
  ...blanks,
  ...unicode,
  ...marks,
  ...affixes,
  ...encodings,
  ...joined,
}

/** The same UUID as some systems write it: its first three parts are numbers, and may be stored with the lowest byte first. */
function otherByteOrder(key: string): string {
  return key.replace(/^(\w{8})-(\w{4})-(\w{4})/, (_, ...parts) =>
    parts
      .slice(0, 3)
      .map((part: string) => (part.match(/../g) ?? []).reverse().join(''))
      .join('-'),
  )
}

/** Percent-encodes every byte, letters and digits too. */
function percent(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`).join('')
}
