import { FaultRaised, type Secrets, UnexpectedAnswer } from './errors.ts'
import type { Answer } from './outcome.ts'

/**
 * The value of an answer.
 *
 * @param secrets what no error shows.
 * @throws FaultRaised or UnexpectedAnswer where there is none.
 */
export function unwrap<Value>(call: string, answer: Answer<Value>, secrets: Secrets): Value {
  if (answer.kind === 'value') return answer.value
  throw errorOf(call, answer, secrets)
}

/** What is thrown for an answer without a value. */
export function errorOf(
  call: string,
  answer: Exclude<Answer<unknown>, { kind: 'value' }>,
  secrets: Secrets,
): FaultRaised | UnexpectedAnswer {
  if (answer.kind === 'fault') return new FaultRaised(call, answer.fault, secrets)
  const { status, body } = answer
  return new UnexpectedAnswer(`${call}: unexpected answer with status ${status}`, status, body, secrets)
}
