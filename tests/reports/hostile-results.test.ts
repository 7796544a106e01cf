import { readFileSync } from 'node:fs'
import { XmlDocument, XmlElement, XsdValidator } from 'libxml2-wasm'
import { createColors } from 'picocolors'
import { describe, expect, test } from 'vitest'
import type { SuiteResult } from '../../src/conformance/index.ts'
import { githubAnnotations } from '../../src/report/annotations.ts'
import { consoleReport } from '../../src/report/console.ts'
import { harReport } from '../../src/report/har/write.ts'
import { headlineOf } from '../../src/report/headline.ts'
import { htmlReport } from '../../src/report/html/html.tsx'
import { type JsonResult, jsonReport } from '../../src/report/json.ts'
import { junitReport } from '../../src/report/junit.ts'
import { markdownReport } from '../../src/report/markdown.ts'
import { matrixHtml } from '../../src/report/matrix/html.tsx'
import { matrixMarkdown } from '../../src/report/matrix/markdown.ts'
import { matrixOf } from '../../src/report/matrix/matrix.ts'
import { rendered, tagsOf } from '../support/github-markdown.ts'
import { hostilePlaces } from '../support/hostile-places.ts'
import { hostileTexts } from '../support/hostile-texts.ts'

/** What a report is made of besides texts; a text that breaks out of its place changes it. */
interface Format {
  write(result: SuiteResult): string
  formOf(report: string): unknown
}

const schema = XmlDocument.fromBuffer(readFileSync(new URL('junit.xsd', import.meta.url)))
const validator = XsdValidator.fromDoc(schema)

/** The elements of a document. @throws where it is not well-formed, or not as Jenkins' schema has it. */
function validElements(xml: string): string[] {
  using document = XmlDocument.fromString(xml)
  validator.validate(document)
  return document.find('//*').map((element) => (element instanceof XmlElement ? element.name : ''))
}

/** The tags of a page with the names of their attributes. */
const formOfHtml = (html: string) => tagsOf(html).map((tag) => tag.replaceAll(/"[^"]*"/g, '""'))
const linesOf = (text: string) => text.split(/\r\n|[\n\r\u2028\u2029]/)
const commandAtStart = /^\s*::\w+/u

/** What stands in a JSON text in place of its texts. */
function formOfJson(json: string): unknown {
  return JSON.parse(json, (_, value: unknown) =>
    typeof value === 'string' ? '' : typeof value === 'number' ? 0 : value,
  )
}

/** A result as it stands in its file. Not checked by its schema, which takes long; the tests of the matrix do that. */
function inFile(result: SuiteResult): JsonResult {
  return JSON.parse(jsonReport(result))
}

/** The matrix of a result, as it stands in its file, beside itself a day later. */
function matrix(result: SuiteResult) {
  const later = { ...result, run: { ...result.run, startedAt: '2026-01-02T00:00:00.000Z' } }
  return matrixOf([result, later].map((one, index) => ({ name: String(index), result: inFile(one) })))
}

const formats: Record<string, Format> = {
  'the console': {
    write: (result) => consoleReport(result, createColors(false)),
    formOf: (report) => linesOf(report).map((line) => [commandAtStart.test(line), line.includes('##')]),
  },
  'the annotations': {
    write: (result) => githubAnnotations(result).join('\n'),
    formOf: (report) => linesOf(report).map((line) => /^::\w+ title=/.exec(line)?.[0] ?? [line.length > 0]),
  },
  'the JUnit report': { write: junitReport, formOf: validElements },
  'the HTML report': { write: htmlReport, formOf: formOfHtml },
  'the Markdown report': { write: markdownReport, formOf: (report) => tagsOf(rendered(report)) },
  'the JSON report': { write: jsonReport, formOf: formOfJson },
  'the recorded run': { write: harReport, formOf: formOfJson },
  'the matrix in HTML': { write: (result) => matrixHtml(matrix(result)), formOf: formOfHtml },
  'the matrix in Markdown': {
    write: (result) => matrixMarkdown(matrix(result)),
    formOf: (report) => tagsOf(rendered(report)),
  },
}

/** What nobody sees, or what acts on what shows it; line feeds are a report's own, and tabs act on nothing. */
const unseen = /(?![\n\t])[\p{C}\p{Zl}\p{Zp}]|\u034f|\u115f|\u1160|\u3164|\uffa0/u

describe.each(Object.entries(formats))('%s', (_, { write, formOf }) => {
  test.each(hostilePlaces)(
    'has the form of its kind, and nothing that is not seen, whatever stands in %s',
    (_, withText) => {
      const plain = formOf(write(withText('plain')))
      for (const [title, text] of hostileTexts) {
        const report = write(withText(text))
        expect(formOf(report), title).toEqual(plain)
        expect(unseen.exec(report)?.[0], title).toBeUndefined()
      }
    },
  )
})

describe('a JSON text', () => {
  test.each(hostilePlaces)('holds what stands in %s unchanged', (_, withText) => {
    for (const [title, text] of hostileTexts) {
      const { exchanges, requirements, ...rest } = withText(text)
      const run = exchanges.length === 0 ? rest.run : { ...rest.run, criticalPathMs: expect.any(Number) }
      expect(JSON.parse(jsonReport(withText(text))), title).toEqual({
        ...rest,
        run,
        headline: headlineOf(withText(text)).text,
        requirements: requirements.map(({ traces: _, ...one }) => one),
      })
    }
  })
})
