import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTarget } from '../../../src/cli/targets.ts'
import { UsageError } from '../../../src/cli/usage.ts'
import { harReport } from '../../../src/report/har/write.ts'
import { principals } from '../../support/principals.ts'
import { sampleExchange } from '../../support/sample-exchange.ts'
import { sampleRequirement, sampleResult } from '../../support/sample-result.ts'

const content = 'https://mock.invalid/sdk/vim25/8.0.3.0/ServiceInstance/ServiceInstance/content'
const options = { seed: 1 }

describe('openTarget', () => {
  test('opens the mock in process', async () => {
    const opened = await openTarget({ kind: 'mock', release: 'auto', ...principals }, options)
    expect(opened).toMatchObject({ options, target: { url: 'https://mock.invalid', release: 'auto', ...principals } })
    expect((await opened.target.fetch?.(new Request(content)))?.status).toBe(200)
    opened.close()
  })

  test('opens the mock through msw, until it is closed', async () => {
    const opened = await openTarget({ kind: 'msw', release: 'auto', ...principals }, options)
    expect(opened.target).toEqual({ url: 'https://mock.invalid', release: 'auto', ...principals })
    expect((await fetch(content)).status).toBe(200)
    opened.close()
    await expect(fetch(content)).rejects.toThrow('fetch failed')
  })

  test('needs nothing of a server that is running', async () => {
    const { controller } = principals
    const tls = { insecure: true }
    const url = 'https://vcenter.example'
    const opened = await openTarget(
      { kind: 'url', url, release: 'auto', controller, tls, usesBuiltIns: false },
      options,
    )
    expect([opened.target, opened.options]).toEqual([{ url, release: 'auto', controller, tls }, options])
  })
})

describe('openTarget for a recorded run', () => {
  const id = 'terminate.success.no-content'
  let folder: string
  let file: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'vijson-'))
    file = join(folder, 'run.har')
    writeFileSync(
      file,
      harReport(sampleResult({ requirements: [sampleRequirement(id)], exchanges: [sampleExchange()] })),
    )
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('takes the options of the recorded run', async () => {
    const { target, options: asked } = await openTarget({ kind: 'recorded', file }, {})
    expect(target).toMatchObject({ url: 'https://vcenter.example', replay: { recordedAt: '2026-01-01T00:00:00.000Z' } })
    expect(asked).toMatchObject({ seed: 5, strict: false, only: [id] })
  })

  test('prefers --strict and --level of the command line', async () => {
    const { options: asked } = await openTarget({ kind: 'recorded', file }, { strict: true, level: 'must' })
    expect(asked).toMatchObject({ seed: 5, strict: true, level: 'must' })
  })

  test.each<[string, { seed?: number; exclusive?: boolean }]>([
    ['rejects a seed', { seed: 1 }],
    ['rejects --exclusive', { exclusive: true }],
  ])('%s', async (_, given) => {
    await expect(openTarget({ kind: 'recorded', file }, given)).rejects.toThrow(
      new UsageError('a recorded run has its own seed and exclusiveness; omit --seed and --exclusive'),
    )
  })

  test('rejects a missing file', async () => {
    const missing = join(folder, 'missing.har')
    await expect(openTarget({ kind: 'recorded', file: missing }, {})).rejects.toThrow(
      new UsageError(`cannot read recorded run ${missing}: there is no such file (ENOENT)`),
    )
  })

  test('rejects a file that is not a recorded run', async () => {
    const other = join(folder, 'other.har')
    writeFileSync(other, '{')
    await expect(openTarget({ kind: 'recorded', file: other }, {})).rejects.toThrow(
      new UsageError(`${other} cannot be judged again: invalid JSON`),
    )
  })
})
