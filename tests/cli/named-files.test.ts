import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { vijson } from '../support/vijson.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vijson-'))
  for (const ending of ['', '.har']) {
    writeFileSync(join(folder, `locked${ending}`), '')
    chmodSync(join(folder, `locked${ending}`), 0)
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

const server = ['--target', 'vcenter.example']
const account = { VIJSON_USERNAME: 'user', VIJSON_PASSWORD: 'secret' }

/** Every option, argument and variable that takes a file to read: what it is, and how it is given. */
const read: [what: string, args: (file: string) => string[], environment?: (file: string) => Record<string, string>][] =
  [
    ['CA file', (file) => ['test', ...server, '--ca', file]],
    ['CA file', () => ['test', ...server], (file) => ({ VIJSON_CA: file })],
    ['CA file', () => ['doctor', ...server], (file) => ({ GOVC_TLS_CA_CERTS: file })],
    ['GOVC_TLS_KNOWN_HOSTS', () => ['test', ...server], (file) => ({ GOVC_TLS_KNOWN_HOSTS: file })],
    ['client certificate', (file) => ['test', ...server, '--client-cert', file]],
    ['client certificate', () => ['cleanup', ...server], (file) => ({ VIJSON_CLIENT_CERT: file })],
    ['GOVC_CERTIFICATE', () => ['test', ...server], (file) => ({ GOVC_CERTIFICATE: file, GOVC_PRIVATE_KEY: file })],
    ['deviations file', (file) => ['test', ...server, '--deviations', file]],
    ['configuration file', (file) => ['test', '--config', file]],
    ['recorded run', (file) => ['test', '--target', `${file}.har`]],
    ['the older result', (file) => ['diff', file, file]],
    ['result 1', (file) => ['matrix', file, '--out', join(folder, 'm.md')]],
    ['users file', (file) => ['mock', '--users', file]],
    ['upstream file', (file) => ['spec', 'diff', '--upstream', file]],
  ]

describe('a file that cannot be read is named as it was given', () => {
  const isSuperuser = process.getuid?.() === 0
  const reasons = [
    ['missing', 'none', 'there is no such file (ENOENT)'],
    ['a folder', '.', 'it is a folder'],
    ...(isSuperuser ? [] : [['not readable', 'locked', 'this user may not read it (EACCES)'] as const]),
  ] as const
  const cases = read.flatMap(([what, args, environment]) =>
    reasons.map(([title, name, reason]) => ({ title, what, args, environment, name, reason })),
  )

  test.each(cases)('$what, $title', async ({ what, args, environment, name, reason }) => {
    const file = name === '.' ? folder : join(folder, name)
    const isRecording = what === 'recorded run'
    if (isRecording && name === '.') return
    const { code, stderr } = await vijson(args(file), { ...account, ...environment?.(file) })
    expect([code, stderr]).toEqual([2, `error: cannot read ${what} ${file}${isRecording ? '.har' : ''}: ${reason}\n`])
  })
})

/** Every option that takes a file to write. */
const written: [what: string, args: (file: string) => string[]][] = [
  ...['json', 'junit', 'html', 'markdown', 'har', 'badge', 'html-dir', 'allure-dir'].map(
    (format): [string, (file: string) => string[]] => [
      `report ${format}`,
      (file) => ['test', '--target', 'mock', '--report', `${format}=${file}`],
    ],
  ),
  ['proposal', (file) => ['test', '--target', 'mock', '--write-deviations', file]],
  ['matrix', (file) => ['matrix', 'a.json', '--out', file]],
]

test.each(written)('a %s that cannot be written is named as it was given', async (what, args) => {
  const file = join(folder, 'none', 'result.md')
  expect(await vijson(args(file))).toEqual({
    code: 2,
    stdout: '',
    stderr: `error: cannot write ${what} ${file}: its folder does not exist\n`,
  })
})
