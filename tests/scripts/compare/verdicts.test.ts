import { describe, expect, test } from 'vitest'
import {
  addressOfPrism,
  failuresOfCalls,
  failuresOfDredd,
  failuresOfPrism,
  failuresOfSchemathesis,
  failuresOfVijson,
  isFound,
} from '../../../scripts/compare/verdicts.ts'

const unfinished = 'ended without a verdict'
const terminate = '/sdk/vim25/8.0.3.0/SessionManager/SessionManager/TerminateSession'

const schemathesis = (more: object) =>
  JSON.stringify({ schemathesis_version: '4.32.5', complete: true, failures: [], errors: [], ...more })

describe('Schemathesis', () => {
  test.each<[what: string, report: string | undefined, failures: string[]]>([
    ['nothing', schemathesis({}), []],
    [
      'a failure of two operations',
      schemathesis({ failures: [{ type: 'X', title: 'Undocumented status code', operations: ['POST /a', 'GET /b'] }] }),
      ['POST /a: Undocumented status code', 'GET /b: Undocumented status code'],
    ],
    ['an error of its own', schemathesis({ errors: [{ title: 'Network Error', count: 3 }] }), ['Network Error']],
    ['a run that was cut short', schemathesis({ complete: false }), [unfinished]],
    ['no report', undefined, [unfinished]],
  ])('%s', (_, report, failures) => {
    expect(failuresOfSchemathesis(report)).toEqual(failures)
  })
})

const complete = 'complete: 20 passing, 0 failing, 0 errors, 3 skipped, 23 total\ncomplete: Tests took 931ms\n'

describe('Dredd', () => {
  test.each<[what: string, printed: string, failures: string[]]>([
    ['nothing', `pass: POST (204) ${terminate} duration: 7ms\nskip: GET (500) /content\n${complete}`, []],
    [
      'a transaction that fails: it is printed again at the end, with its cause',
      `fail: POST (204) ${terminate} duration: 7ms\nfail: POST (204) ${terminate} duration: 7ms\nfail: statusCode: Expected status code '204', but got '202'.\n${complete}`,
      [`POST (204) ${terminate}`],
    ],
    [
      'a transaction without an answer',
      `error: GET (200) /sessionList duration: 3ms\n${complete}`,
      ['GET (200) /sessionList'],
    ],
    ['a run that was cut short', 'pass: POST (204) /Login duration: 7ms\n', [unfinished]],
  ])('%s', (_, printed, failures) => {
    expect(failuresOfDredd(printed)).toEqual(failures)
  })
})

describe('Prism', () => {
  const line = (text: string) => `[7:26:26 AM] › [HTTP SERVER] ${text}\n`

  test.each<[what: string, printed: string, failures: string[]]>([
    ['nothing', line(`post ${terminate} ℹ  info      Request received`), []],
    [
      'an answer that violates the document, twice',
      line(
        `post ${terminate} ✖  error     Request terminated with error: https://stoplight.io/prism/errors#VIOLATIONS: Request/Response not valid`,
      ).repeat(2),
      ['post TerminateSession: VIOLATIONS'],
    ],
    [
      'an answer that it cannot read: the address is in no report',
      line(
        'get /sdk/vim25/8.0.3.0/SessionManager/SessionManager/currentSession ✖  error     Request terminated with error: FetchError: invalid json response body at http://127.0.0.1:41381/x reason: Unexpected end',
      ),
      ['get currentSession: FetchError'],
    ],
  ])('%s', (_, printed, failures) => {
    expect(failuresOfPrism(printed)).toEqual(failures)
  })

  test('its address, once it listens', () => {
    expect(addressOfPrism('[CLI] …  awaiting  Starting Prism…\n')).toBeUndefined()
    expect(addressOfPrism('[CLI] ▶  start     Prism is listening on http://127.0.0.1:35557\n')).toBe(
      'http://127.0.0.1:35557',
    )
  })
})

describe('the script', () => {
  test.each<[what: string, printed: string, failures: string[]]>([
    ['nothing', 'ok 1 a login begins a session\nok 15 without the privilege it is NoPermission\n', []],
    [
      'two checks that are not met',
      'not ok 6 an unknown id is NotFound: expected NotFound, seen InvalidArgument\nnot ok 15 without the privilege it is NoPermission: expected 500, seen 204\n',
      ['an unknown id is NotFound', 'without the privilege it is NoPermission'],
    ],
    [
      'a login that fails, behind which nothing can be tested',
      'not ok 1 a login begins a session: expected 200, seen 500\n',
      ['a login begins a session', unfinished],
    ],
  ])('%s', (_, printed, failures) => {
    expect(failuresOfCalls(printed)).toEqual(failures)
  })
})

describe('vijson', () => {
  const requirements = ['pass', 'fail', 'warn', 'skipped', 'observed', 'inconclusive'].map((verdict) => ({
    id: `a.${verdict}`,
    verdict,
  }))

  test.each<[what: string, report: string | undefined, failures: string[]]>([
    ['what fails, and what should be', JSON.stringify({ requirements }), ['a.fail', 'a.warn']],
    ['a target that cannot be tested', JSON.stringify({ requirements: [], problem: { code: 'login' } }), ['login']],
    ['no report', undefined, [unfinished]],
  ])('%s', (_, report, failures) => {
    expect(failuresOfVijson(report)).toEqual(failures)
  })
})

test.each<[what: string, failures: string[], ofSound: string[], found: boolean]>([
  ['nothing is reported', [], [], false],
  ['the same is reported of the sound mock', ['a'], ['a', 'b'], false],
  ['less is reported than of the sound mock', [], ['a'], false],
  ['something else is reported', ['a', 'b'], ['a'], true],
])('a defect where %s', (_, failures, ofSound, found) => {
  expect(isFound(failures, ofSound)).toBe(found)
})
