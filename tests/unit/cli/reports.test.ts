import { chmodSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { parseReport, requireFolder, requireWritable, writeReports } from '../../../src/cli/reports.ts'
import { UsageError } from '../../../src/cli/usage.ts'
import { jsonReport } from '../../../src/report/json.ts'
import { markdownReport } from '../../../src/report/markdown.ts'
import { sampleResult } from '../../support/sample-result.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vijson-'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

/** The permissions of a file do not bind the superuser. */
const isSuperuser = process.getuid?.() === 0

describe('parseReport', () => {
  test('splits at the first equals sign', () => {
    expect(parseReport('json=a=b.json')).toEqual({ format: 'json', file: 'a=b.json' })
  })

  test.each(['json', 'json=', '=a.json', 'pdf=a.pdf', 'toString=a', ''])('rejects "%s"', (text) => {
    expect(() => parseReport(text)).toThrow(
      new UsageError(
        '--report must be FORMAT=FILE, with FORMAT one of: allure-dir, badge, har, html, html-dir, json, junit, markdown',
      ),
    )
  })
})

test.each(['json=a.json,html=a.html', 'html=a,json=b', 'json=a.json,junit='])(
  '%s, two reports in one, is rejected',
  (text) => {
    expect(() => parseReport(text)).toThrow(
      new UsageError('--report must be one FORMAT=FILE; for several reports, give it several times'),
    )
  },
)

describe('requireWritable', () => {
  const check = (files: string[], kept: string[] = []) =>
    requireWritable(
      files.map((file) => ({ format: 'json', file })),
      kept,
    )

  test('accepts a new file and an existing one', async () => {
    const existing = join(folder, 'old.json')
    writeFileSync(existing, '')
    await expect(check([existing, join(folder, 'new.json')])).resolves.toBeUndefined()
  })

  test('rejects two reports in one file, however its path is written', async () => {
    const [file, other] = [join(folder, 'a.json'), `${folder}/./a.json`]
    await expect(check([file, other])).rejects.toThrow(
      new UsageError(`report ${other} would overwrite another file of this run`),
    )
  })

  test('rejects a report in a file that the run uses for another purpose', async () => {
    const file = join(folder, 'run.har')
    await expect(check([file], [file])).rejects.toThrow(
      new UsageError(`report ${file} would overwrite another file of this run`),
    )
  })

  test.each<[title: string, link: (from: string, to: string) => void]>([
    ['a symbolic link', symlinkSync],
    ['a hard link', linkSync],
  ])('rejects a report in a file of the run that %s leads to', async (_, link) => {
    const [file, other] = [join(folder, 'run.har'), join(folder, 'a.json')]
    writeFileSync(file, '{}')
    link(file, other)
    await expect(check([other], [file])).rejects.toThrow(
      new UsageError(`report ${other} would overwrite another file of this run`),
    )
  })

  test('rejects two reports in one new file that a symbolic link leads to', async () => {
    const [file, other] = [join(folder, 'a.json'), join(folder, 'b.json')]
    symlinkSync(file, other)
    await expect(check([file, other])).rejects.toThrow(
      new UsageError(`report ${other} would overwrite another file of this run`),
    )
  })

  test('rejects a folder', async () => {
    await expect(check([folder])).rejects.toThrow(new UsageError(`cannot write report ${folder}: it is a folder`))
  })

  test.skipIf(isSuperuser)('rejects a read-only file', async () => {
    const file = join(folder, 'a.json')
    writeFileSync(file, '')
    chmodSync(file, 0o444)
    await expect(check([file])).rejects.toThrow(new UsageError(`cannot write report ${file}: it is read-only`))
  })
})

describe('requireFolder', () => {
  test.each(['a.json', 'deeper/a.json'])('rejects %s where its folder is a file', async (name) => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    const checked = requireFolder('report json', join(file, name))
    await expect(checked).rejects.toThrow(UsageError)
    await expect(checked).rejects.toThrow(/^cannot write report json .*: (.* is no folder|its folder does not exist)$/)
  })

  test('rejects a missing folder', async () => {
    const file = join(folder, 'missing', 'm.md')
    await expect(requireFolder('matrix', file)).rejects.toThrow(
      new UsageError(`cannot write matrix ${file}: its folder does not exist`),
    )
  })

  test.skipIf(isSuperuser)('rejects a read-only folder', async () => {
    const locked = join(folder, 'locked')
    mkdirSync(locked, { mode: 0o555 })
    const file = join(locked, 'm.md')
    await expect(requireFolder('matrix', file)).rejects.toThrow(
      new UsageError(`cannot write matrix: the folder ${locked} is not writable`),
    )
  })
})

describe('writeReports', () => {
  const result = sampleResult()

  test('writes the other reports where one fails, and names that one', async () => {
    const file = join(folder, 'a.json')
    const missing = join(folder, 'missing', 'b.json')
    const endings = await writeReports(result, [
      { format: 'json', file: missing },
      { format: 'json', file },
    ])
    expect(endings).toEqual({ written: [file], unwritten: [`cannot write report ${missing}: ENOENT`] })
    expect(readFileSync(file, 'utf8')).toBe(jsonReport(result))
  })

  test('replaces an existing file', async () => {
    const file = join(folder, 'a.md')
    writeFileSync(file, 'before\n')
    expect(await writeReports(result, [{ format: 'markdown', file }])).toEqual({ written: [file], unwritten: [] })
    expect(readFileSync(file, 'utf8')).toBe(markdownReport(result))
  })

  test('appends to the summary of a GitHub step, which several commands share', async () => {
    const file = join(folder, 'summary.md')
    writeFileSync(file, 'before\n')
    vi.stubEnv('GITHUB_STEP_SUMMARY', file)
    expect(await writeReports(result, [{ format: 'markdown', file }])).toEqual({ written: [file], unwritten: [] })
    expect(readFileSync(file, 'utf8')).toBe(`before\n${markdownReport(result)}`)
  })
})
