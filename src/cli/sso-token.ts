import { gzipSync } from 'node:zlib'
import { authorizationForm } from '../client/authorization.ts'
import { readRegularFile } from './read-file.ts'
import { UsageError } from './usage.ts'

/** More than any assertion. */
const maxBytes = 1024 * 1024

const what = 'token of single sign-on (VIJSON_SSO_TOKEN_FILE)'

/**
 * The Authorization header for LoginByToken, from a file: the header (`Bearer …`, `SIGN token="…"`, with or without `Authorization:` before it), or a SAML assertion, which is compressed and written in base64, as
 * the other APIs of a vCenter take it. How its VI JSON API takes it is not documented: "in a transport specific way".
 *
 * @throws UsageError, which repeats nothing of the token.
 */
export function authorizationIn(file: string): string {
  if (/^\s*<|^\s*(authorization\s*:|(bearer|sign)\s)/i.test(file))
    throw new UsageError('VIJSON_SSO_TOKEN_FILE is the token itself; write it into a file, and name that')
  const content = readRegularFile(file, what, maxBytes).trim()
  if (content === '') throw new UsageError(`the ${what} is empty: ${file}`)
  // With the name of the header, as tools show it.
  const text = content.replace(/^authorization\s*:\s*/i, '')
  if (text.startsWith('<')) return `SIGN token="${gzipSync(requireAssertion(text, file)).toString('base64')}"`
  if (!/^[A-Za-z]+ /.test(text) || !authorizationForm.test(text))
    throw new UsageError(
      `${file} must contain a SAML assertion, or one line with the Authorization header, Bearer … or SIGN token="…"`,
    )
  return text
}

/** As it is: it is signed, and would be another one with other white space. */
function requireAssertion(text: string, file: string): string {
  if (/^<(\w+:)?Assertion[\s>]/.test(text.replace(/^<\?xml[^>]*\?>\s*/, ''))) return text
  throw new UsageError(`${file} is XML, and no SAML assertion: it has to begin with the element Assertion`)
}
