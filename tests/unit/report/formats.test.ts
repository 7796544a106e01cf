import { expect, test } from 'vitest'
import { formats, isFormat } from '../../../src/report/formats.ts'
import { harReport } from '../../../src/report/har/write.ts'
import { htmlReport } from '../../../src/report/html/html.tsx'
import { jsonReport } from '../../../src/report/json.ts'
import { junitReport } from '../../../src/report/junit.ts'
import { markdownReport } from '../../../src/report/markdown.ts'

test('formats loads the writer of each format', async () => {
  const loaded = Object.entries(formats).map(async ([name, load]) => [name, await load()])
  expect(Object.fromEntries(await Promise.all(loaded))).toEqual({
    har: harReport,
    html: htmlReport,
    json: jsonReport,
    junit: junitReport,
    markdown: markdownReport,
  })
})

test.each(['har', 'html', 'json', 'junit', 'markdown'])('isFormat accepts "%s"', (name) => {
  expect(isFormat(name)).toBe(true)
})

test.each(['pdf', '', 'JSON', 'toString', '__proto__'])('isFormat rejects "%s"', (name) => {
  expect(isFormat(name)).toBe(false)
})
