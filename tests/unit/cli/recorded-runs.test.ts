import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ownIdentity } from '../../../src/cli/process-identity.ts'
import type { RecordedRun } from '../../../src/cli/record-file.ts'
import { type EarlierRun, recordsIn, settleRun } from '../../../src/cli/recorded-runs.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vijson-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const run = '0123456789ab'
const tagged = (number: number) => ({ tag: `(run ${run}; login ${number} of controller)`, userName: 'user' })

/** Writes the record of a run whose process is over. */
function leave(given: Partial<RecordedRun> = {}): RecordedRun {
  const record: RecordedRun = {
    schema: 'vijson-run/1',
    run,
    startedAt: '2026-01-31T00:00:00.000Z',
    target: 'https://vcenter.example',
    account: 'user',
    process: { ...ownIdentity(), started: 'another time' },
    logins: [tagged(1), { ...tagged(2), key: '52-two' }],
    ...given,
  }
  writeFileSync(join(folder, `${record.run}.json`), JSON.stringify(record))
  return record
}

describe('recordsIn', () => {
  test('a folder that is none is unreadable; where there is none, no run has left a record', () => {
    const file = join(folder, 'no-folder')
    writeFileSync(file, '')
    expect(recordsIn(file)).toEqual({ runs: [], unreadable: [file] })
    expect(recordsIn(join(folder, 'missing'))).toEqual({ runs: [], unreadable: [] })
    rmSync(file)
  })

  test('a run whose process is over is found', () => {
    const record = leave()
    expect(recordsIn(folder).runs).toEqual([{ ...record, file: join(folder, `${run}.json`), isElsewhere: false }])
  })

  test('a run that is under way is left alone', () => {
    leave({ process: ownIdentity() })
    expect(recordsIn(folder).runs).toEqual([])
  })

  test('a run of another machine is found, and marked', () => {
    leave({ process: { ...ownIdentity(), host: 'elsewhere' } })
    expect(recordsIn(folder).runs.map(({ isElsewhere }) => isElsewhere)).toEqual([true])
  })

  test('a folder that does not exist contains no run', () => {
    expect(recordsIn(join(folder, 'missing')).runs).toEqual([])
  })

  test.each<[string, Partial<RecordedRun> | object]>([
    ['an empty tag, which every User-Agent contains', { logins: [{ tag: '', userName: 'user' }] }],
    ['the tag of another run', { logins: [{ tag: '(run ba9876543210; login 1 of x)', userName: 'user' }] }],
    ['a key that is no text', { logins: [{ ...tagged(1), key: 1 }] }],
    ['another schema', { schema: 'vijson-run/9' }],
  ])('a record with %s is not used', (_, given) => {
    leave(given as Partial<RecordedRun>) // Of a form that the type excludes.
    expect(recordsIn(folder).runs).toEqual([])
  })

  test('a file that is no JSON is not used', () => {
    writeFileSync(join(folder, `${run}.json`), '{"schema":')
    expect(recordsIn(folder).runs).toEqual([])
  })
})

describe('settleRun', () => {
  const only = () => recordsIn(folder).runs[0] as EarlierRun // Each test leaves one.

  test('a record of which nothing is left is removed', () => {
    leave()
    writeFileSync(join(folder, `${run}.json.new`), '')
    expect(settleRun(only(), { found: [], left: [], unproved: [], unknown: [] })).toEqual([])
    expect(readdirSync(folder)).toEqual([])
  })

  test('what could not be ended, or is not proved, stays recorded', () => {
    leave({ logins: [tagged(1), { ...tagged(2), key: '52-two' }, tagged(3)] })
    const found = [{ tag: tagged(1).tag, key: '52-one' }]
    const left = settleRun(only(), { found, left: found, unproved: [{ ...tagged(2), key: '52-two' }], unknown: [] })
    expect(left).toEqual([
      { ...tagged(1), key: '52-one' },
      { ...tagged(2), key: '52-two' },
    ])
    expect(JSON.parse(readFileSync(join(folder, `${run}.json`), 'utf8')).logins).toEqual(left)
  })
})
