import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { govcSecret } from '../../../src/cli/govc-secret.ts'
import { UsageError } from '../../../src/cli/usage.ts'

const folder = mkdtempSync(join(tmpdir(), 'vijson-'))
afterAll(() => rmSync(folder, { recursive: true }))

function fileWith(name: string, content: string | Buffer): string {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

describe('govcSecret', () => {
  test.each<[string, string | Buffer, string]>([
    ['plain', 'secret', 'secret'],
    ['a line break at its end', 'secret\n', 'secret'],
    ['a carriage return and a line break at its end', 'secret\r\n', 'secret'],
    ['a byte order mark', '\ufeffsecret\r\n', 'secret'],
    ['UTF-16', Buffer.from('\ufeffsecret\r\n', 'utf16le'), 'secret'],
    ['blanks inside', ' two words \n', 'two words'],
  ])('is what stands in the file that is named: %s', (name, content, secret) => {
    expect(govcSecret('GOVC_PASSWORD', fileWith(name, content))).toBe(secret)
  })

  test.each([undefined, 'secret', 'no/such/file', 'nul\0l', ''])('is the value where it names no file: %j', (value) => {
    expect(govcSecret('GOVC_USERNAME', value)).toBe(value)
  })

  test.each(['/secret', '/a/b!c', '/a/b c', '/a/b/', '//', 'a/b/c'])(
    'is the value where it may be a password: %s',
    (value) => {
      expect(govcSecret('GOVC_PASSWORD', value)).toBe(value)
    },
  )

  test.each(['/run/secrets/vcenter_password', '/no/such/file.txt', folder])(
    'refuses the path of no file: %s',
    (value) => {
      expect(() => govcSecret('GOVC_PASSWORD', value)).toThrow(
        new UsageError(
          'GOVC_PASSWORD looks like the path of a file, and there is no such file; name one, or give a password of this form by --password-command',
        ),
      )
      expect(() => govcSecret('GOVC_USERNAME', value)).toThrow(
        new UsageError(
          'GOVC_USERNAME looks like the path of a file, and there is no such file; name one, or give the name in VIJSON_USERNAME',
        ),
      )
    },
  )

  test('refuses an empty file, without its path', () => {
    const call = () => govcSecret('GOVC_PASSWORD', fileWith('empty', ' \n'))
    expect(call).toThrow(new UsageError('the file that GOVC_PASSWORD names is empty'))
  })

  // The superuser reads every file.
  test.skipIf(process.getuid?.() === 0)('refuses a file that cannot be read', () => {
    const file = fileWith('closed', 'secret')
    chmodSync(file, 0)
    expect(() => govcSecret('GOVC_USERNAME', file)).toThrow(
      new UsageError('GOVC_USERNAME names a file that cannot be read'),
    )
  })
})
