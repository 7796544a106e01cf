import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordedLogin, RunRecord } from '../conformance/index.ts'
import { ownIdentity, type ProcessIdentity } from './process-identity.ts'
import { writeStateFile } from './state-file.ts'

/** What the file of a record contains: no password, and no token. */
export interface RecordedRun {
  schema: 'vijson-run/1'
  run: string
  startedAt: string
  /** The origin of the target. */
  target: string
  /** The user name of the controller. */
  account: string
  process: ProcessIdentity
  /** Those that may have begun a session, and have not seen it end. */
  logins: RecordedLogin[]
}

/** A record that is kept in a file of its own. */
export interface RecordFile {
  /** @param run the id of the run. */
  start(run: string): RunRecord
  /** The logins whose sessions may be open. */
  remaining(): RecordedLogin[]
  /** Whether a file has them: `vijson cleanup` ends none without it. */
  isWritten(): boolean
}

/** Where the record is kept, and what it says of the run as a whole. */
export interface RecordFileOptions extends Pick<RecordedRun, 'target' | 'account'> {
  /** Undefined: it is kept in memory only. */
  folder: string | undefined
  /** Called once where the file cannot be written. */
  onFailure: (error: unknown) => void
}

/**
 * Keeps the record of a run in a file, which exists as long as a session may be open. Each change is written at once, and before the next request is sent: the
 * run may be killed. A change goes to a second file that then takes the place of the first, so that a reader never sees half of one.
 */
export function recordFile({ folder, target, account, onFailure }: RecordFileOptions): RecordFile {
  /** Every login that may have begun a session, also those whose sessions are over: one may turn out to be open. */
  const logins = new Map<string, { login: RecordedLogin; isOver: boolean }>()
  const startedAt = new Date().toISOString()
  let run = ''
  let isWritable = folder !== undefined

  const remaining = () => [...logins.values()].filter(({ isOver }) => !isOver).map(({ login }) => login)

  function write(): void {
    if (!isWritable || folder === undefined) return
    const file = join(folder, `${run}.json`)
    try {
      if (remaining().length === 0) {
        rmSync(file, { force: true })
        return
      }
      const content: RecordedRun = {
        schema: 'vijson-run/1',
        run,
        startedAt,
        target,
        account,
        process: ownIdentity(),
        logins: remaining(),
      }
      writeStateFile(file, content)
    } catch (error) {
      isWritable = false
      onFailure(error)
    }
  }

  function change(tag: string, changed: (entry: { login: RecordedLogin; isOver: boolean }) => void): void {
    const entry = logins.get(tag)
    if (entry === undefined) return
    changed(entry)
    write()
  }

  const record: RunRecord = {
    loginSent(login) {
      logins.set(login.tag, { login, isOver: false })
      write()
    },
    loginFailed(tag) {
      if (logins.delete(tag)) write()
    },
    opened: (tag, shown) =>
      change(tag, (entry) => {
        entry.login = { ...entry.login, ...shown }
      }),
    ended: (tag) =>
      change(tag, (entry) => {
        entry.isOver = true
      }),
    stillOpen: (tag) =>
      change(tag, (entry) => {
        entry.isOver = false
      }),
    keyLost: (tag) =>
      change(tag, (entry) => {
        const { key: _, ...login } = entry.login
        entry.login = login
      }),
  }

  return {
    start(id) {
      run = id
      if (folder !== undefined) {
        try {
          mkdirSync(folder, { recursive: true, mode: 0o700 })
          chmodSync(folder, 0o700) // It may have been made by another program, or under another umask.
        } catch (error) {
          isWritable = false
          onFailure(error)
        }
      }
      return record
    },
    remaining,
    isWritten: () => isWritable,
  }
}
