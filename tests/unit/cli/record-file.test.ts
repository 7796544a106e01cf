import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ownIdentity } from '../../../src/cli/process-identity.ts'
import { recordFile } from '../../../src/cli/record-file.ts'

const run = '0123456789ab'
const tag = `(run ${run}; login 1 of controller)`
const login = { tag, userName: 'user' }

let folder: string
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'vijson-')), 'state')
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true }))

function opened(onFailure: (error: unknown) => void = () => {}) {
  const file = recordFile({ folder, target: 'https://vcenter.example', account: 'user', onFailure })
  return { record: file.start(run), remaining: file.remaining, isWritten: file.isWritten }
}
const written = () => JSON.parse(readFileSync(join(folder, `${run}.json`), 'utf8'))

describe('recordFile', () => {
  test('before a login is sent, its file says which run and login it is, and nobody else can read it', () => {
    const { record, isWritten } = opened()
    record.loginSent(login)
    expect(isWritten()).toBe(true)
    expect(written()).toEqual({
      schema: 'vijson-run/1',
      run,
      startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      target: 'https://vcenter.example',
      account: 'user',
      process: ownIdentity(),
      logins: [login],
    })
    expect(statSync(join(folder, `${run}.json`)).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  test('a proved session has its key, until the key belongs to another session', () => {
    const { record, remaining } = opened()
    record.loginSent(login)
    record.opened(tag, { key: '52-key', shownName: 'DOMAIN\\user' })
    expect(written().logins).toEqual([{ ...login, key: '52-key', shownName: 'DOMAIN\\user' }])
    record.keyLost(tag)
    expect(written().logins).toEqual([{ ...login, shownName: 'DOMAIN\\user' }])
    expect(remaining()).toEqual(written().logins)
  })

  test.each(['loginFailed', 'ended'] as const)('after %s of the only login, no file is left', (method) => {
    const { record, remaining } = opened()
    record.loginSent(login)
    record[method](tag)
    expect(readdirSync(folder)).toEqual([])
    expect(remaining()).toEqual([])
  })

  test('a session that turns out to be still open is recorded again', () => {
    const { record } = opened()
    record.loginSent(login)
    record.ended(tag)
    record.stillOpen(tag)
    expect(written().logins).toEqual([login])
  })

  test('a folder that cannot be made is told once, and the record is kept in memory', () => {
    writeFileSync(folder, 'a file')
    const onFailure = vi.fn()
    const { record, remaining, isWritten } = opened(onFailure)
    record.loginSent(login)
    expect(onFailure).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'EEXIST' }))
    expect([remaining(), isWritten()]).toEqual([[login], false])
  })
})
