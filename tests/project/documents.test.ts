import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import schema from '../../spec/deviations.schema.json' with { type: 'json' }
import resultSchema from '../../spec/result.schema.json' with { type: 'json' }
import { exitCodes } from '../../src/cli/exit.ts'
import { type FindingCode, targetFindings } from '../../src/conformance/errors/verdict-error.ts'
import { readDeviations, requirements, runSuite } from '../../src/conformance/index.ts'
import { formats } from '../../src/report/formats.ts'
import { controls } from '../controls/controls.ts'
import { misdeeds } from '../hostile/hostile-server.ts'
import { families } from '../mutation/mutants/index.ts'
import { mockTarget } from '../support/mock-target.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const readme = read('README.md')

test("the README's client example is the file that is compiled and run", () => {
  expect(readme).toContain(`<!-- examples/end-session.ts -->\n\`\`\`ts\n${read('examples/end-session.ts')}\`\`\`\n`)
})

test('the README tells how many sessions a run opens', async () => {
  const told = Number(/It opens up to (\d+) sessions of its own/.exec(readme)?.[1])
  for (const seed of [1, 2, 3]) {
    const { sessions } = await runSuite(mockTarget(), { seed })
    expect(sessions.opened).toBeLessThanOrEqual(told)
    // The model of the page draws its lists at random, and with them how many sessions it needs.
    expect(sessions.opened).toBeGreaterThan(told - 12)
  }
})

test('the changelog tells how many requirements there are', () => {
  expect(read('CHANGELOG.md')).toContain(`A ledger of ${requirements.length} requirements`)
})

test("the check that CONTRIBUTING shows is one of the suite's", () => {
  const shown = /```ts\n([^`]*)```/.exec(read('CONTRIBUTING.md'))?.[1]?.replaceAll(/^ {3}/gm, '').trim() ?? 'none'
  expect(read('src/conformance/checks/sequence.ts')).toContain(shown)
})

test('the figures of "Why believe it" are those of the tests', () => {
  const mutants = Object.values(families).flat().length
  expect(readme).toContain(`${mutants} of ${mutants} mutants of the mock are found out`)
  expect(readme).toContain(`${controls.length} of ${controls.length} oddities are conformant`)
  expect(readme).toContain(`${Object.keys(misdeeds).length} misdeeds, from the start`)
})

test("the README's example of a deviation is one that can be used", () => {
  const shown = /```yaml\n(deviations:[^`]*)```/.exec(readme)?.[1] ?? 'none'
  expect(readDeviations(shown, 'README.md')).toHaveLength(1)
})

test('the README tells every exit code and every format', () => {
  const codes = [...readme.matchAll(/^\| (\d+) +\| /gm)].map(([, code]) => Number(code))
  expect(codes).toEqual([...new Set(Object.values(exitCodes))].sort((one, other) => one - other))
  const told = [...readme.matchAll(/^\| `(\w+)` +\| (?:programs|CI servers|people|a job summary|evidence)/gm)].map(
    ([, name]) => name,
  )
  expect(told.sort()).toEqual(Object.keys(formats))
})

test('the schema of deviations knows every finding of a target', () => {
  const known = schema.properties.deviations.items.properties.finding.enum
  expect(known).toEqual([...targetFindings])
})

test('the schema of results knows every finding, and says which are not the target’s', () => {
  const others: Record<Exclude<FindingCode, (typeof targetFindings)[number]>, true> = {
    prerequisite: true,
    unanswered: true,
    'second-principal': true,
    'foreign-sessions': true,
    'not-applicable': true,
    interrupted: true,
    suite: true,
  }
  const codes = resultSchema.$defs.requirement.properties.finding.properties.code.oneOf
  expect(codes.map(({ const: code }) => code)).toEqual([...targetFindings, ...Object.keys(others)])
  const ofTarget = codes.filter(({ description }) => !/^(Not the target's|The suite's own)/.test(description))
  expect(ofTarget.map(({ const: code }) => code)).toEqual([...targetFindings])
})
