import { describe, expect, test } from 'vitest'
import { statusOf } from '../../../../src/conformance/transport/exchange.ts'
import type { ExchangeAnswer } from '../../../../src/conformance/types.ts'
import { asking } from '../../../support/scripted.ts'

describe('statusOf', () => {
  test.each<[string, ExchangeAnswer, number | undefined]>([
    [
      'an exchange that was answered has the status of its answer',
      { kind: 'answered', place: 1, status: 204, headers: [], body: { kind: 'kept', text: '' } },
      204,
    ],
    [
      'an exchange with an incomplete answer has the status of that',
      { kind: 'broken', place: 1, status: 500, message: '' },
      500,
    ],
    [
      'an exchange without an answer has no status',
      { kind: 'unreachable', place: 1, reason: 'reset', message: '' },
      undefined,
    ],
    ['an exchange that was not sent has no status', { kind: 'unsent' }, undefined],
  ])('%s', (_, answer, status) => {
    expect(statusOf({ ...asking('/sdk'), answer })).toBe(status)
  })
})
