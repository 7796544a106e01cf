import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Leftovers, RecordedLogin } from '../conformance/index.ts'
import { isRunning } from './process-identity.ts'
import { readRegularFile, sizes } from './read-file.ts'
import type { RecordedRun } from './record-file.ts'
import { writeStateFile } from './state-file.ts'

/** The record of a run that is over and has left sessions, as far as is known. */
export interface EarlierRun extends RecordedRun {
  file: string
  /** It ran on another machine: it may be running there still. */
  isElsewhere: boolean
}

const text = { type: 'string', minLength: 1, maxLength: 4096 }
const login = {
  type: 'object',
  required: ['tag', 'userName'],
  properties: { tag: text, shownTag: text, userName: { type: 'string' }, key: text, shownName: { type: 'string' } },
}
const schema = {
  type: 'object',
  required: ['schema', 'run', 'startedAt', 'target', 'account', 'process', 'logins'],
  properties: {
    schema: { const: 'vijson-run/1' },
    run: { type: 'string', pattern: '^[0-9a-f]{12}$' },
    startedAt: text,
    target: text,
    account: { type: 'string' },
    process: {
      type: 'object',
      required: ['host', 'pid'],
      properties: { host: text, pid: { type: 'integer', minimum: 1 }, started: text },
    },
    logins: { type: 'array', items: login },
  },
}

/** Reads the records in a folder, the oldest first, without those of runs that are under way; and which files have the name of a record and are none, as after a full disk; or the folder, where it cannot be read. */
export function recordsIn(folder: string): { runs: EarlierRun[]; unreadable: string[] } {
  const validate = new Ajv2020({ strict: false }).compile<RecordedRun>(schema)
  const runs: EarlierRun[] = []
  const files = filesIn(folder)
  const unreadable: string[] = files === undefined ? [folder] : []
  for (const file of files ?? []) {
    const read = valueIn(file)
    // A tag without the id of the run would be that of another run.
    if (!validate(read) || !read.logins.every((one) => isOfRun(one, read.run))) {
      // A record that was there a moment ago may have been removed by its run.
      if (existsSync(file)) unreadable.push(file)
      continue
    }
    const running = isRunning(read.process)
    if (running !== true) runs.push({ ...read, file, isElsewhere: running === 'unknown' })
  }
  runs.sort((one, other) => one.startedAt.localeCompare(other.startedAt))
  return { runs, unreadable }
}

function isOfRun({ tag, shownTag = tag }: RecordedLogin, run: string): boolean {
  return [tag, shownTag].every((one) => one.startsWith(`(run ${run}; `))
}

/** Removes the record of a run. */
export function removeRecord({ file }: EarlierRun): void {
  for (const path of [file, `${file}.new`]) rmSync(path, { force: true })
}

/** Writes down what is left of a run after it was looked for; removes its record where nothing is. @returns what is left. */
export function settleRun(run: EarlierRun, { left, unproved }: Leftovers): RecordedLogin[] {
  const isLeft = ({ tag }: RecordedLogin) => [...left, ...unproved].some((one) => one.tag === tag)
  const logins = run.logins.filter(isLeft)
  const { file, isElsewhere: _, ...record } = run
  if (logins.length === 0) {
    removeRecord(run)
    return []
  }
  const known = logins.map((one) => ({ ...one, ...keyIn(left, one) }))
  writeStateFile(file, { ...record, logins: known })
  return known
}

function keyIn(left: Leftovers['left'], { tag }: RecordedLogin): { key?: string } {
  const key = left.find((one) => one.tag === tag)?.key
  return key === undefined ? {} : { key }
}

/** @returns undefined where the folder is there and cannot be read. */
function filesIn(folder: string): string[] | undefined {
  try {
    return readdirSync(folder)
      .filter((name) => /^[0-9a-f]{12}\.json$/.test(name))
      .map((name) => join(folder, name))
  } catch (error) {
    // Without a folder, no run has left a record.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? [] : undefined
  }
}

function valueIn(file: string): unknown {
  try {
    return JSON.parse(readRegularFile(file, 'record', sizes.other))
  } catch {
    return undefined // It may just have been removed by its run, or not be a record.
  }
}
