import { describe, expect, test } from 'vitest'
import { BrokenAnswer, TargetUnreachable } from '../../../../src/client/index.ts'
import { outcomeOf } from '../../../../src/client/outcome.ts'
import { expectCall } from '../../../../src/conformance/context/expect-call.ts'
import type { Call } from '../../../../src/conformance/context/terminate-call.ts'
import { failed, unreached } from '../../../../src/conformance/errors/verdict-error.ts'
import { findingOf, observing } from './fake-observations.ts'

const answered = (status: number, fault?: string): Call => {
  const body = fault === undefined ? '' : JSON.stringify({ _typeName: fault })
  return { outcome: outcomeOf(status, body), status, headers: new Headers(), body }
}

const { observations } = observing([])

describe('toBeTerminated', () => {
  test('a 204 is as expected', async () => {
    expect(await findingOf(expectCall(answered(204), observations).toBeTerminated())).toBe('met')
  })

  test.each<[string, Call, string, string]>([
    ['a fault is unexpected', answered(500, 'NotFound'), 'unexpected-fault', '500 with the fault NotFound'],
    ['a 200 has an unexpected status', answered(200), 'unexpected-status', 'status 200 without a VIM fault'],
    ['a 404 has an unexpected status', answered(404), 'unexpected-status', 'status 404 without a VIM fault'],
  ])('%s', async (_, call, code, summary) => {
    const finding = await findingOf(expectCall(call, observations).toBeTerminated())
    expect(finding).toEqual({ code, message: `expected 204, got ${summary}`, expected: '204', seen: summary })
  })
})

describe('toBeFault', () => {
  test.each<[string, Call, 'NotFound' | undefined]>([
    ['a fault of the expected name is as expected', answered(500, 'NotFound'), 'NotFound'],
    ['any fault is as expected where no name is given', answered(500, 'SystemError'), undefined],
  ])('%s', async (_, call, name) => {
    expect(await findingOf(expectCall(Promise.resolve(call), observations).toBeFault(name))).toBe('met')
  })

  test.each<[string, Call, string, string]>([
    [
      'a fault of another name is unexpected',
      answered(500, 'InvalidArgument'),
      'unexpected-fault',
      '500 with the fault InvalidArgument',
    ],
    ['a 204 is an unexpected success', answered(204), 'unexpected-success', '204'],
    ['a 200 is an unexpected success', answered(200), 'unexpected-success', 'status 200 without a VIM fault'],
    ['a 299 is an unexpected success', answered(299), 'unexpected-success', 'status 299 without a VIM fault'],
    ['a 300 has an unexpected status', answered(300), 'unexpected-status', 'status 300 without a VIM fault'],
    ['a 400 has an unexpected status', answered(400), 'unexpected-status', 'status 400 without a VIM fault'],
    [
      'a 500 without a fault has an unexpected status',
      answered(500),
      'unexpected-status',
      'status 500 without a VIM fault',
    ],
  ])('%s', async (_, call, code, summary) => {
    const finding = await findingOf(expectCall(Promise.resolve(call), observations).toBeFault('NotFound'))
    const expected = '500 with the fault NotFound'
    expect(finding).toEqual({ code, message: `expected ${expected}, got ${summary}`, expected, seen: summary })
  })

  test('an answer without a fault has an unexpected status where any fault is expected', async () => {
    expect(await findingOf(expectCall(answered(404), observations).toBeFault())).toMatchObject({
      code: 'unexpected-status',
      message: 'expected a fault, got status 404 without a VIM fault',
    })
  })
})

describe('toBeRefused', () => {
  test.each([
    ['a 199 is a refusal', 199],
    ['a 300 is a refusal', 300],
    ['a 401 is a refusal', 401],
    ['a 500 is a refusal', 500],
  ])('%s', async (_, status) => {
    expect(await findingOf(expectCall(answered(status), observations).toBeRefused())).toBe('met')
  })

  test.each([
    ['a 200 is an unexpected success', 200, 'status 200 without a VIM fault'],
    ['a 204 is an unexpected success', 204, '204'],
    ['a 299 is an unexpected success', 299, 'status 299 without a VIM fault'],
  ])('%s', async (_, status, summary) => {
    expect(await findingOf(expectCall(answered(status), observations).toBeRefused())).toMatchObject({
      code: 'unexpected-success',
      message: `expected a refusal, got ${summary}`,
    })
  })
})

