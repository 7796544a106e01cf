import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))

interface JsonReport {
  testResults: {
    assertionResults: { title: string; status: string; duration?: number; failureMessages: string[]; meta: object }[]
  }[]
}

/** Runs a file of this folder with vitest. @returns its exit code and results. */
export function runBinding(file: string, ...options: string[]) {
  const folder = ['--root', 'tests/support/vitest-binding', '--config', 'vitest.config.ts']
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...folder, '--reporter', 'json']
  const { stdout, stderr, status } = spawnSync(process.execPath, [...vitest, file, ...options], {
    cwd: root,
    encoding: 'utf8',
  })
  const { testResults }: JsonReport = JSON.parse(stdout)
  return { status, stderr, results: testResults[0]?.assertionResults ?? [] }
}
