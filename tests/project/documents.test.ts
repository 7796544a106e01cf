import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { explanationsPage } from '../../scripts/figures/explanations.ts'
import { withFigures } from '../../scripts/figures/figures.ts'
import schema from '../../spec/deviations.schema.json' with { type: 'json' }
import resultSchema from '../../spec/result.schema.json' with { type: 'json' }
import { exitCodes } from '../../src/cli/exit.ts'
import { readDeviations } from '../../src/conformance/index.ts'
import { type FindingCode, targetFindings } from '../../src/conformance/types.ts'
import { consoleReport, type Palette } from '../../src/report/console.ts'
import { formats } from '../../src/report/formats.ts'
import { mutantResult } from '../support/mutant-result.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const documents = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'],
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

const plain = (text: string) => text
const unpainted: Palette = { green: plain, red: plain, yellow: plain, dim: plain, bold: plain }

describe('links', () => {
  const links = documents.flatMap((file) =>
    [...read(file).matchAll(/\]\((?!https?:)([^)#]+)(#[^)]*)?\)/g)].map(([, path = '']) => ({ file, path })),
  )

  test('the documents contain links to files', () => {
    expect(links.length).toBeGreaterThan(10)
  })

  test.each(links)('the link to $path in $file leads to a file', ({ file, path }) => {
    expect(existsSync(join(root, dirname(file), path))).toBe(true)
  })
})

test('the README has at most 150 lines', () => {
  expect(read('README.md').split('\n').length).toBeLessThanOrEqual(150)
})

test('the client guide shows the example that is compiled and run', () => {
  const example = read('examples/end-session.ts')
  expect(read('docs/client.md')).toContain(`<!-- examples/end-session.ts -->\n\`\`\`ts\n${example}\`\`\`\n`)
})

test('the figures of the evidence are those that follow from the ledger and the tests', async () => {
  const evidence = read('docs/evidence.md')
  expect(evidence).toBe(await withFigures(evidence))
})

test('the explanations are those of vijson explain', () => {
  expect(read('docs/explanations.md')).toBe(explanationsPage())
})

test('the page about a run shows a finding as the console prints it', async () => {
  const shown = /```text\n(fail [^`]*)```/.exec(read('docs/run.md'))?.[1] ?? 'none'
  const result = await mutantResult()
  const target = { ...result.target, url: 'https://vcenter.staging.example' }
  // The time of a slow check is printed, too.
  const requirements = result.requirements.map((one) => ({ ...one, durationMs: 1 }))
  const printed = consoleReport({ ...result, requirements, target }, unpainted).replaceAll(/^ {2}/gm, '')
  expect(printed).toContain(`\n${shown}`)
})

test('CONTRIBUTING shows a check of the suite', () => {
  const shown = /```ts\n([^`]*)```/.exec(read('CONTRIBUTING.md'))?.[1]?.replaceAll(/^ {3}/gm, '').trim() ?? 'none'
  expect(read('src/conformance/checks/sequence.ts')).toContain(shown)
})

test('the CI guide shows a deviations file that is valid', () => {
  const shown = /```yaml\n(deviations:[^`]*)```/.exec(read('docs/ci.md'))?.[1] ?? 'none'
  expect(readDeviations(shown, 'docs/ci.md')).toEqual([
    {
      requirement: 'terminate.privilege.required',
      finding: 'wrongly-ended',
      reason: 'the appliance has no privileges yet',
      link: 'https://tracker.example/1234',
      owner: 'sessions team',
      expires: '2027-03-31',
      place: 'docs/ci.md:2',
    },
  ])
})

test('the CI guide lists every exit code', () => {
  const listed = [...read('docs/ci.md').matchAll(/^\| (\d+) +\| /gm)].map(([, code]) => Number(code))
  expect(listed).toEqual([...new Set(Object.values(exitCodes))].sort((one, other) => one - other))
})

test('the CI guide lists every report format', () => {
  const [table = ''] = /\| format .*?\n\n/s.exec(read('docs/ci.md')) ?? []
  const listed = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)
  expect(listed.sort()).toEqual(Object.keys(formats).sort())
})

test('the schema of deviations contains every finding of a target', () => {
  expect(schema.properties.deviations.items.properties.finding.enum).toEqual([...targetFindings])
})

test('the schema of results contains every finding and marks those that are not of the target', () => {
  const others: Record<Exclude<FindingCode, (typeof targetFindings)[number]>, true> = {
    prerequisite: true,
    unanswered: true,
    'second-principal': true,
    'foreign-sessions': true,
    'not-applicable': true,
    interrupted: true,
    'other-cause': true,
    limit: true,
    'session-limit': true,
    suite: true,
  }
  const codes = resultSchema.$defs.requirement.properties.finding.properties.code.oneOf
  expect(codes.map(({ const: code }) => code)).toEqual([...targetFindings, ...Object.keys(others)])
  const ofTarget = codes.filter(
    ({ description }) => !/^(No finding about the target|The suite's own)/.test(description),
  )
  expect(ofTarget.map(({ const: code }) => code)).toEqual([...targetFindings])
})
