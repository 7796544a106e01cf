import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url))

/** The modules that a command loads, by what V8 says of the scripts that it has run. */
function modulesOf(...args: string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'vijson-coverage-'))
  spawnSync(process.execPath, [main, ...args], { env: { ...process.env, NODE_V8_COVERAGE: folder }, stdio: 'ignore' })
  const [file] = readdirSync(folder)
  if (file === undefined) throw new Error('nothing was written')
  const { result } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { result: { url: string }[] }
  rmSync(folder, { recursive: true })
  return result.map(({ url }) => url).filter((url) => url.startsWith('file:'))
}

// Counts do not depend on the machine, as times do. They are a little above what was measured: a module more is no regression, a package more is one.
test.each([
  [['list'], 60],
  [['--help'], 60],
])('vijson %j loads at most %i modules', (args, most) => {
  expect(modulesOf(...args).length).toBeLessThanOrEqual(most)
})

test('a command that needs neither loads neither fast-check, undici, Ajv nor the mock', () => {
  const loaded = modulesOf('list')
  for (const name of ['/fast-check/', '/undici/', '/ajv/', '/src/mock/app', '/yaml/', '/selfsigned/', '/msw/'])
    expect(loaded.filter((url) => url.includes(name))).toEqual([])
})
