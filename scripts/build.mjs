// Compiles src/ and generated/ into dist/. dist/ is removed first, so that renamed files do not remain; tsc does not make the command executable.
import { spawnSync } from 'node:child_process'
import { chmodSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../', import.meta.url)
rmSync(new URL('dist', root), { recursive: true, force: true })
const compiler = fileURLToPath(new URL('node_modules/typescript/bin/tsc', root))
const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
  cwd: fileURLToPath(root),
  stdio: 'inherit',
})
if (status !== 0) process.exit(status ?? 1)
chmodSync(new URL('dist/src/cli/main.js', root), 0o755)
