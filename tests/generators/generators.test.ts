import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startServer } from '../../src/mock/index.ts'
import { run } from '../support/consumer.ts'
import { copyProgram, type Generator, generators } from './generators.ts'

/** Every generator runs with `npm run test:interop:generators`; elsewhere, those that take less than a minute. */
const runsAll = process.env.VIJSON_ALL_GENERATORS !== undefined

/** Why a generator is left out here; undefined where it is not. */
function reasonToSkip({ isQuick, needs }: Generator): string | undefined {
  if (!isQuick && !runsAll) return 'run it by npm run test:interop:generators'
  const missing = needs.find((program) => spawnSync(program, [program === 'go' ? 'version' : '--version']).error)
  if (missing === 'go' && process.env.VIJSON_REQUIRE_GO !== undefined) throw new Error('Go is not installed')
  return missing === undefined ? undefined : `${missing} is not installed`
}

test.for(generators)('the client of $name tells InvalidArgument from NotFound', async (generator, { skip }) => {
  const reason = reasonToSkip(generator)
  if (reason !== undefined) {
    console.warn(`${generator.name} is skipped: ${reason}`)
    skip(reason)
  }
  const folder = mkdtempSync(join(tmpdir(), 'vijson-generator-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  await copyProgram(generator, folder)
  const [command = '', ...args] = await generator.prepare(folder)
  const server = await startServer()
  onTestFinished(() => server.close())
  const { stdout, stderr } = await run(command, [...args, server.url], folder)
  expect(stdout, stderr).not.toBe('')
  expect(JSON.parse(stdout)).toEqual({
    ended: '204',
    unknown: 'NotFound',
    ofCaller: 'InvalidArgument of sessionId',
    nobody: generator.nobody,
  })
  expect(server.vcenter.sessions.size).toBe(0)
})

test.each(generators)('the page on the client says what that of $name reads', ({ name, nobody }) => {
  const page = readFileSync(new URL('../../docs/client.md', import.meta.url), 'utf8').replaceAll(/ {2,}/g, ' ')
  expect(page).toContain(`| ${name} | yes | ${wordsFor(nobody)} |`)
})

function wordsFor(nobody: unknown): string {
  if (nobody === null) return 'nothing'
  return typeof nobody === 'string' ? nobody : `\`${JSON.stringify(nobody)}\``
}

test('the document in OpenAPI 3.0 has nothing that only 3.1 has', () => {
  const text = readFileSync(new URL('../../generated/openapi-3.0.json', import.meta.url), 'utf8')
  expect(JSON.parse(text).openapi).toBe('3.0.3')
  expect(text).not.toMatch(/"type": \[|"null"|"const"/)
})
