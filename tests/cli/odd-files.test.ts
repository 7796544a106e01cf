import { execFileSync } from 'node:child_process'
import {
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { vijson } from '../support/vijson.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vijson-'))
  execFileSync('mkfifo', [join(folder, 'pipe')])
  writeFileSync(join(folder, 'large'), '')
  truncateSync(join(folder, 'large'), 600 * 1024 * 1024) // Sparse: it takes no room on the disk.
  symlinkSync('/dev/zero', join(folder, 'zero'))
  for (const name of ['pipe', 'zero', 'large']) symlinkSync(join(folder, name), join(folder, `${name}.har`))
})
afterAll(() => rmSync(folder, { recursive: true }))

const only = ['--only', 'terminate.success.no-content']
const credentials = { VIJSON_USERNAME: 'user', VIJSON_PASSWORD: 'secret' }

/** Each way to give a file to read. */
const readers: Record<string, { args: (file: string) => string[]; what: string; megabytes: number }> = {
  deviations: {
    args: (file) => ['test', '--target', 'vcenter.example', '--deviations', file],
    what: 'deviations file',
    megabytes: 16,
  },
  users: { args: (file) => ['mock', '--users', file], what: 'users file', megabytes: 16 },
  ca: { args: (file) => ['test', '--target', 'vcenter.example', '--ca', file], what: 'CA file', megabytes: 16 },
  results: { args: (file) => ['matrix', file, '--out', join(folder, 'm.md')], what: 'result 1', megabytes: 16 },
  recording: { args: (file) => ['test', '--target', `${file}.har`], what: 'recorded run', megabytes: 64 },
}

const odd: Record<string, (megabytes: number) => string> = {
  pipe: () => 'it is not a regular file',
  zero: () => 'it is not a regular file',
  large: (megabytes) => `it is larger than ${megabytes} MB`,
}

const cases = Object.keys(readers).flatMap((reader) => Object.keys(odd).map((file) => ({ reader, file })))

describe('a file that is no ordinary one', () => {
  test.each(cases)('ends the command at once: $file as $reader', async ({ reader, file }) => {
    const { args = () => [], what, megabytes = 0 } = readers[reader] ?? {}
    const startedAt = performance.now()
    const ended = await vijson(args(join(folder, file)), credentials)
    expect(performance.now() - startedAt).toBeLessThan(10_000)
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    const shown = `${join(folder, file)}${reader === 'recording' ? '.har' : ''}`
    expect(ended.stderr).toBe(`error: cannot read ${what} ${shown}: ${odd[file]?.(megabytes)}\n`)
  })

  test('is a folder', async () => {
    expect(await vijson(['test', '--target', 'mock', '--deviations', folder])).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: cannot read deviations file ${folder}: it is a folder\n`,
    })
  })

  test('is a pipe that nobody reads, where a report is to be written', async () => {
    const pipe = join(folder, 'pipe')
    const ended = await vijson(['test', '--target', 'mock', ...only, '--report', `json=${pipe}`])
    expect(ended).toMatchObject({ code: 5, stderr: `error: cannot write report ${pipe}: ENXIO\n` })
  })
})

describe('a report', () => {
  test('is written where a symbolic link leads, and the link stays', async () => {
    const [file, link] = [join(folder, 'real.json'), join(folder, 'link.json')]
    symlinkSync('real.json', link)
    await vijson(['test', '--target', 'mock', ...only, '--report', `json=${link}`])
    expect(JSON.parse(readFileSync(file, 'utf8')).verdict).toBe('conformant')
  })

  test.each<[string, (from: string, to: string) => void]>([
    ['a symbolic link', symlinkSync],
    ['a hard link', linkSync],
  ])('does not overwrite a recorded run through %s', async (kind, link) => {
    const [har, other] = [join(folder, `${kind}.har`), join(folder, `${kind}.json`)]
    writeFileSync(har, '{}')
    link(har, other)
    expect(await vijson(['test', '--target', har, '--report', `json=${other}`])).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: report ${other} would overwrite another file of this run\n`,
    })
    expect(readFileSync(har, 'utf8')).toBe('{}')
  })

  test('leaves no other file beside it', async () => {
    const beside = mkdtempSync(join(folder, 'beside-'))
    await vijson(['test', '--target', 'mock', ...only, '--report', `json=${join(beside, 'a.json')}`])
    expect(readdirSync(beside)).toEqual(['a.json'])
  })
})

test('a matrix does not overwrite a result', async () => {
  const [result, link] = [join(folder, 'result.md'), join(folder, 'out.md')]
  writeFileSync(result, '{}')
  symlinkSync(result, link)
  expect(await vijson(['matrix', result, '--out', link])).toEqual({
    code: 2,
    stdout: '',
    stderr: `error: --out ${link} would overwrite a result\n`,
  })
})

test('a recorded run with a byte order mark is judged again', async () => {
  const har = join(folder, 'marked.har')
  await vijson(['test', '--target', 'mock', ...only, '--report', `har=${har}`])
  writeFileSync(har, `\ufeff${readFileSync(har, 'utf8')}`)
  expect((await vijson(['test', '--target', har])).code).toBe(0)
})
