import { describe, expect, test } from 'vitest'
import type { Exchange } from '../../../../src/conformance/index.ts'
import { createLabels } from '../../../../src/report/exchange/labels.ts'
import { Exchanges } from '../../../../src/report/html/exchanges.tsx'
import { sampleExchange } from '../../../support/sample-exchange.ts'
import { sampleLogin } from '../../../support/sample-login.ts'

const url = 'https://vcenter.example'

/** The rows of the table of exchanges, as HTML, with the text before and after it. */
function exchangesOf(isWhole: boolean, ...exchanges: Exchange[]) {
  const labels = createLabels()
  labels.learn(sampleLogin({ key: 'key-00001', token: 'redacted-0123456789abcdef' }))
  const html = String(Exchanges({ exchanges, labels, url, isWhole }))
  const [, title, table = '', after] =
    /<details class="exchanges"><summary>(.*?)<\/summary><table>.*?<tbody>(.*?)<\/tbody><\/table>(.*?)<\/details>$/s.exec(
      html,
    ) ?? []
  return { title, rows: table.split(/(?<=<\/tr>)/), after }
}

const byOwn = {
  headers: [['vmware-api-session-id', 'redacted-0123456789abcdef']],
  body: '{"sessionId":["key-00001"]}',
} as const
const cells = (row = '') => [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => cell)
const fault = { kind: 'answered', place: 1, status: 500, headers: [], body: { kind: 'kept', text: '<f>' } } as const

describe('of a requirement that is met', () => {
  test('a call is told with its caller, without bodies', () => {
    const { title, rows } = exchangesOf(false, sampleExchange({ ...byOwn, answer: fault }))
    expect([title, cells(rows[0])]).toEqual(['1 exchange', ['0', 'POST TerminateSession by session 1', '500', '8']])
  })

  test('a read is told without its caller', () => {
    const { rows } = exchangesOf(false, sampleExchange({ ...byOwn, method: 'GET', path: '/a/currentSession' }))
    expect(cells(rows[0])[1]).toBe('GET currentSession')
  })
})

describe('of a requirement that is not met', () => {
  test('a call is told with its address, headers and body, sessions by their labels, and as a command', () => {
    const { rows } = exchangesOf(true, sampleExchange({ ...byOwn, answer: fault }))
    const [, request = '', answer] = cells(rows[0])
    expect(request).toContain(
      `<code>${url}/sdk/vim25/8.0.3.0/SessionManager/SessionManager/TerminateSession</code> by session 1`,
    )
    expect(request).toContain(
      '<pre>vmware-api-session-id: ‹token of session 1›\n\n{&quot;sessionId&quot;:[&quot;‹session 1›&quot;]}</pre>',
    )
    expect(request).toContain('vmware-api-session-id: $TOKEN')
    expect(request).toContain('$VICTIM')
    expect(request.replace(/<details.*/s, '')).not.toMatch(/key-00001|redacted/)
    expect(answer).toBe('500<pre>\n&lt;f&gt;</pre>')
  })

  test.each<[string, Exchange['answer'], string]>([
    [
      'has no text where it has neither headers nor a body',
      { ...fault, status: 204, body: { kind: 'kept', text: '' } },
      '204',
    ],
    [
      'has its headers',
      { ...fault, status: 204, headers: [['a', 'b']], body: { kind: 'kept', text: '' } },
      '204<pre>a: b</pre>',
    ],
    [
      'says that its body was not kept',
      { ...fault, body: { kind: 'left-out', length: 9 } },
      '500<pre>\na body of 9 bytes, not kept</pre>',
    ],
    [
      'says why it is broken',
      { kind: 'broken', place: 1, status: 200, message: 'truncated' },
      '200<pre>truncated</pre>',
    ],
    [
      'says why it did not come',
      { kind: 'unreachable', place: 1, reason: 'timeout', message: 'timed out' },
      'none<pre>timed out</pre>',
    ],
    ['says that nothing was sent', { kind: 'unsent' }, 'none<pre>not sent: the target had stopped answering</pre>'],
    [
      'has all of a body of 600 characters',
      { ...fault, body: { kind: 'kept', text: 'x'.repeat(600) } },
      `500<pre>\n${'x'.repeat(600)}</pre>`,
    ],
    [
      'has the beginning of a longer body',
      { ...fault, body: { kind: 'kept', text: 'x'.repeat(601) } },
      `500<pre>\n${'x'.repeat(600)}…</pre>`,
    ],
  ])('an answer %s', (_, answer, expected) => {
    expect(cells(exchangesOf(true, sampleExchange({ answer })).rows[0])[2]).toBe(expected)
  })
})

test.each([
  ['that is not met', true, 120],
  ['that is met', false, 44],
])('of a requirement %s, so many are shown, and the rest is counted', (_, isWhole, most) => {
  const many = (count: number) =>
    exchangesOf(isWhole, ...Array.from({ length: count }, () => sampleExchange({ body: undefined, headers: [] })))
  const rest = '<p>and 2 more; <code>--report har=FILE</code> writes all of them.</p>'
  for (const [count, after] of [
    [most, ''],
    [most + 2, rest],
  ] as const) {
    const shown = many(count)
    expect([shown.title, shown.rows.filter((row) => row.startsWith('<tr>')).length, shown.after]).toEqual([
      `${count} exchanges`,
      most,
      after,
    ])
  }
})
