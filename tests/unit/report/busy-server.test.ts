import { createColors } from 'picocolors'
import { expect, test } from 'vitest'
import { busyServerLines } from '../../../src/report/busy-server.ts'
import { consoleReport } from '../../../src/report/console.ts'
import { htmlReport } from '../../../src/report/html/html.tsx'
import { markdownReport } from '../../../src/report/markdown.ts'
import { sampleResult } from '../../support/sample-result.ts'

const plain = createColors(false)

const retry = (reason: string) => ({ request: 'sessionList', reason, afterMs: 5 })
const busy = {
  ...sampleResult(),
  retries: [retry('status 503'), retry('connection lost'), retry('status 503')],
  slowdown: { atOnce: 4, reason: 'status 429' },
}
const lines = [
  '3 requests were sent again, because of a busy server or a gateway: status 503 (2), connection lost (1)',
  'the run slowed down to 4 requests at once, because of status 429',
]

test('what a busy server has cost is said in words, by its reasons', () => {
  expect(busyServerLines(busy)).toEqual(lines)
  expect(busyServerLines({ ...sampleResult(), retries: [retry('status 429')] })).toEqual([
    '1 request was sent again, because of a busy server or a gateway: status 429 (1)',
  ])
  expect(busyServerLines(sampleResult())).toEqual([])
})

test.each([
  ['the console', (result: typeof busy) => consoleReport(result, plain)],
  ['Markdown', markdownReport],
  ['the page', htmlReport],
])('%s says it', (_, report) => {
  const text = report(busy)
  for (const line of lines) expect(text).toContain(line)
})
