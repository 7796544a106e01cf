import { expect, test } from 'vitest'
import type { RequirementResult, SuiteResult } from '../../../src/conformance/index.ts'
import { consoleReport, type Palette } from '../../../src/report/console.ts'
import { jsonReport } from '../../../src/report/json.ts'
import { progressLine } from '../../../src/report/progress.ts'

const plain = (text: string) => text
const colourless: Palette = { green: plain, red: plain, yellow: plain, dim: plain, bold: plain }

const requirement = (id: string, given: Partial<RequirementResult>): RequirementResult => ({
  id,
  level: 'must',
  verdict: 'pass',
  statement: 'What it says.',
  source: { document: 'convention', basis: 'a test' },
  durationMs: 1,
  exchanges: [],
  stages: [],
  ...given,
})

const foreign = { code: 'foreign-sessions' as const, message: 'others are logged on' }

const result: SuiteResult = {
  schema: 'vijson-result/1',
  tool: { name: 'vijson-conformance', version: '1.2.3' },
  target: { url: 'https://vcenter.example', release: '8.0.3.0', product: 'vCenter 8.0.3' },
  run: {
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 1234,
    seed: 5,
    concurrency: 4,
    strict: false,
    exclusive: false,
    interrupted: false,
    release: 'auto',
    principals: { controller: 'me' },
  },
  manifest: [],
  verdict: 'nonconformant',
  counts: { pass: 2, fail: 1, warn: 0, unsupported: 2, unreached: 0, deviated: 0, error: 0 },
  sessions: { opened: 9, closed: 7, leaked: 2, unclosable: 1 },
  requirements: [
    requirement('terminate.success.no-content', {}),
    requirement('terminate.success.all-listed', {
      verdict: 'fail',
      finding: { code: 'not-ended', message: 'it lives' },
    }),
    requirement('terminate.request.a', { verdict: 'unsupported', finding: foreign }),
    requirement('terminate.request.b', { verdict: 'unsupported', finding: foreign }),
    requirement('terminate.path.c', { level: 'observed', recorded: ['the answer is 204'] }),
  ],
  stale: [],
  exchanges: [],
}

test('the console shows every verdict by theme, each finding once, and what may be left behind', () => {
  expect(consoleReport(result, colourless)).toBe(`\
vijson-conformance 1.2.3 against https://vcenter.example (vCenter 8.0.3, release 8.0.3.0)

success
  pass        terminate.success.no-content                must
  fail        terminate.success.all-listed                must
              it lives
request
  unsupported terminate.request.a                         must
              others are logged on
  unsupported terminate.request.b                         must
              (as above)
path
  recorded    terminate.path.c                            observed
              the answer is 204

5 requirements: 1 pass, 1 fail, 2 unsupported, 1 recorded
2 probes left out, because others are logged on; --exclusive declares the target to be this run's alone
sessions: 9 opened, 7 closed
2 sessions of this run could not be closed and may be left behind on the target
1 login got no answer; the target may hold the session all the same
nonconformant in 1.23 s, seed 5`)
})

test('the JSON report is the result without the exchanges', () => {
  const { exchanges: _, ...rest } = result
  expect(JSON.parse(jsonReport(result))).toEqual(rest)
})

test('progress is shown on a terminal, within its width, and nowhere else', () => {
  const written: string[] = []
  const write = (text: string) => written.push(text)
  const line = progressLine({ isTTY: true, columns: 20, write })
  line.show(1, 38, 'terminate.success.no-content')
  line.clear()
  progressLine({ write }).show(1, 38, 'x')
  expect(written).toEqual(['\r\u001b[2K[1/38] terminate.su', '\r\u001b[2K'])
})
