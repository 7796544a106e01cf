import { describe, expect, test } from 'vitest'
import type { Exchange } from '../../../../src/conformance/index.ts'
import { createLabels } from '../../../../src/report/exchange/labels.ts'
import { exchangeLines } from '../../../../src/report/exchange/lines.ts'
import { sampleExchange } from '../../../support/sample-exchange.ts'
import { sampleLogin } from '../../../support/sample-login.ts'

const own = { key: 'key-00001', token: 'redacted-0000000000000001' }

function linesOf(given: Partial<Exchange>): string[] {
  const labels = createLabels()
  labels.learn(sampleLogin(own))
  return exchangeLines(sampleExchange(given), labels)
}

const path = '/sdk/vim25/8.0.3.0/SessionManager/SessionManager/TerminateSession'

test('an exchange is told with its purpose, its caller, its headers and bodies, sessions by their labels', () => {
  expect(
    linesOf({
      headers: [['vmware-api-session-id', own.token]],
      body: '{"sessionId":["key-00001"]}',
      step: 'the first call',
      answer: {
        kind: 'answered',
        place: 1,
        status: 500,
        headers: [['content-type', 'application/json']],
        body: { kind: 'kept', text: '{\n"_typeName":"InvalidArgument"}' },
      },
    }),
  ).toEqual([
    `→ POST ${path}`,
    '  for terminate.success.no-content, the first call; by session 1',
    '  vmware-api-session-id: ‹token of session 1›',
    '  {"sessionId":["‹session 1›"]}',
    '← 500 in 8 ms',
    '  content-type: application/json',
    '  {',
    '  "_typeName":"InvalidArgument"}',
  ])
})

describe('an answer', () => {
  test.each<[string, Exchange['answer'], string[]]>([
    [
      'without a body has none',
      { kind: 'answered', place: 1, status: 204, headers: [], body: { kind: 'kept', text: '' } },
      ['← 204 in 8 ms'],
    ],
    [
      'whose body is not kept says so',
      { kind: 'answered', place: 1, status: 200, headers: [], body: { kind: 'left-out', length: 9 } },
      ['← 200 in 8 ms', '  (a body of 9 bytes, which is not kept)'],
    ],
    ['that is broken says why', { kind: 'broken', place: 1, status: 200, message: 'cut' }, ['← 200 in 8 ms: cut']],
    [
      'that did not come says why',
      { kind: 'unreachable', place: 1, reason: 'timeout', message: 'too late' },
      ['← no answer in 8 ms: too late'],
    ],
    ['to nothing says so', { kind: 'unsent' }, ['← not sent: the target had stopped answering']],
  ])('%s', (_, answer, lines) => {
    expect(linesOf({ headers: [], body: undefined, answer }).slice(2)).toEqual(lines)
  })

  test('of 2,001 characters is cut, and what is left is counted', () => {
    const body = { kind: 'kept', text: 'x'.repeat(2001) } as const
    const lines = linesOf({
      headers: [],
      body: undefined,
      answer: { kind: 'answered', place: 1, status: 200, headers: [], body },
    })
    expect(lines.at(-1)).toBe(`  ${'x'.repeat(2000)}… (1 more characters)`)
  })
})

test('what a target sends acts on no terminal', () => {
  const shown = linesOf({ headers: [], body: '\u001b[2J\u0007' }).join('')
  expect(['\u001b', '\u0007'].filter((sign) => shown.includes(sign))).toEqual([])
})
