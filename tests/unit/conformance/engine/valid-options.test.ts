import { describe, expect, test } from 'vitest'
import { requireValidOptions } from '../../../../src/conformance/engine/valid-options.ts'
import { ConfigurationError } from '../../../../src/conformance/errors/configuration-error.ts'
import { type RunOptions, requirements, type Target } from '../../../../src/conformance/index.ts'

const target: Target = { url: 'https://a.example', controller: { userName: 'user', password: 'password' } }

/** Each option that is a whole number, its least value, and what is said of others. */
const wholeNumbers = [
  ['concurrency', 1, 'of at least 1'],
  ['timeoutMs', 1, 'from 1 to 2147483647'],
  ['maxBodyBytes', 1, 'of at least 1'],
  ['seed', 0, 'from 0 to 4294967295'],
  ['closingMs', 0, 'from 0 to 2147483647'],
  ['idleMs', 0, 'from 0 to 2147483647'],
  ['settleMs', 0, 'from 0 to 2147483647'],
  ['maxLogins', 6, 'of at least 6'],
  ['maxSessions', 8, 'of at least 8'],
  ['bail', 1, 'of at least 1'],
] as const

describe.each(wholeNumbers)('%s', (name, least, range) => {
  const given = (value: unknown) => Object.fromEntries([[name, value]]) as RunOptions // As a caller without types may give it.

  test.each([least - 1, -5, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60, '1', null, {}])(
    '%j is refused',
    (value) => {
      const message = `${name} must be a whole number ${range}`
      expect(() => requireValidOptions(target, given(value))).toThrow(new ConfigurationError(message))
    },
  )

  test('its least value, and none, are taken', () => {
    for (const value of [least, undefined]) expect(requireValidOptions(target, given(value))).toBeUndefined()
  })
})

const deviation = {
  requirement: requirements[0]?.id ?? '',
  finding: 'not-ended' as const,
  reason: 'r',
  link: 'l',
  owner: 'o',
  expires: '2027-01-31',
  place: 'd.yaml:1',
}

test.each<[string, Partial<Target>, RunOptions, string]>([
  ['a seed beyond 32 bits', {}, { seed: 2 ** 32 }, 'seed must be a whole number from 0 to 4294967295'],
  [
    'a label of two words',
    {},
    { label: 'two words' },
    'label must be a word of at most 40 letters, digits, dots, dashes and underscores',
  ],
  [
    'a deviation of an unknown requirement',
    {},
    { deviations: [{ ...deviation, requirement: 'nope' }] },
    'd.yaml:1: unknown requirement nope; `vijson list` shows all requirements',
  ],
  [
    'a deviation that expires on no date',
    {},
    { deviations: [{ ...deviation, expires: 'never' }] },
    'd.yaml:1: expires must be a date such as 2027-01-31',
  ],
  [
    'a controller without a password',
    { controller: { userName: 'user', password: '' } },
    {},
    'controller must have a user name and a password, a token, or an authorization, none of them empty',
  ],
  [
    'a second account without a name',
    { limited: { userName: '', password: 'p' } },
    {},
    'limited must have a user name and a password, a token, or an authorization, none of them empty',
  ],
  [
    'an empty token',
    { controller: { token: '' } },
    {},
    'controller must have a user name and a password, a token, or an authorization, none of them empty',
  ],
  [
    'tls beside a fetch',
    { fetch: async () => new Response(), tls: {} },
    {},
    'tls and proxy have no effect beside a fetch; leave one of them out',
  ],
])('%s is refused', (_, given, options, message) => {
  expect(() => requireValidOptions({ ...target, ...given }, options)).toThrow(new ConfigurationError(message))
})

test('a deviation that can be meant is taken', () => {
  expect(requireValidOptions(target, { deviations: [deviation] })).toBeUndefined()
})

test.each(['', ' ', 'x'.repeat(81), 'build\n7', 'build\u202e7'])('the name %j is refused', (name) => {
  const message = 'name must be a text of 1 to 80 characters, all of which can be seen'
  expect(() => requireValidOptions(target, { name })).toThrow(new ConfigurationError(message))
})

test.each(['build 7', 'x'.repeat(80)])('the name %j is taken', (name) => {
  expect(requireValidOptions(target, { name })).toBeUndefined()
})
