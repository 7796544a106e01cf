import { expect, test } from 'vitest'
import { allureResults } from '../../../src/report/allure.ts'
import { badgeReport } from '../../../src/report/badge.ts'
import { folderFormats, formatNames, formats, isFolderFormat, isFormat } from '../../../src/report/formats.ts'
import { harReport } from '../../../src/report/har/write.ts'
import { htmlFolder, htmlReport } from '../../../src/report/html/html.tsx'
import { jsonReport } from '../../../src/report/json.ts'
import { junitReport } from '../../../src/report/junit.ts'
import { markdownReport } from '../../../src/report/markdown.ts'

test('formats loads the writer of each format', async () => {
  const loaded = Object.entries(formats).map(async ([name, load]) => [name, await load()])
  expect(Object.fromEntries(await Promise.all(loaded))).toEqual({
    badge: badgeReport,
    har: harReport,
    html: htmlReport,
    json: jsonReport,
    junit: junitReport,
    markdown: markdownReport,
  })
})

test('folderFormats loads the writer of each format that is a folder', async () => {
  const loaded = Object.entries(folderFormats).map(async ([name, load]) => [name, await load()])
  expect(Object.fromEntries(await Promise.all(loaded))).toEqual({ 'allure-dir': allureResults, 'html-dir': htmlFolder })
})

test.each(formatNames)('isFormat accepts "%s"', (name) => {
  expect([isFormat(name), isFormat(name) && isFolderFormat(name)]).toEqual([true, name.endsWith('-dir')])
})

test.each(['pdf', '', 'JSON', 'toString', '__proto__'])('isFormat rejects "%s"', (name) => {
  expect(isFormat(name)).toBe(false)
})
