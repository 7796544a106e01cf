import { isAbsolute } from 'node:path'
import type { Credentials } from '../client/index.ts'
import type { SessionToken, SignOnToken } from '../conformance/index.ts'
import { govcSecret, namesFile } from './govc-secret.ts'
import { defined } from './options.ts'
import { isQuoted } from './quoted.ts'
import { authorizationIn } from './sso-token.ts'
import type { Environment } from './tls-settings.ts'
import { reading, UsageError } from './usage.ts'

/** The option that names an account. */
interface AccountFlags {
  username?: string
}

/** The account that controls a run, in words; of a token, only the target says whose it is. */
export function accountName(controller: Principals['controller']): string {
  if ('authorization' in controller) return 'the token in VIJSON_SSO_TOKEN_FILE'
  return 'token' in controller ? 'the session in VIJSON_SESSION' : controller.userName
}

/** How the account of a run is given, for messages. */
export const waysToGiveAccount =
  'give --username or VIJSON_USERNAME, and VIJSON_PASSWORD (or GOVC_USERNAME and GOVC_PASSWORD); or the token of a session in VIJSON_SESSION, or one of single sign-on in VIJSON_SSO_TOKEN_FILE'

/** The accounts of a run. */
export type Principals = { controller: Credentials | SessionToken | SignOnToken; limited?: Credentials }

/** The accounts that are named for a server, if any. @param url its user name and password come last. @throws UsageError. */
export function accountsOf(flags: AccountFlags, environment: Environment, url: URL): Principals | undefined {
  const controller =
    signOnOf(flags, environment) ?? sessionOf(flags, environment) ?? credentialsOf(flags, environment, url)
  const limited = limitedOf(environment)
  if (controller === undefined && limited !== undefined)
    throw new UsageError('user name is missing: give --username or VIJSON_USERNAME')
  if (controller === undefined) return undefined
  if (limited === undefined) return { controller }
  if (
    'userName' in controller &&
    controller.userName !== undefined &&
    isSameName(limited.userName, controller.userName)
  )
    throw new UsageError('VIJSON_LIMITED_USERNAME must name another account, one without Sessions.TerminateSession')
  return { controller, limited }
}

/** Whether two names are spellings of one: `name@domain` and `DOMAIN\\name`, in letters of any case. */
function isSameName(one: string, other: string): boolean {
  const [first, second] = [one, other].map((name) => name.toLowerCase().replace(/^([^\\@]+)\\(.+)$/, '$2@$1'))
  return first === second
}

/** The same for a command that goes without an account: one whose password nothing gives is left out. @throws UsageError. */
export function accountsWithPassword(flags: AccountFlags, environment: Environment, url: URL): Principals | undefined {
  const { userName, password } = namedIn(flags, environment, url)
  const hasToken = [environment.VIJSON_SESSION, environment.VIJSON_SSO_TOKEN_FILE].some((one) => one !== undefined)
  const isLacking = userName !== undefined && password === undefined && !hasToken
  return isLacking ? undefined : accountsOf(flags, environment, url)
}

/** Whether a user name is given. @throws UsageError. */
export function namesAccount(flags: AccountFlags, environment: Environment, url: URL): boolean {
  return namedIn(flags, environment, url).userName !== undefined
}

/** The token of single sign-on, in place of a user name and a password. */
function signOnOf({ username }: AccountFlags, environment: Environment): SignOnToken | undefined {
  const { VIJSON_SSO_TOKEN_FILE: file, VIJSON_SESSION, VIJSON_USERNAME, VIJSON_PASSWORD } = environment
  if (file === undefined) return undefined
  if ([username, VIJSON_SESSION, VIJSON_USERNAME, VIJSON_PASSWORD].some((given) => given !== undefined))
    throw new UsageError('give one of these: VIJSON_SSO_TOKEN_FILE, VIJSON_SESSION, or a user name and a password')
  return { authorization: authorizationIn(file) }
}

