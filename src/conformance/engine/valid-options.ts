import { requirements } from '../../../generated/requirements.ts'
import { authorizationForm } from '../../client/authorization.ts'
import { ConfigurationError } from '../errors/configuration-error.ts'
import { printable } from '../redaction/printable.ts'
import type { RunOptions, Target } from '../types.ts'

/** The controller, and for each account one that nothing touches and one that is cloned; and one more. */
const leastLogins = 6
/** The controller, a session for each account that nothing touches, and those of a small check. */
const leastSessions = 8

/** A timer that is to wait longer waits for a millisecond. */
const longestWait = 2 ** 31 - 1

/** The least value of each option that is a whole number, and the greatest where there is one. */
const wholeNumbers = {
  concurrency: [1],
  timeoutMs: [1, longestWait],
  maxBodyBytes: [1],
  seed: [0, 2 ** 32 - 1],
  closingMs: [0, longestWait],
  idleMs: [0, longestWait],
  settleMs: [0, longestWait],
  maxLogins: [leastLogins],
  maxSessions: [leastSessions],
  bail: [1],
} as const satisfies Partial<Record<keyof RunOptions, readonly [least: number, greatest?: number]>>

/** @throws ConfigurationError for an option that cannot be meant, in one sentence. */
export function requireValidOptions(target: Target, options: RunOptions): void {
  for (const [name, [least, greatest = Number.MAX_SAFE_INTEGER]] of Object.entries(wholeNumbers)) {
    const given: unknown = options[name as keyof typeof wholeNumbers] // The keys of the object above.
    const isWhole = typeof given === 'number' && Number.isSafeInteger(given) && given >= least && given <= greatest
    if (given !== undefined && !isWhole)
      throw new ConfigurationError(
        `${name} must be a whole number ${greatest === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${greatest}`}`,
      )
  }
  const { label, name, deviations = [] } = options
  if (label !== undefined && !/^[\w.-]{1,40}$/.test(label))
    throw new ConfigurationError('label must be a word of at most 40 letters, digits, dots, dashes and underscores')
  if (name !== undefined && (name.trim() === '' || name.length > 80 || printable(name) !== name))
    throw new ConfigurationError('name must be a text of 1 to 80 characters, all of which can be seen')
  for (const { requirement, expires, place } of deviations) {
    if (!requirements.some(({ id }) => id === requirement))
      throw new ConfigurationError(
        `${place}: unknown requirement ${requirement}; \`vijson list\` shows all requirements`,
      )
    if (!/^\d{4}-\d{2}-\d{2}$/.test(expires) || Number.isNaN(Date.parse(expires)))
      throw new ConfigurationError(`${place}: expires must be a date such as 2027-01-31`)
  }
  requireValidTarget(target)
}

function textsOf(account: Target['controller']): string[] {
  if ('authorization' in account) return [account.authorization]
  return 'token' in account ? [account.token] : [account.userName, account.password]
}

function requireValidTarget(target: Target): void {
  const { controller, limited, fetch, replay, tls, proxy }: Partial<Target> = target
  if (controller === undefined)
    throw new ConfigurationError(
      'the target has no controller: give { userName, password }, { token }, or { authorization }',
    )
  // What a recorded run holds is not the operator's to mend.
  if (replay !== undefined) return
  for (const [name, account] of Object.entries({ controller, limited })) {
    const texts = account === undefined ? [] : textsOf(account)
    if (texts.some((text: unknown) => typeof text !== 'string' || text === ''))
      throw new ConfigurationError(
        `${name} must have a user name and a password, a token, or an authorization, none of them empty`,
      )
    if (account !== undefined && 'authorization' in account && !authorizationForm.test(account.authorization))
      throw new ConfigurationError(`the authorization of the ${name} is no text that a header can carry`)
  }
  if (fetch !== undefined && typeof fetch !== 'function') throw new ConfigurationError('fetch must be a function')
  if (fetch !== undefined && (tls !== undefined || proxy !== undefined))
    throw new ConfigurationError('tls and proxy have no effect beside a fetch; leave one of them out')
}
