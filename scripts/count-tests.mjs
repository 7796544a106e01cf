// Prints how many tests of each project ran, for each version of Node; fails where a project that should have run has none. Takes the folder of vitest's JSON reports,
// one for each version and named after it, as 20.json; and for each version that runs some projects only, these: 22=unit,cli. The tests of a project are those below
// tests/, in the folder of its name.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { resolveConfig } from 'vitest/node'

const [, , folder, ...some] = process.argv
const someOf = new Map(
  some.map((one) => {
    const [version, projects = ''] = one.split('=')
    return [version, projects.split(',')]
  }),
)
const root = fileURLToPath(new URL('../', import.meta.url))
const { vitestConfig } = await resolveConfig({ root })
const projects = vitestConfig.projects.map(({ test }) => test.name)

const reports = readdirSync(folder).filter((file) => file.endsWith('.json'))
if (reports.length === 0) fail(`there is no report in ${folder}`)

for (const file of reports) {
  const version = basename(file, '.json')
  const expected = someOf.get(version) ?? projects
  const counts = new Map(expected.map((project) => [project, 0]))
  for (const { name, assertionResults } of JSON.parse(readFileSync(join(folder, file), 'utf8')).testResults) {
    const [, project] = relative(root, name).split('/')
    const ran = assertionResults.filter(({ status }) => status === 'passed' || status === 'failed').length
    counts.set(project, (counts.get(project) ?? 0) + ran)
  }
  console.log(`tests that ran on Node ${version}:`)
  for (const [project, count] of counts) {
    console.log(`${project} ${count}`)
    if (count === 0) fail(`no test of the project ${project} ran on Node ${version}`)
  }
}

function fail(message) {
  console.error(`error: ${message}`)
  process.exitCode = 1
}
