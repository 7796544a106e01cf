import { describe, expect, test } from 'vitest'
import { TargetUnreachable } from '../../../../src/client/index.ts'
import { unlessTakenOver } from '../../../../src/conformance/engine/answers-as-itself.ts'
import { NotRecorded } from '../../../../src/conformance/errors/not-recorded.ts'
import { failed, interrupted, unanswered, unreached } from '../../../../src/conformance/errors/verdict-error.ts'
import { createSharedSession } from '../../../../src/conformance/sessions/shared-session.ts'
import { wholeRun } from '../../../../src/conformance/transport/exchange.ts'
import { scriptedRun } from './scripted-run.ts'

const finding = failed('unexpected-status', 'expected 204, got 200')

describe('a finding about an answer', () => {
  test.each<[string, () => unknown]>([
    [
      'gets no answer',
      () => {
        throw new TargetUnreachable('refused', 'nothing listens')
      },
    ],
    [
      'is held off, because the target answers nothing any more',
      () => {
        throw unanswered('the target no longer answers')
      },
    ],
    ['is answered with a page', () => new Response('<html>')],
  ])('is not decided where sessionList %s', async (_, sessionList) => {
    expect(await unlessTakenOver(scriptedRun({ sessionList }).run, finding, wholeRun)).toMatchObject({
      verdict: 'unreached',
      finding: { code: 'unanswered', message: expect.stringContaining('the target cannot be read any more') },
    })
  })

  test.each([
    ['the run was interrupted', interrupted()],
    ['the target ends each controller', unreached('the target ended the controller 8 times')],
  ])('stays one where %s', async (_, error) => {
    const { run } = scriptedRun()
    const controllers = createSharedSession('the controller', () => Promise.reject(error))
    expect(await unlessTakenOver({ ...run, controllers }, finding, wholeRun)).toBe(finding)
  })

  test('stays one where a recorded run does not hold the read', async () => {
    const sessionList = () => {
      throw new NotRecorded('the recorded run has no exchange for it')
    }
    expect(await unlessTakenOver(scriptedRun({ sessionList }).run, finding, wholeRun)).toBe(finding)
  })

  test('stays one where sessionList is read, or says that its reader has ended', async () => {
    for (const sessionList of [() => [{ key: 'controller 1' }], () => [{ key: 'another' }]])
      expect(await unlessTakenOver(scriptedRun({ sessionList }).run, finding, wholeRun)).toBe(finding)
  })
})
