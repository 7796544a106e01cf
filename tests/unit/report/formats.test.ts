import { expect, test } from 'vitest'
import { formats, isFormat } from '../../../src/report/formats.ts'
import { harReport } from '../../../src/report/har/write.ts'
import { htmlReport } from '../../../src/report/html/html.tsx'
import { jsonReport } from '../../../src/report/json.ts'
import { junitReport } from '../../../src/report/junit.ts'
import { markdownReport } from '../../../src/report/markdown.ts'

test('each format has its writer', async () => {
  const loaded = Object.entries(formats).map(async ([name, load]) => [name, await load()])
  expect(Object.fromEntries(await Promise.all(loaded))).toEqual({
    har: harReport,
    html: htmlReport,
    json: jsonReport,
    junit: junitReport,
    markdown: markdownReport,
  })
})

test.each([
  ['har', true],
  ['html', true],
  ['json', true],
  ['junit', true],
  ['markdown', true],
  ['pdf', false],
  ['', false],
  ['JSON', false],
  ['toString', false],
  ['__proto__', false],
])('whether "%s" is a format: %s', (name, is) => {
  expect(isFormat(name)).toBe(is)
})
