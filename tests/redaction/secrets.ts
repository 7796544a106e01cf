import fc from 'fast-check'

const punctuation = [...'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~ ']
const letters = [...'abcdefxnrtuABCDEFXNRTU0123456789']
const beyond = [...'äßéøñÿ€„“≠Ω語密码пароль😀👩🏽𝒳ﬁ']
/** What begins or ends an escape. */
const pieces = [
  '&lt;',
  '&#61;',
  '%41',
  '%',
  '\\u003d',
  '\\n',
  '\\',
  '=3D',
  ']]>',
  '<![CDATA[',
  "''",
  '&amp',
  '+',
  '_x003D_',
]

/** A password of 7 to 20 pieces: letters, punctuation, other scripts, and what looks like an escape. */
export const secrets: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...punctuation) },
      { weight: 4, arbitrary: fc.constantFrom(...letters) },
      { weight: 1, arbitrary: fc.constantFrom(...beyond) },
      { weight: 1, arbitrary: fc.constantFrom(...pieces) },
    ),
    { minLength: 7, maxLength: 20 },
  )
  .map((parts) => parts.join(''))
  // Readers of XML and YAML leave these out.
  .filter((secret) => secret.trim() === secret && /[^\s+]{4}/.test(secret))
