import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { describeRun, settleRuns } from '../../../src/cli/earlier-runs.ts'
import type { EarlierRun } from '../../../src/cli/recorded-runs.ts'

const run = '0123456789ab'
const login = (number: number, key?: string) => ({
  tag: `(run ${run}; login ${number} of x)`,
  userName: 'user',
  ...(key === undefined ? {} : { key }),
})

function recorded(given: Partial<EarlierRun> = {}): EarlierRun {
  const folder = mkdtempSync(join(tmpdir(), 'vijson-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return {
    schema: 'vijson-run/1',
    run,
    startedAt: '2026-01-31T14:05:59.999Z',
    target: 'https://vcenter.example',
    account: 'user',
    process: { host: 'here', pid: 1 },
    logins: [login(1, 'one'), login(2, 'two'), login(3)],
    file: join(folder, `${run}.json`),
    isElsewhere: false,
    ...given,
  }
}

describe('describeRun', () => {
  test.each([
    ['2026-01-31T14:05:59.999Z', '2026-01-31 14:05 UTC'],
    ['2026-01-31T14:05:59+05:00', '2026-01-31 09:05 UTC'],
    ['\u001b[2Jyesterday', 'an unknown time'],
  ])('a run that began at %j is that of %s', (startedAt, time) => {
    expect(describeRun(recorded({ startedAt }))).toBe(`the run ${run} of ${time}`)
  })
})

describe('settleRuns', () => {
  const of = (number: number, reason?: string) => ({
    tag: login(number).tag,
    key: `key ${number}`,
    ...(reason === undefined ? {} : { reason }),
  })
  const found = [of(1), of(2), of(3)]

  test.each<[string, ReturnType<typeof of>[], string]>([
    ['what was ended', [], '3 sessions ended'],
    [
      'why one was not',
      [of(1, 'status 503, three times')],
      '2 sessions ended, 1 could not be ended: status 503, three times',
    ],
    [
      'the same reason once',
      [of(1, 'status 502'), of(2, 'status 502')],
      '1 session ended, 2 could not be ended: status 502',
    ],
    [
      'several reasons',
      [of(1, 'status 502'), of(2, 'the fault NoPermission')],
      '1 session ended, 2 could not be ended: status 502; the fault NoPermission',
    ],
  ])('tells %s', (_, left, outcome) => {
    const { lines } = settleRuns([recorded()], { found, left, unproved: [], unknown: [] })
    expect(lines[0]).toBe(`the run ${run} of 2026-01-31 14:05 UTC: ${outcome}`)
  })
})
