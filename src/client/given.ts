import { authorizationForm } from './authorization.ts'
import type { Credentials } from './service.ts'

/** A text that a caller gives. @throws TypeError where it is none: nothing may be sent in its place. */
export function requireText(name: string, value: unknown): void {
  if (typeof value !== 'string')
    throw new TypeError(`${value === undefined ? 'missing' : 'invalid'} ${name}: give a text`)
}

/** A token that stands in a header. @throws TypeError where none can carry it. */
export function requireToken(token: unknown): void {
  requireOf(/^[!-~]+$/, 'token', token)
}

/** What stands in the Authorization header. @throws TypeError where it cannot carry it. */
export function requireAuthorization(authorization: unknown): void {
  requireOf(authorizationForm, 'authorization', authorization)
}

function requireOf(form: RegExp, name: string, value: unknown): void {
  requireText(name, value)
  if (!form.test(String(value))) throw new TypeError(`the ${name} is no text that a header can carry`)
}

/** @throws TypeError where the user name or the password is no text. */
export function requireCredentials(credentials: Credentials): void {
  if (typeof credentials !== 'object' || credentials === null)
    throw new TypeError('missing credentials: give userName and password')
  requireText('userName', credentials.userName)
  requireText('password', credentials.password)
}

/** The keys that a caller gives. @throws TypeError where they are no list of texts: of one text, each letter would be taken for a key. */
export function keysGiven(keys: Iterable<string>): string[] {
  if (typeof keys === 'string') throw new TypeError('give a list of keys, and not one key')
  if (typeof keys !== 'object' || keys === null || !(Symbol.iterator in keys))
    throw new TypeError('give a list of keys')
  const given = [...keys]
  if (given.some((key) => typeof key !== 'string')) throw new TypeError('one of the keys is no string')
  return given
}
