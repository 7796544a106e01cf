import { describe, expect, test } from 'vitest'
import type { FindingCode, Problem, SuiteResult } from '../../../src/conformance/index.ts'
import { reasonOf, sharedReasons } from '../../../src/report/reasons.ts'
import { sampleRequirement } from '../../support/sample-result.ts'

type RunLimits = NonNullable<SuiteResult['run']['limits']>

const prerequisite = (message: string) =>
  ({ verdict: 'unreached', finding: { code: 'prerequisite', message } }) as const

const limited = '"User session count is limited to 20. Existing session count is 20 for user me@vsphere.local"'

describe('why a requirement was not tested', () => {
  test.each<[message: string, code: FindingCode, words: string]>([
    [
      `CloneSession as me was answered with status 503: ${limited}`,
      'session-limit',
      'the target limits sessions, use --max-sessions 20',
    ],
    [
      'case 2: Login as me was answered with status 429: "Too many sessions"',
      'session-limit',
      'the target limits sessions, use --max-sessions N',
    ],
    [
      'Login as me was answered with status 503: "The session limit of 3 is reached"',
      'session-limit',
      'the target limits sessions, use --max-sessions N',
    ],
    ['Login as me was answered with status 503', 'unanswered', 'status 503 came in place of a session'],
    ['Login as session-limit was answered with status 503', 'unanswered', 'status 503 came in place of a session'],
    [
      'a busy server, or a gateway before it, answered again and again (status 502): expected 204',
      'unanswered',
      'status 502 came again and again',
    ],
    [
      'the answer to TerminateSession is incomplete: the answer (500) stopped before its end',
      'unanswered',
      'an answer was incomplete',
    ],
    ['TerminateSession got no answer: none within 30000 ms', 'unanswered', 'an answer is missing'],
    ['the target left 8 requests in a row unanswered; nothing more was sent', 'unanswered', 'an answer is missing'],
    [
      'no more logins as me are sent, because the last 3 failed after others had succeeded; the last: was refused with the fault InvalidLogin',
      'prerequisite',
      'sessions were refused later on',
    ],
    [
      'no more sessions are opened as me, because the last 3 tries failed after others had succeeded; the last: x',
      'prerequisite',
      'sessions were refused later on',
    ],
    ['Login as me was refused with the fault InvalidLogin', 'prerequisite', 'a login was refused'],
    ['CloneSession was refused with the fault InvalidLogin', 'prerequisite', 'a session was refused'],
    ['Logout was refused', 'prerequisite', 'a prerequisite is not met'],
    ['others are', 'foreign-sessions', 'others are logged on'],
  ])('is said of "%s"', (message, code, words) => {
    expect(reasonOf({ verdict: 'unreached', finding: { code, message } }, { run: {} })).toBe(words)
  })

  test.each<[Problem['code'], string]>([
    ['unreachable', 'no usable answer came from the target'],
    ['certificate', 'the certificate was not accepted'],
    ['not-vi-json', 'the target did not answer as VI JSON does'],
    ['login', 'the login failed'],
    ['privilege', 'the account may not read sessionList'],
    ['session-list', 'sessionList proves nothing'],
  ])('is said of the problem %s', (code, words) => {
    const message = 'nothing could be tested'
    expect(reasonOf(prerequisite(message), { run: {}, problem: { code, message } })).toBe(words)
  })

  test('is that an answer is missing, where the target was reached and the first login was not answered', () => {
    const message = 'Login got no answer: none within 30000 ms'
    const problem = { code: 'unreachable', message } as const
    const target = { url: 'https://vcenter.example', release: '8.0.3.0' }
    expect(reasonOf(prerequisite(message), { run: {}, problem, target })).toBe('an answer is missing')
  })

  test.each<[message: string, limits: RunLimits | undefined, words: string, code?: FindingCode]>([
    ['left out: 1 requirements are not met, and the run was to end then', { bail: 1 }, 'after --bail 1'],
    ['it needs more logins than this run may send (6)', { maxLogins: 6 }, 'beyond --max-logins 6'],
    ['it needs more sessions at once than this run may open (8)', { maxSessions: 8 }, 'beyond --max-sessions 8'],
    ['the recorded run left this out: it might have few sessions', { maxLogins: 6 }, 'beyond a limit of the run'],
    [
      `Login as me was answered with status 503: ${limited}`,
      undefined,
      'it needs more sessions than the target allows',
      'session-limit',
    ],
    ['left out: an earlier version', undefined, 'beyond a limit of the run'],
  ])('is the limit that was met: %s', (message, limits, words, code = 'limit') => {
    expect(
      reasonOf({ verdict: 'unsupported', finding: { code, message } }, { run: limits === undefined ? {} : { limits } }),
    ).toBe(words)
  })
})

test('reasons are told without the places in which they were found, with whose they are, the commonest first', () => {
  const undecided = (id: string, message: string, where: string[] = []) =>
    sampleRequirement(id, { verdict: 'unreached', finding: { code: 'unanswered', message, where } })
  const requirements = [
    undecided('terminate.a.a', 'another'),
    undecided('terminate.a.b', 'case 1: step: the server is full', ['case 1', 'step']),
    undecided('terminate.a.d', 'the server is full'),
    sampleRequirement('terminate.a.c'),
  ]
  expect(sharedReasons(requirements, 'unreached')).toEqual([
    { message: 'the server is full', ids: ['terminate.a.b', 'terminate.a.d'] },
    { message: 'another', ids: ['terminate.a.a'] },
  ])
  expect(sharedReasons(requirements, 'error')).toEqual([])
})
