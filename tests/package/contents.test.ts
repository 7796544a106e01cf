import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { clientManifest } from '../../scripts/client-package/manifest.ts'
import { compilers } from '../consumers/consumers.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** All that is not compiled. */
const others = [
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  'dist/generated/openapi.json',
  'dist/spec/config.schema.json',
  'dist/spec/deviations.schema.json',
  'dist/spec/result.schema.json',
  'docs/architecture.md',
  'docs/benchmarks.md',
  'docs/ci.md',
  'docs/client.md',
  'docs/comparison.md',
  'docs/evidence.md',
  'docs/explanations.md',
  'docs/operator.md',
  'docs/run.md',
  'docs/report.png',
  'examples/ci/Jenkinsfile',
  'examples/ci/github-actions.yml',
  'examples/ci/gitlab-ci.yml',
  'examples/client-against-mock.test.ts',
  'examples/end-idle-sessions.ts',
  'examples/end-session.ts',
  'examples/vendor-suite.test.ts',
  'generated/openapi-3.0.json',
  'generated/openapi.json',
  'package.json',
  'spec/config.schema.json',
  'spec/deviations.schema.json',
  'spec/errata.md',
  'spec/errata.yaml',
  'spec/openapi.yaml',
  'spec/requirements.schema.json',
  'spec/requirements.yaml',
  'spec/result.schema.json',
]

/** Of each source file its JavaScript, and its types; those of the command and of the reports are no one's, because nothing exports them but the binding for vitest. */
function compiled(): string[] {
  const sources = ['src', 'generated'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => `dist/${folder}/${file.replace(/\.tsx?$/, '')}`),
  )
  const isOwn = (path: string) => /^dist\/src\/(cli|report)\//.test(path) && path !== 'dist/src/report/vitest'
  return sources.flatMap((path) => [`${path}.js`, ...(isOwn(path) ? [] : [`${path}.d.ts`])])
}

test('the package contains what it must, and nothing else', () => {
  const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
  })
  const [{ files }]: [{ files: { path: string }[] }] = JSON.parse(packed)
  expect(files.map(({ path }) => path).sort()).toEqual([...others, ...compiled()].sort())
})

test('both packages state the lowest TypeScript that the tests compile with', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const lowest = Math.min(...Object.keys(compilers).map((name) => Number(name.replace('TypeScript ', ''))))
  const stated = {
    peerDependencies: { typescript: `>=${lowest}` },
    peerDependenciesMeta: { typescript: { optional: true } },
  }
  expect(manifest).toMatchObject(stated)
  expect(clientManifest(manifest)).toMatchObject(stated)
  expect(readFileSync(join(root, 'docs/client.md'), 'utf8')).toContain(`TypeScript ${lowest} or newer`)
})
