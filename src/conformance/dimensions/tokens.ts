/** The token, the key and the user of the caller that a text is made from, and the key of the session that its call names. */
export interface TokenParts {
  userName: string
  key: string
  token: string
  listedKey: string
}

/**
 * Texts in place of the token of a session: a key is public, and any string but the token itself is another one. Undefined: the header is missing. None
 * can be the token of another user's session.
 */
export const tokens = {
  'no token': () => undefined,
  'an empty token': () => '',
  'an unknown token': () => '52000000-0000-4000-8000-000000000000',
  "the caller's key as token": ({ key }) => key,
  'the key of the listed session as token': ({ listedKey }) => listedKey,
  "the caller's token without its last character": ({ token }) => token.slice(0, -1),
  "the caller's token without its first character": ({ token }) => token.slice(1),
  "the caller's token in the other letter case": ({ token }) =>
    token === token.toUpperCase() ? token.toLowerCase() : token.toUpperCase(),
  "the caller's token twice": ({ token }) => token + token,
  "the caller's user name as token": ({ userName }) => userName,
  "the caller's token and a character": ({ token }) => `${token}0`,
  "the caller's token with a tilde for its last character": ({ token }) => `${token.slice(0, -1)}~`,
  "the caller's token after an unknown one": ({ token }) => `52000000-0000-4000-8000-000000000000,${token}`,
  zeros: () => '0000000000000000000000000000000000000000',
  'the word null': () => 'null',
  "the caller's token in quotes": ({ token }) => `"${token}"`,
  "the caller's token after a scheme": ({ token }) => `Bearer ${token}`,
} as const satisfies Record<string, (parts: TokenParts) => string | undefined>

export type TokenForm = keyof typeof tokens

export const tokenForms = Object.keys(tokens) as TokenForm[] // The names of the object above.

/** Headers with a key, which is public, where other services take a credential; no token is sent. */
const otherHeaders = {
  "the caller's key as a bearer token": ({ key }) => ['authorization', `Bearer ${key}`],
  "the caller's key in a cookie": ({ key }) => ['cookie', `vmware_soap_session="${key}"`],
} as const satisfies Record<string, (parts: TokenParts) => readonly [name: string, value: string]>

export type CallerForm = TokenForm | keyof typeof otherHeaders

export const callerForms = [...tokenForms, ...Object.keys(otherHeaders)] as CallerForm[] // The names of both objects.

/** What a call has in place of the caller's token. */
export function credentialOf(
  form: CallerForm,
  parts: TokenParts,
): { token?: string | undefined; header?: readonly [string, string] } {
  return isTokenForm(form) ? { token: tokens[form](parts) } : { header: otherHeaders[form](parts) }
}

function isTokenForm(form: CallerForm): form is TokenForm {
  return form in tokens
}

/**
 * Whether a text in place of a token says anything at a target: a key need not be fit for a header, and may be a token.
 *
 * @param others further tokens of sessions, which the text must not be.
 */
export function isApplicable(form: CallerForm, parts: TokenParts, others: readonly string[] = []): boolean {
  const { token, header: [, value = ''] = [] } = credentialOf(form, parts)
  const isSendable = (text: string) => /^[!-~]+( [!-~]+)?$/.test(text)
  // A key that is the token is no stranger to it anywhere.
  if (value !== '') return isSendable(value) && parts.key !== parts.token
  return token === undefined || token === '' || (![parts.token, ...others].includes(token) && isSendable(token))
}
