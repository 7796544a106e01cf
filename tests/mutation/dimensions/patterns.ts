import type { MockSession } from '../../../src/mock/index.ts'
import type { Mutant } from '../mutant.ts'
import { type At, stepping, withPast } from './helpers/common.ts'

const matches = (pattern: string, text: string) => {
  try {
    return new RegExp(pattern).test(text)
  } catch {
    return false
  }
}
const globbed = (given: string, many: string, one: string) => {
  const parts = [...given].map((sign) => (sign === many ? '.*' : sign === one ? '.' : sign.replace(/\W/, '\\$&')))
  return `^${parts.join('')}$`
}

/** A defect of ids that name no session: the sessions that the server ends for it. The caller is never among them. */
const naming = (defect: string, named: (given: string, one: MockSession, at: At) => boolean): Mutant =>
  stepping(defect, (at) => {
    if (at.vcenter.sessions.has(at.key)) return false
    const others = [...at.vcenter.sessions.values()].filter((one) => one !== at.caller)
    const found = others.filter((one) => named(at.key, one, at))
    for (const one of found) at.vcenter.sessions.delete(one.key)
    return found.length > 0
  })

const others = ({ vcenter, caller }: At) => [...vcenter.sessions.values()].filter((one) => one !== caller)

export const patterns: Mutant[] = [
  naming('takes * for every other session', (given) => given === '*'),
  naming(
    'takes a beginning and * for all keys that begin so',
    (given, { key }) => given.endsWith('*') && given.length > 1 && key.startsWith(given.slice(0, -1)),
  ),
  naming(
    'takes % in an id for any signs',
    (given, { key }) => given.includes('%') && matches(globbed(given, '%', ''), key),
  ),
  naming(
    'takes _ in an id for any sign',
    (given, { key }) => given.includes('_') && matches(globbed(given, '', '_'), key),
  ),
  naming(
    'takes ? in an id for any sign',
    (given, { key }) => given.includes('?') && matches(globbed(given, '', '?'), key),
  ),
  naming(
    'takes an id for a regular expression',
    (given, { key }) => /[.*+?[\]^$|()]/.test(given) && matches(given, key),
  ),
  naming(
    'takes an id for a regular expression of the whole key',
    (given, { key }) => given.length > 0 && matches(`^(?:${given})$`, key),
  ),
  naming(
    'takes a dot in an id for any sign',
    (given, { key }) => given.includes('.') && matches(globbed(given, '', '.'), key),
  ),
  naming(
    'takes a user name for the sessions of that user',
    (given, { principal }) => given.toLowerCase() === principal.userName,
  ),
  naming(
    'takes a user name without its domain for the sessions of that user',
    (given, { principal }) => given === principal.userName.split('@')[0],
  ),
  naming('takes DOMAIN\\user for the sessions of that user', (given, { principal }) => {
    const [name, domain] = principal.userName.split('@')
    return given.toLowerCase() === `${domain}\\${name}`.toLowerCase()
  }),
  naming(
    'takes an address for the sessions of that client',
    (given, { ipAddress }) => given !== '' && given === ipAddress,
  ),
  naming(
    'takes a user agent for the sessions of that client',
    (given, { userAgent }) => given !== '' && given === userAgent,
  ),
  naming('takes the time of a login for that session', (given, { loginTime }) => given === loginTime.toISOString()),
  naming('takes a token for its session', (given, { token }) => given === token),
  naming('takes a number for a place in its list of sessions', (given, one, at) => {
    return /^\d+$/.test(given) && [...at.vcenter.sessions.values()][Number(given)] === one
  }),
  naming('takes a number for a place in its list of sessions, counted from one', (given, one, at) => {
    return /^\d+$/.test(given) && [...at.vcenter.sessions.values()][Number(given) - 1] === one
  }),
  naming(
    'takes -1 for the session that logged on last',
    (given, one, at) => given === '-1' && others(at).at(-1) === one,
  ),
  naming(
    'takes the empty string for the session that logged on last',
    (given, one, at) => given === '' && others(at).at(-1) === one,
  ),
  naming(
    'takes the empty string for every session of the same user',
    (given, one, at) => given === '' && one.principal === at.caller.principal,
  ),
  naming('takes "all" for every other session', (given) => given.toLowerCase() === 'all'),
  naming(
    'takes "null" for the session that logged on first',
    (given, one, at) => given === 'null' && others(at)[0] === one,
  ),
  naming('takes the moId of the SessionManager for every other session', (given) => given === 'SessionManager'),
  naming('takes SQL that is always true for every other session', (given) => /' *or +'?1'? *= *'?1/i.test(given)),
  naming(
    'takes the nil UUID for the session that logged on last',
    (given, one, at) => /^[0-]{36}$/.test(given) && others(at).at(-1) === one,
  ),
  stepping('skips the empty string', ({ key }) => key === ''),
  stepping('skips the empty string that is not first', ({ key, place }) => key === '' && place > 0),
  stepping('skips a string of blanks', ({ key }) => key !== '' && key.trim() === ''),
  stepping('skips the nil UUID', ({ key }) => /^[0-]{36}$/.test(key)),
  stepping('skips an id that is no UUID', ({ key }) => !/^[0-9a-f-]{36}$/i.test(key) && key !== ''),
  stepping(
    'skips an id that does not begin as its keys do',
    ({ key }) => /^[0-9a-f-]{36}$/i.test(key) && !key.startsWith('52'),
  ),
  stepping('skips an id of more than 255 signs', ({ key }) => key.length > 255),
  stepping('skips an id with signs beyond ASCII', ({ key }) => /[^\0-\x7f]/.test(key)),
  stepping('skips an id with a control sign', ({ key }) => /\p{Cc}/u.test(key)),
  stepping('skips "null" and "undefined"', ({ key }) => key === 'null' || key === 'undefined'),
  stepping('skips the name of a member of every object, such as constructor', ({ key }) => key in {}),
  stepping('skips an id that is a token of a logged-on session', (at) =>
    others(at).some(({ token }) => token === at.key),
  ),
  withPast('takes a clone ticket for the session that asked for it', (vcenter) => {
    const holders = new Map<string, string>()
    return {
      acquireCloneTicket(caller) {
        const ticket = vcenter.acquireCloneTicket(caller)
        holders.set(ticket, caller.key)
        return ticket
      },
      terminateSessions: (caller, keys) =>
        vcenter.terminateSessions(
          caller,
          keys.map((key) => holders.get(key) ?? key),
        ),
    }
  }),
]
