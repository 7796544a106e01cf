import { type ExecFileException, execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Runs a command. @returns its output and its exit code. */
export function run(command: string, args: string[], cwd: string, environment: Record<string, string> = {}) {
  // The command names variables of its own that it does not know.
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('VIJSON_'))
  const env = { ...Object.fromEntries(inherited), ...environment }
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(command, args, { cwd, env, encoding: 'utf8' }, (error: ExecFileException | null, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, stdout, stderr })
    })
  })
}

/** Makes a project that has installed the package as `npm pack` makes it, and other packages: `msw@2.15.0`. @returns its folder. */
export async function createConsumer(packages: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'vijson-consumer-'))
  const packed = await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], root)
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }))
  const installed = await run(
    'npm',
    [
      'install',
      '--no-audit',
      '--no-fund',
      '--prefer-offline',
      '--ignore-scripts',
      `./${packed.stdout.trim()}`,
      ...packages,
    ],
    folder,
  )
  if (installed.code !== 0) throw new Error(installed.stderr)
  return folder
}
