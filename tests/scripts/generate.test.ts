import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const tsx = join(root, 'node_modules/tsx/dist/cli.mjs')

let copy: string
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'vijson-generate-'))
  for (const part of ['spec', 'scripts', 'src/codegen', 'generated', 'package.json'])
    cpSync(join(root, part), join(copy, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
})
afterEach(() => rmSync(copy, { recursive: true }))

const generate = (...args: string[]) => {
  const { status, stderr } = spawnSync(process.execPath, [tsx, 'scripts/generate.ts', ...args], {
    cwd: copy,
    encoding: 'utf8',
  })
  return { status, stderr }
}

test('the committed files are those that the specification gives', { timeout: 30_000 }, () => {
  expect(generate('--check')).toEqual({ status: 0, stderr: '' })
})

test('generate --check fails on any difference and names the command that repairs it', { timeout: 60_000 }, () => {
  appendFileSync(join(copy, 'generated/client.ts'), '// edited by hand\n')
  rmSync(join(copy, 'generated/openapi.json'))
  expect(generate('--check')).toEqual({
    status: 1,
    stderr: 'stale: generated/openapi.json, generated/client.ts; run: npm run generate\n',
  })
  expect(generate().status).toBe(0)
  expect(generate('--check').status).toBe(0)
})

test('generate makes a new operation of the fragment callable', { timeout: 60_000 }, () => {
  const file = join(copy, 'spec/openapi.yaml')
  const operation = `  /sdk/vim25/{release}/SessionManager/{moId}/defaultLocale:
    parameters:
      - $ref: '#/components/parameters/release'
      - $ref: '#/components/parameters/moId'
    get:
      operationId: SessionManager_getDefaultLocale
      summary: The default locale
      responses:
        '200':
          description: The locale.
          content:
            application/json:
              schema:
                type: string

components:`
  writeFileSync(file, readFileSync(file, 'utf8').replace('\ncomponents:', `\n${operation}`))
  expect(generate()).toEqual({ status: 0, stderr: '' })
  writeFileSync(
    join(copy, 'use.ts'),
    `import { createOperations } from './generated/client.ts'
const { data } = await createOperations({}).SessionManager_getDefaultLocale({ params: { path: { release: '8.0.3.0', moId: 'x' } } })
export const locale: string | undefined = data
`,
  )
  const options = [
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--allowImportingTsExtensions',
    '--skipLibCheck',
  ]
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...options, 'use.ts'], {
    cwd: copy,
    encoding: 'utf8',
  })
})
