import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import config from '../../vitest.config.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The paths that `git ls-files` prints. @throws Error where git does not know this folder, as in an unpacked archive: nothing can be said then. */
function gitFiles(...args: string[]): string[] {
  try {
    const printed = execFileSync('git', ['ls-files', '-z', ...args], { cwd: root, encoding: 'utf8', stdio: 'pipe' })
    return printed.split('\0').filter((path) => path !== '')
  } catch (error) {
    throw new Error('what is tracked cannot be told: this is no git clone, or there is no git', { cause: error })
  }
}

/** The projects of vitest.config.ts, each with the patterns of its test files. */
const projects = (config.test?.projects ?? []).map((project) => {
  if (typeof project !== 'object' || !('test' in project))
    throw new Error('a project of vitest.config.ts is of an unknown form')
  return { name: String(project.test?.name), include: project.test?.include ?? [] }
})

test('vitest.config.ts has projects', () => {
  expect(projects.length).toBeGreaterThan(0)
})

test.each(projects)('the project $name has a test file that git tracks', ({ include }) => {
  expect(include).not.toEqual([])
  // The globs of git and those of vitest mean the same here.
  for (const pattern of include) expect(gitFiles('--', `:(glob)${pattern}`), pattern).not.toEqual([])
})

test('git ignores no file of the sources, the tests, the specification, the scripts, the examples and the documentation', () => {
  const folders = ['src', 'tests', 'spec', 'scripts', 'examples', 'docs']
  const ignored = gitFiles('--others', '--ignored', '--exclude-standard', '--', ...folders)
  // The programs that the interop tests compile, and what vitest keeps of the runs that a test of its binding starts.
  const isMade = (path: string) => path.startsWith('tests/interop/bin/') || path.includes('/node_modules/')
  expect(ignored.filter((path) => !isMade(path))).toEqual([])
})
