import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { clientManifest, type Manifest } from './client-package/manifest.ts'

/**
 * Packs the client alone as `vijson-client`, from what `npm run build` has made. Its files, versions and entry points are those of this package: nothing is written twice.
 * The archive is put into the folder that is given, by default this one.
 */
const root = fileURLToPath(new URL('../', import.meta.url))
const destination = resolve(process.argv[2] ?? root)
const files = [
  ...readdirSync(join(root, 'dist/src/client'))
    .filter((name) => name.endsWith('.d.ts'))
    .map((name) => `dist/src/client/${name}`),
  'dist/generated/client.d.ts',
  'dist/generated/openapi.d.ts',
  'dist/generated/openapi.js',
  'generated/openapi.json',
  'generated/openapi-3.0.json',
  'LICENSE',
]

const folder = mkdtempSync(join(tmpdir(), 'vijson-client-'))
try {
  for (const file of files) cpSync(join(root, file), join(folder, file))
  // One file for Node, which needs three times as long to import twenty. Of the one for pages, what a page seldom needs is loaded when it does.
  for (const platform of ['index', 'web'])
    await build({
      entryPoints: [join(root, `dist/src/client/${platform}.js`)],
      outdir: join(folder, 'dist/src/client'),
      bundle: true,
      splitting: platform === 'web',
      chunkNames: `${platform}/[name]-[hash]`,
      packages: 'external',
      format: 'esm',
      target: 'es2023',
      platform: platform === 'web' ? 'browser' : 'node',
    })
  cpSync(join(root, 'scripts/client-package/README.md'), join(folder, 'README.md'))
  const manifest: Manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(clientManifest(manifest), null, 2)}\n`)
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', destination], { cwd: folder })
  process.stdout.write(packed)
} finally {
  rmSync(folder, { recursive: true })
}
