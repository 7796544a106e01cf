import { expect, test } from 'vitest'
import { TargetUnreachable } from '../../../../src/client/index.ts'
import { NotRecorded } from '../../../../src/conformance/errors/not-recorded.ts'

test('NotRecorded is an unanswered request to a target that refuses it', () => {
  const error = new NotRecorded('no answer was recorded')
  expect(error).toBeInstanceOf(TargetUnreachable)
  expect({ ...error, message: error.message }).toEqual({
    name: 'NotRecorded',
    code: 'unreachable',
    reason: 'refused',
    message: 'no answer was recorded',
  })
})
