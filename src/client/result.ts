import type { UserSession } from '../../generated/openapi.ts'
import { type Secrets, UnexpectedAnswer } from './errors.ts'
import { jsonTextOf } from './json.ts'
import type { Answer } from './outcome.ts'
import { unwrap } from './unwrap.ts'

/** What a call results in: whether a value is such a result, and what one is called. */
interface ResultType<Value> {
  is(value: unknown): value is Value
  words: string
}

/** Of a session, the key alone is looked at: it is what sessions are told apart by, and what they are ended by. */
export function isSession(value: unknown): value is UserSession {
  return (
    typeof value === 'object' && value !== null && 'key' in value && typeof value.key === 'string' && value.key !== ''
  )
}

/** The results of the methods of a session. An absent one is `null`: of a list, it stands for the empty one. */
export const results = {
  nothing: { is: (value): value is null => value === null, words: 'an empty answer' } satisfies ResultType<null>,
  flag: {
    is: (value): value is boolean => typeof value === 'boolean',
    words: 'true or false',
  } satisfies ResultType<boolean>,
  text: {
    is: (value): value is string => typeof value === 'string' && value !== '',
    words: 'a text',
  } satisfies ResultType<string>,
  session: {
    is: (value): value is UserSession | null => value === null || isSession(value),
    words: 'a session that has a key, nor with null',
  } satisfies ResultType<UserSession | null>,
  sessions: {
    is: (value): value is UserSession[] | null => value === null || (Array.isArray(value) && value.every(isSession)),
    words: 'a list of sessions that have keys',
  } satisfies ResultType<UserSession[] | null>,
}

/**
 * The value of an answer, which is of its type.
 *
 * @param secrets what no error shows.
 * @throws FaultRaised where the server refuses, UnexpectedAnswer where there is no value or another one.
 */
export function resultOf<Value>(
  call: string,
  answer: Answer<unknown>,
  { is, words }: ResultType<Value>,
  secrets: Secrets,
): Value {
  const value = unwrap(call, answer, secrets)
  if (is(value)) return value
  const status = (answer.kind === 'value' ? answer.status : undefined) ?? 200
  const body = value === null ? '' : jsonTextOf(value, '(JSON, nested too deep to be shown)')
  throw new UnexpectedAnswer(
    `${call}: the server answered with status ${status}, and not with ${words}`,
    status,
    body,
    secrets,
  )
}
