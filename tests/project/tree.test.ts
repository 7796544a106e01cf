import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import config from '../../vitest.config.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The paths that `git ls-files` prints. @throws Error where this folder is not a git clone, as in an unpacked archive: the tests cannot run there. */
function gitFiles(...args: string[]): string[] {
  try {
    const printed = execFileSync('git', ['ls-files', '-z', ...args], { cwd: root, encoding: 'utf8', stdio: 'pipe' })
    return printed.split('\0').filter((path) => path !== '')
  } catch (error) {
    throw new Error('git ls-files failed: this folder is not a git clone, or git is not installed', { cause: error })
  }
}

/** The projects of vitest.config.ts, each with the patterns of its test files. */
const projects = (config.test?.projects ?? []).map((project) => {
  if (typeof project !== 'object' || !('test' in project))
    throw new Error('vitest.config.ts has a project of an unknown form')
  return { name: String(project.test?.name), include: project.test?.include ?? [] }
})

test('vitest.config.ts defines projects', () => {
  expect(projects.length).toBeGreaterThan(0)
})

test.each(projects)('the project $name has a test file that git tracks', ({ include }) => {
  expect(include).not.toEqual([])
  // The globs of git and those of vitest mean the same here.
  for (const pattern of include) expect(gitFiles('--', `:(glob)${pattern}`), pattern).not.toEqual([])
})

test('git ignores no file of the sources, the tests, the specification, the scripts, the examples or the documentation', () => {
  const folders = ['src', 'tests', 'spec', 'scripts', 'examples', 'docs']
  const ignored = gitFiles('--others', '--ignored', '--exclude-standard', '--', ...folders)
  // The programs that the interop tests compile, and the cache of the vitest runs that a test starts.
  const isGenerated = (path: string) => path.startsWith('tests/interop/bin/') || path.includes('/node_modules/')
  expect(ignored.filter((path) => !isGenerated(path))).toEqual([])
})

test.each(
  gitFiles('--', 'tests/unit/*.test.ts').map((path) => ({
    path,
    source: path.slice('tests/unit/'.length, -'.test.ts'.length),
  })),
)('$path is named for the source file that it tests, or begins with its name', ({ source }) => {
  const sources = gitFiles('--', 'src/*.ts', 'src/*.tsx').map((path) =>
    path.replace(/^src\//, '').replace(/\.tsx?$/, ''),
  )
  expect(sources.filter((path) => source === path || source.startsWith(`${path}-`))).not.toEqual([])
})
