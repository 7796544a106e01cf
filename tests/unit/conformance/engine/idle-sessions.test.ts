import { describe, expect, test } from 'vitest'
import { TargetUnreachable } from '../../../../src/client/index.ts'
import { openIdleSessions } from '../../../../src/conformance/engine/idle-sessions.ts'
import { unreached } from '../../../../src/conformance/errors/verdict-error.ts'
import { createSharedSession } from '../../../../src/conformance/sessions/shared-session.ts'
import { testSession } from '../../../support/scripted.ts'
import { scriptedRun } from './scripted-run.ts'

describe('openIdleSessions', () => {
  const idle = (key: string) => createSharedSession('an idle session', async () => testSession(key))
  const failing = (error: Error) => createSharedSession('an idle session', () => Promise.reject(error))

  test('a session is opened for each principal', async () => {
    const opened = await openIdleSessions({ ...scriptedRun().run, idleSessions: [idle('one'), idle('other')] }, () => 0)
    expect(opened.sessions.map(({ key }) => key)).toEqual(['one', 'other'])
  })

  test.each<[string, Error]>([
    ['without one that is refused, the run goes on', unreached('Login was refused')],
    ['without one that gets no answer, the run goes on', new TargetUnreachable('timeout', 'late')],
  ])('%s', async (_, error) => {
    const opened = await openIdleSessions(
      { ...scriptedRun().run, idleSessions: [failing(error), idle('other')] },
      () => 0,
    )
    expect(opened.sessions.map(({ key }) => key)).toEqual(['other'])
  })

  test('an error of the suite is thrown', async () => {
    const error = new TypeError('ours')
    await expect(openIdleSessions({ ...scriptedRun().run, idleSessions: [failing(error)] }, () => 0)).rejects.toBe(
      error,
    )
  })
})
