import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readRegularFile } from '../../../src/cli/read-file.ts'
import { UsageError } from '../../../src/cli/usage.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vijson-'))
  file = join(folder, 'a.txt')
})
afterEach(() => rmSync(folder, { recursive: true }))

const megabyte = 1024 * 1024

describe('readRegularFile', () => {
  test.each<[string, Buffer]>([
    ['UTF-8', Buffer.from('grün ✓')],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffgrün ✓')],
    ['UTF-16, little-endian', Buffer.from('\ufeffgrün ✓', 'utf16le')],
    ['UTF-16, big-endian', Buffer.from('\ufeffgrün ✓', 'utf16le').swap16()],
    ['UTF-16, little-endian, without a mark', Buffer.from('grün ✓', 'utf16le')],
    ['UTF-16, big-endian, without a mark', Buffer.from('grün ✓', 'utf16le').swap16()],
  ])('reads %s', (_, bytes) => {
    writeFileSync(file, bytes)
    expect(readRegularFile(file, 'file', megabyte)).toBe('grün ✓')
  })

  test.each([
    ['little-endian', 'fffe0000610000000a000000'],
    ['big-endian', '0000feff000000610000000a'],
  ])('says that a file is UTF-32, %s', (_, bytes) => {
    writeFileSync(file, Buffer.from(bytes, 'hex'))
    expect(() => readRegularFile(file, 'file', megabyte)).toThrow(
      new UsageError(`cannot read file ${file}: it is UTF-32; save it as UTF-8`),
    )
  })

  test('reads a file of exactly the size that is allowed, and refuses a larger one', () => {
    writeFileSync(file, 'x'.repeat(megabyte))
    expect(readRegularFile(file, 'file', megabyte)).toHaveLength(megabyte)
    writeFileSync(file, 'x'.repeat(megabyte + 1))
    expect(() => readRegularFile(file, 'file', megabyte)).toThrow(
      new UsageError(`cannot read file ${file}: it is larger than 1 MB`),
    )
  })

  test.skipIf(process.platform !== 'linux')('reads a file whose size is not known', () => {
    expect(readRegularFile('/proc/self/comm', 'file', megabyte)).not.toBe('')
  })

  test.each([
    ['"ca.pem"', '; it stands in quotation marks, leave them out'],
    ['ca.pem\r', '; its name ends in a line break, leave it out'],
    ['~/ca', '; ~ is no folder here, write the path in full'],
    ['ca', ''],
  ])('says what a shell would have done with the name of a file that does not exist: %j', (name, hint) => {
    expect(() => readRegularFile(name, 'file', megabyte)).toThrow(
      new UsageError(`cannot read file: there is no such file (ENOENT)${hint}`),
    )
  })

  test('names a file that does not exist', () => {
    expect(() => readRegularFile(join(folder, 'none'), 'file', megabyte)).toThrow(
      new UsageError(`cannot read file ${join(folder, 'none')}: there is no such file (ENOENT)`),
    )
  })
})