describe('a call that is refused because its caller is not logged on', () => {
  const lost = failed('controller-lost', 'the controller is lost')

  test.each<[string, Call]>([
    ['a fault NotAuthenticated reports the loss of the controller', answered(500, 'NotAuthenticated')],
    ['a 401 reports the loss of the controller', answered(401)],
  ])('%s', async (_, refused) => {
    const { observations } = observing([['dead', 'dead']], [], lost)
    expect(await findingOf(expectCall(refused, observations).toBeTerminated())).toEqual(lost.finding)
    expect(await findingOf(expectCall(refused, observations).toBeFault('NotFound'))).toEqual(lost.finding)
  })

  const notAuthenticated = 'expected 204, got 500 with the fault NotAuthenticated'

  test.each<[string, Error | undefined, boolean, Call, string, string]>([
    [
      'the refusal is the finding where the controller is logged on',
      undefined,
      true,
      answered(500, 'NotAuthenticated'),
      'unexpected-fault',
      notAuthenticated,
    ],
    [
      'the refusal is the finding where the oracles are unreadable',
      unreached('no list'),
      true,
      answered(500, 'NotAuthenticated'),
      'unexpected-fault',
      notAuthenticated,
    ],
    [
      'the refusal is the finding where the target does not answer',
      new TargetUnreachable('timeout', 'late'),
      true,
      answered(401),
      'unexpected-status',
      'expected 204, got status 401 without a VIM fault',
    ],
    [
      'the refusal is the finding where another session called',
      lost,
      false,
      answered(500, 'NotAuthenticated'),
      'unexpected-fault',
      notAuthenticated,
    ],
    [
      'the refusal is the finding where it says nothing about the caller',
      lost,
      true,
      answered(500, 'NoPermission'),
      'unexpected-fault',
      'expected 204, got 500 with the fault NoPermission',
    ],
  ])('%s', async (_, error, isByController, refused, code, message) => {
    const { observations } = observing([['dead', 'dead']], [], error)
    const expectation = expectCall(refused, { ...observations, isByController: () => isByController })
    expect(await findingOf(expectation.toBeTerminated())).toMatchObject({ code, message })
  })

  test("the suite's own error in reading the oracles is thrown as it is", async () => {
    const own = new RangeError('own')
    const { observations } = observing([['dead', 'dead']], [], own)
    await expect(expectCall(answered(401), observations).toBeTerminated()).rejects.toBe(own)
  })
})

describe('the state of the named sessions after an unmet expectation', () => {
  test('is told by what both oracles prove, and by their readings where they disagree', async () => {
    const { observations } = observing(
      [
        ['dead', 'dead'],
        ['alive', 'alive'],
        ['dead', 'alive'],
        ['alive', 'alive'],
      ],
      [0, 2, 1, 3],
    )
    expect(await findingOf(expectCall(answered(500, 'NotFound'), observations).toBeTerminated())).toMatchObject({
      code: 'unexpected-fault',
      message:
        'expected 204, got 500 with the fault NotFound; afterwards the listed sessions are ' +
        'dead (session 1) and alive (session 2, session 4); session 3: list says dead; self says alive',
    })
  })

  test.each<[string, Error]>([
    ['unreadable oracles are part of the finding', unreached('nothing could be read')],
    ['a missing answer is part of the finding', new TargetUnreachable('reset', 'nothing could be read')],
    ['an incomplete answer is part of the finding', new BrokenAnswer(200, 'nothing could be read')],
  ])('%s', async (_, error) => {
    const { observations } = observing([['dead', 'dead']], [0], error)
    expect(await findingOf(expectCall(answered(404), observations).toBeTerminated())).toMatchObject({
      code: 'unexpected-status',
      message: 'expected 204, got status 404 without a VIM fault; afterwards, nothing could be read',
    })
  })

  test("the suite's own error is thrown in place of the finding", async () => {
    const own = new TypeError('own')
    const { observations } = observing([['dead', 'dead']], [0], own)
    expect(await findingOf(expectCall(answered(404), observations).toBeTerminated())).toBe(own)
  })
})
