import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const workflows = ['.github/workflows/release.yml', 'examples/ci/github-actions.yml', 'action.yml']
const recipes = [...workflows.slice(0, 2), 'examples/ci/gitlab-ci.yml', 'examples/ci/Jenkinsfile']

test.each(workflows)('%s gives every action by the hash of its commit, with the version behind it', (file) => {
  const uses = read(file).match(/\buses:.*$/gm) ?? []
  expect(uses.length).toBeGreaterThan(0)
  expect(uses.filter((action) => !/^uses: [\w-]+\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([])
})

test.each(recipes)(
  '%s verifies the signatures of what npm ci has installed, and looks for known vulnerabilities',
  (file) => {
    const commands = read(file).match(/npm (ci|install|audit signatures|audit --[\w=-]+)/g) ?? []
    expect(commands.filter((command) => /ci|install/.test(command)).length).toBeGreaterThan(0)
    for (const [place, command] of commands.entries()) {
      if (!/ci|install/.test(command)) continue
      expect(commands[place + 1]).toBe('npm audit signatures')
      expect(commands[place + 2]).toMatch(/^npm audit --/)
    }
  },
)

test('the package is published with a signed statement of its origin, by a workflow that may sign one', () => {
  expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true })
  expect(read('.github/workflows/release.yml')).toMatch(/id-token: write[^\n]*\n[\s\S]*- run: npm publish\n/)
})

test('every dependency is pinned to one version', () => {
  const { dependencies, devDependencies } = manifest
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
  )
  expect(loose).toEqual([])
})
