import { XmlDocument } from 'libxml2-wasm'
import { createColors } from 'picocolors'
import { expect, test } from 'vitest'
import { isUnmet, type RequirementResult, runSuite } from '../../src/conformance/index.ts'
import { allureResults } from '../../src/report/allure.ts'
import { consoleReport } from '../../src/report/console.ts'
import { htmlReport } from '../../src/report/html/html.tsx'
import { junitReport } from '../../src/report/junit.ts'
import { markdownReport } from '../../src/report/markdown.ts'
import { blocksOf } from '../../src/report/request-line.ts'
import { operationPage } from '../../src/report/source.ts'
import { rendered, textsOf } from '../support/github-markdown.ts'
import { defectiveTarget } from '../support/vitest-binding/defective-target.ts'
import { runBinding } from '../support/vitest-binding/run-binding.ts'

// What explains a failure is the same wherever it is read: the statement, and each line of the block.

const result = await runSuite(defectiveTarget(), { strict: true, seed: 1 })
const unmet = result.requirements.filter(isUnmet)
const binding = runBinding('strict.test.ts')

/** A text without the blanks by which lines are aligned, broken or set apart. */
const plain = (text: string) => text.replaceAll(/\s+/g, ' ')

const junit = XmlDocument.fromString(junitReport(result))
const markdown = rendered(markdownReport(result)).split('<h3>')
const page = htmlReport(result).replaceAll('&#39;', "'").split('<details class="requirement ')
const allure = Object.values(allureResults(result))

/** What each reader is shown of a requirement. */
const readers: Record<string, (one: RequirementResult) => string> = {
  console: () => consoleReport(result, createColors(false), { width: 80 }),
  'the page': ({ id }) => textsOf(page.find((part) => part.includes(` id="${id}"`)) ?? '').join(' '),
  JUnit: ({ id }) => junit.get(`//testcase[@name='${id}']/failure`)?.content ?? '',
  markdown: ({ id }) =>
    textsOf(markdown.find((part) => part.split('</h3>')[0]?.includes(`<code>${id}</code>`)) ?? '').join(' '),
  Allure: ({ id }) => {
    const found = allure.find((text) => text.includes(`"name": "${id}"`)) ?? '{}'
    const { description, statusDetails } = JSON.parse(found)
    return `${description} ${statusDetails?.trace}`
  },
  vitest: ({ id }) => binding.results.find(({ title }) => title === id)?.failureMessages.join(' ') ?? '',
}

test('the run against the defective server has findings of both levels', () => {
  expect(new Set(unmet.map(({ level }) => level))).toEqual(new Set(['must', 'should']))
  expect(unmet.length).toBeGreaterThan(10)
})

test.each(Object.keys(readers))('%s shows the whole block of each requirement that is not met', (name) => {
  const blockOf = blocksOf(result)
  const read = readers[name] ?? (() => '')
  const missing = unmet.flatMap((one) => {
    const shown = plain(read(one))
    return [['Statement', one.statement] as const, ...blockOf(one)].flatMap(([line, text]) =>
      shown.includes(plain(text)) || (line === 'Source' && isLinked(name, one, text))
        ? []
        : [`${one.id}: ${line}: ${text}`],
    )
  })
  expect(missing).toEqual([])
})

/** Whether a reader that has links shows the source as a link to its page. */
function isLinked(name: string, { id }: RequirementResult, text: string): boolean {
  const [before = ''] = text.split(`, ${operationPage}`)
  const part = page.find((one) => one.includes(` id="${id}"`)) ?? ''
  return name === 'the page' && part.includes(`<a href="${operationPage}" rel="noreferrer">${before}</a>`)
}
