import type { RequirementId } from '../../../generated/requirements.ts'
import { addresses } from './addresses.ts'
import { bodies } from './bodies/index.ts'
import { failureKinds, places } from './failures.ts'
import { describeLists, idsOver64KB, lengths, longLists } from './lists.ts'
import { lookAlikes } from './look-alikes.ts'
import { pairFactors } from './pairs.ts'
import { patterns } from './patterns.ts'
import {
  activities,
  callers,
  endings,
  lives,
  longCallers,
  longLives,
  onlySessions,
  unprivilegedLists,
} from './sessions.ts'
import { callerForms } from './tokens.ts'

/** A dimension of a TerminateSession call, or a part of one: the values that it takes in a run, and the requirements that are judged with each of them. */
export interface Dimension {
  name: string
  /** Where it comes from. */
  source: string
  values: readonly string[]
  checks: readonly RequirementId[]
}

const page = (section: string) => `the page, ${section}`

/** The requests, one row for each requirement that judges them. */
function grouped<Form extends { check: RequirementId }>(
  name: string,
  source: string,
  forms: Readonly<Record<string, Form>>,
): Dimension[] {
  const checks = [...new Set(Object.values(forms).map(({ check }) => check))]
  return checks.map((check) => ({
    name,
    source,
    values: Object.keys(forms).filter((form) => forms[form]?.check === check),
    checks: [check],
  }))
}

/** Every dimension that checks range over. The table in docs/evidence.md is made from it. */
export const dimensions: readonly Dimension[] = [
  {
    name: 'length of the list',
    source: `${page('request body')}: no upper bound`,
    values: [...lengths.map(String), `${idsOver64KB} (over 64 KB)`],
    checks: ['terminate.sequence.lengths'],
  },
  {
    name: 'length of the list',
    source: `${page('request body')}: no upper bound`,
    values: [describeLists(longLists.cloned), `${describeLists(longLists.loggedIn)} (where they log in)`],
    checks: ['terminate.success.long-list'],
  },
  {
    name: 'first id that fails',
    source: page('description'),
    values: ['an unknown id', "the caller's own id"].flatMap((kind) => places.map((place) => `${kind}, ${place}`)),
    checks: ['terminate.sequence.prefix-terminated', 'terminate.sequence.suffix-untouched'],
  },
  {
    name: 'first id that fails',
    source: `${page('description')} and responses; two of three places each`,
    values: failureKinds,
    checks: ['terminate.sequence.every-failure'],
  },
  {
    name: 'first id that fails',
    source: `${page('description')}; every pair of two values stands in a list`,
    values: Object.entries(pairFactors).flatMap(([factor, values]) => values.map((value) => `${factor}: ${value}`)),
    checks: ['terminate.sequence.model'],
  },
  {
    name: 'session that is ended',
    source: page('description'),
    values: [...lives, ...longLives, ...activities],
    checks: ['terminate.success.every-session'],
  },
  {
    name: 'session that is ended',
    source: page('request body'),
    values: [
      'a clone',
      'a clone that was cloned',
      'a session that was cloned',
      'one with the User-Agent of the caller',
      'one with the User-Agent of others',
    ],
    checks: ['terminate.success.clones'],
  },
  {
    name: 'session that is ended',
    source: page('description'),
    values: onlySessions,
    checks: ['terminate.success.only-session'],
  },
  {
    name: 'caller',
    source: page('description'),
    values: [...callers, ...longCallers],
    checks: ['terminate.success.every-caller'],
  },
  {
    name: 'caller',
    source: page('path parameters'),
    values: ['under the oldest release that the target accepts', 'under the next older one than that of the run'],
    checks: ['terminate.path.oldest-release'],
  },
  {
    name: 'id that is like a key, of a session and of the caller',
    source: `${page('responses')}: what is no valid session is not found`,
    values: Object.keys(lookAlikes).filter((name) => lookAlikes[name]?.isLetterCase !== true),
    checks: ['terminate.identity.other-strings', 'terminate.identity.exact'],
  },
  {
    name: 'id that is like a key, of a session and of the caller',
    source: `${page('responses')}: what is no valid session is not found`,
    values: Object.keys(lookAlikes).filter((name) => lookAlikes[name]?.isLetterCase === true),
    checks: ['terminate.identity.letter-case', 'terminate.identity.exact'],
  },
  {
    name: 'id that could match a key of others',
    source: `${page('responses')}: what is no valid session is not found`,
    values: Object.keys(patterns),
    checks: ['terminate.identity.patterns'],
  },
  ...grouped('request', 'the fragment; RFC 8259, RFC 9110', bodies),
  ...grouped('address', 'the fragment', addresses),
  {
    name: 'token',
    source: `${page('authentication')}; each twice`,
    values: callerForms,
    checks: ['terminate.authentication.anonymous', 'terminate.authentication.reading'],
  },
  {
    name: 'token',
    source: `${page('authentication')}; each twice`,
    values: endings,
    checks: ['terminate.authentication.dead-token', 'terminate.authentication.reading'],
  },
  {
    name: 'list of a caller without the privilege',
    source: `${page('description')}: required privileges; each twice`,
    values: unprivilegedLists,
    checks: ['terminate.privilege.required'],
  },
]

/** What no value of a dimension reaches. */
export const notSeen: Readonly<Record<string, string>> = {
  'length of the list': `an unknown id behind more than ${longLists.cloned.unknown} open sessions, the caller's own id behind more than ${longLists.cloned.own}, and the answer to a list of more than ${longLists.cloned.alone} sessions that are all open`,
  'first id that fails': 'three kinds in combination, beyond the random lists of `terminate.sequence.model`',
  'session that is ended':
    'sessions that are idle for longer than `--idle`, and sessions begun by other means (LoginByToken, extensions)',
  caller: 'releases between the oldest and the next older one',
  'id that is like a key': 'strings that are made from a key in other ways than the named ones',
  request: 'other media types, encodings of characters, and HTTP/2',
  token: 'tokens that expire; tokens of single sign-on',
  'list of a caller without the privilege': 'privileges that are granted or taken away during a run',
  effects: 'what comes later than the last look at a session (`--settle` waits longer)',
  others: "what happens to other people's sessions: the suite never names one, and cannot tell who ended it",
}
