import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readDeclared, requireNew, writeProposal } from '../../../src/cli/deviations.ts'
import { UsageError } from '../../../src/cli/usage.ts'
import { proposedDeviations } from '../../../src/conformance/index.ts'
import { sampleRequirement, sampleResult } from '../../support/sample-result.ts'

let folder: string
let file: string
/** What is printed on standard error. */
let printed: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vijson-'))
  file = join(folder, 'deviations.yaml')
  printed = []
  vi.spyOn(console, 'error').mockImplementation((line: string) => printed.push(line))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

describe('readDeclared', () => {
  test('reads the deviations of a file, each with its line', () => {
    const deviation = {
      requirement: 'terminate.success.no-content',
      finding: 'body-present',
      reason: 'known',
      link: 'https://tracker.example/1',
      owner: 'team',
      expires: '2027-01-01',
    } as const
    writeFileSync(file, JSON.stringify({ deviations: [deviation] }))
    expect(readDeclared(file)).toEqual([{ ...deviation, place: `${file}:1` }])
  })

  test('reports a missing file as an error of usage', () => {
    expect(() => readDeclared(file)).toThrow(
      expect.objectContaining({
        code: 'usage',
        message: `cannot read deviations file ${file}: there is no such file (ENOENT)`,
      }),
    )
  })

  test('reports an invalid file as an error of usage', () => {
    writeFileSync(file, '{')
    expect(() => readDeclared(file)).toThrow(UsageError)
    expect(() => readDeclared(file)).toThrow(`${file}:1: invalid YAML`)
  })
})

describe('requireNew', () => {
  test('accepts a file that does not exist', async () => {
    await expect(requireNew(file)).resolves.toBeUndefined()
  })

  test('rejects a file that exists', async () => {
    writeFileSync(file, 'mine')
    await expect(requireNew(file)).rejects.toThrow(
      new UsageError(`${file} exists already; --write-deviations needs a new file`),
    )
  })

  test('rejects a file in a missing folder', async () => {
    const missing = join(folder, 'missing')
    await expect(requireNew(join(missing, 'a.yaml'))).rejects.toThrow(
      new UsageError(`cannot write proposal ${join(missing, 'a.yaml')}: its folder does not exist`),
    )
  })
})

describe('writeProposal', () => {
  test('writes the proposed deviations of a run', async () => {
    const result = sampleResult()
    await writeProposal(result, file)
    expect(readFileSync(file, 'utf8')).toBe(proposedDeviations(result))
    expect(printed).toEqual([`proposed deviations written to ${file}; fill in reason, link and owner before using it`])
  })

  test('writes nothing where every unmet requirement is declared', async () => {
    await writeProposal(sampleResult({ requirements: [sampleRequirement('terminate.a.b')] }), file)
    expect(() => readFileSync(file)).toThrow('ENOENT')
    expect(printed).toEqual(['no undeclared requirement is unmet, so no proposed deviations are written'])
  })

  test('writes nothing where no requirement could be tested', async () => {
    await writeProposal(sampleResult({ problem: { code: 'login', message: 'Login was refused' } }), file)
    expect(() => readFileSync(file)).toThrow('ENOENT')
    expect(printed).toEqual(['nothing was tested, so no proposed deviations are written'])
  })

  test('does not overwrite a file that was made meanwhile', async () => {
    writeFileSync(file, 'mine')
    expect(await writeProposal(sampleResult(), file)).toBe(false)
    expect(printed).toEqual([`error: cannot write proposal ${file}: EEXIST`])
    expect(readFileSync(file, 'utf8')).toBe('mine')
  })
})