/** The session that is lent to the run, in place of a user name and a password. */
function sessionOf({ username }: AccountFlags, environment: Environment): SessionToken | undefined {
  const { VIJSON_SESSION: token, VIJSON_USERNAME, VIJSON_PASSWORD } = environment
  if (token === undefined) return undefined
  if ([username, VIJSON_USERNAME, VIJSON_PASSWORD].some((given) => given !== undefined))
    throw new UsageError('give either VIJSON_SESSION, or a user name and a password')
  if (/^["']|["']$/.test(token))
    throw new UsageError('VIJSON_SESSION stands in quotation marks, as in a cookie; give it without them')
  // Sent so, it would be the token of no session.
  if (/^(set-)?cookie:|^vmware[\w-]*\s*[:=]/i.test(token))
    throw new UsageError(
      'VIJSON_SESSION has the name of a cookie or a header before the token; give what stands behind it alone',
    )
  if (namesFile(token)) throw new UsageError('VIJSON_SESSION is the path of a file; give the token that stands in it')
  // As a header can carry it; several would be joined by commas.
  if (!/^[!-+\--~]+$/.test(token))
    throw new UsageError('VIJSON_SESSION must be the token of a session, without blanks, commas and line breaks')
  return { token }
}

function credentialsOf(flags: AccountFlags, environment: Environment, url: URL): Credentials | undefined {
  const { userName, password } = namedIn(flags, environment, url)
  if (userName === undefined && password === undefined) return undefined
  if (userName === undefined) throw new UsageError('user name is missing: give --username or VIJSON_USERNAME')
  if (password === undefined)
    throw new UsageError('password is missing: give it in VIJSON_PASSWORD, or by --password-command or --password-fd')
  return { userName, password }
}

/** The user name and the password that the options, the environment and the URL give. @throws UsageError where one of them can be none. */
function namedIn(flags: AccountFlags, environment: Environment, url: URL): Partial<Credentials> {
  const userName =
    flags.username ??
    environment.VIJSON_USERNAME ??
    govcSecret('GOVC_USERNAME', environment.GOVC_USERNAME) ??
    userInfo(url.username)
  const password =
    environment.VIJSON_PASSWORD ?? govcSecret('GOVC_PASSWORD', environment.GOVC_PASSWORD) ?? userInfo(url.password)
  if (userName !== undefined)
    reading(flags.username === undefined ? 'VIJSON_USERNAME' : '--username', () => requireUserName(userName))
  if (password !== undefined) requirePassword('the password', password)
  return defined({ userName, password })
}

function limitedOf({
  VIJSON_LIMITED_USERNAME: userName,
  VIJSON_LIMITED_PASSWORD: password,
}: Environment): Credentials | undefined {
  if (userName === undefined && password === undefined) return undefined
  if (userName === undefined || password === undefined)
    throw new UsageError(
      'the second account is incomplete: set both VIJSON_LIMITED_USERNAME and its password (VIJSON_LIMITED_PASSWORD or VIJSON_LIMITED_PASSWORD_COMMAND), or neither',
    )
  reading('VIJSON_LIMITED_USERNAME', () => requireUserName(userName))
  requirePassword('VIJSON_LIMITED_PASSWORD', password)
  return { userName, password }
}

/** No account has a colon in its name (Active Directory and vCenter forbid it): what follows is a password, which would be printed with the name. */
function requireUserName(userName: string): void {
  if (userName === '') throw new UsageError('a user name must not be empty; give one, or leave it out')
  if (userName.includes(':'))
    throw new UsageError(
      'a user name must not contain a colon; give the password in VIJSON_PASSWORD, or in VIJSON_LIMITED_PASSWORD',
    )
  if (isQuoted(userName)) throw new UsageError('a user name stands in quotation marks; give it without them')
  // As a file with line ends of Windows leaves one: the login would be refused, and count for the lock of the account.
  if (/^\s|\s$|[\p{Cc}\ufffd]/u.test(userName))
    throw new UsageError(
      'a user name must not begin or end with a blank or a line break, or contain a control character or what is not UTF-8',
    )
}

/** What cannot be typed is no password: a line break at the end, as a file or a pipe has it, or another encoding. The wrong password locks the account. */
function requirePassword(name: string, password: string): void {
  if (/[\r\n]$/.test(password))
    throw new UsageError(`${name} ends in a line break; give it without one, as $(cat FILE) does`)
  if (/[\r\n]/.test(password)) throw new UsageError(`${name} has several lines; give the one that is the password`)
  if (isAbsolute(password) && namesFile(password))
    throw new UsageError(`${name} is the path of a file; give what stands in it, as $(cat FILE) does`)
  if (password.includes('\ufeff'))
    throw new UsageError(`${name} has a byte order mark, as an editor writes it into a file; give it without one`)
  // As bytes of another encoding leave them.
  if (/[\0\ufffd]/.test(password)) throw new UsageError(`${name} is not in UTF-8; give it, or save its file, in UTF-8`)
}

function userInfo(part: string): string | undefined {
  if (part === '') return undefined
  try {
    return decodeURIComponent(part)
  } catch (error) {
    throw new UsageError('user name or password in GOVC_URL is not percent-encoded', { cause: error })
  }
}
