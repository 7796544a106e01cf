// Prints how many tests of each project ran, for each version of Node, then each failed test and the totals: last, so that the end of a log names them. Fails where a
// project that should have run has no test, a version has no report, or nothing passed. Takes the folder of vitest's JSON reports, one for each version and named after
// it, as 20.json; and the versions, each with the projects that it runs, or none where it runs all: 20 22=unit,cli. The tests of a project are those below tests/, in
// the folder of its name.
import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { resolveConfig } from 'vitest/node'

const [, , folder, ...versions] = process.argv
const root = fileURLToPath(new URL('../', import.meta.url))
const { vitestConfig } = await resolveConfig({ root })
const projects = vitestConfig.projects.map(({ test }) => test.name)

const failures = []
let passed = 0

for (const given of versions) {
  const [version, some] = given.split('=')
  const file = join(folder, `${version}.json`)
  if (!existsSync(file)) {
    fail(`there is no report of Node ${version} in ${folder}`)
    continue
  }
  const counts = new Map((some?.split(',') ?? projects).map((project) => [project, 0]))
  for (const { name, assertionResults, message } of JSON.parse(readFileSync(file, 'utf8')).testResults) {
    const path = relative(root, name)
    const [, project] = path.split('/')
    const failed = assertionResults.filter(({ status }) => status === 'failed')
    const ran = failed.length + assertionResults.filter(({ status }) => status === 'passed').length
    passed += ran - failed.length
    counts.set(project, (counts.get(project) ?? 0) + ran)
    failures.push(...failed.map(({ fullName, failureMessages }) => [version, path, fullName, failureMessages[0]]))
    // A file that cannot be loaded has no test, and a message of its own.
    if (failed.length === 0 && message) failures.push([version, path, 'the file', message])
  }
  console.log(`tests that ran on Node ${version}:`)
  for (const [project, count] of counts) {
    console.log(`${project} ${count}`)
    if (count === 0) fail(`no test of the project ${project} ran on Node ${version}`)
  }
}

for (const [version, path, test, message] of failures) {
  console.log(`failed on Node ${version}: ${path} > ${test}`)
  console.log(`  ${message.split('\n').slice(0, 5).join('\n  ')}`)
}
console.log(`${passed} passed, ${failures.length} failed`)
if (failures.length > 0 || passed === 0) process.exitCode = 1

function fail(message) {
  console.error(`error: ${message}`)
  process.exitCode = 1
}
