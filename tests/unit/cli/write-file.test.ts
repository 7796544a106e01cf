import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createFile, replaceFile } from '../../../src/cli/write-file.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vijson-'))
  file = join(folder, 'a.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('replaceFile', () => {
  test('replaces a file, keeps its mode, and leaves nothing beside it', async () => {
    writeFileSync(file, 'old')
    chmodSync(file, 0o600)
    await replaceFile(file, 'new')
    expect(readFileSync(file, 'utf8')).toBe('new')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['a.json'])
  })

  test('where it fails, the old file is as it was and nothing is left beside it', async () => {
    mkdirSync(file)
    await expect(replaceFile(file, 'new')).rejects.toMatchObject({ code: 'EISDIR' })
    expect(readdirSync(folder)).toEqual(['a.json'])
  })

  test('writes where a symbolic link leads, also where that is no file yet', async () => {
    symlinkSync('b.json', file)
    await replaceFile(file, 'new')
    expect(readFileSync(join(folder, 'b.json'), 'utf8')).toBe('new')
    expect(readdirSync(folder)).toEqual(['a.json', 'b.json'])
  })

  test.skipIf(process.platform !== 'linux')('a full device is an error, and is still a device after it', async () => {
    await expect(replaceFile('/dev/full', 'new')).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(statSync('/dev/full').isCharacterDevice()).toBe(true)
  })
})

describe('createFile', () => {
  test('writes a new file and leaves nothing beside it', async () => {
    await createFile(file, 'new')
    expect(readFileSync(file, 'utf8')).toBe('new')
    expect(readdirSync(folder)).toEqual(['a.json'])
  })

  test('does not replace a file that has come into being', async () => {
    writeFileSync(file, 'old')
    await expect(createFile(file, 'new')).rejects.toMatchObject({ code: 'EEXIST' })
    expect(readFileSync(file, 'utf8')).toBe('old')
    expect(readdirSync(folder)).toEqual(['a.json'])
  })
})
