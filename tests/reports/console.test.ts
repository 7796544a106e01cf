import { createColors } from 'picocolors'
import { expect, test } from 'vitest'
import { consoleReport } from '../../src/report/console.ts'
import { remarks, targetLine } from '../../src/report/wording.ts'
import { mutantResult } from '../support/mutant-result.ts'

test('the console shows each requirement with its remarks and the verdict of a run against a defective server', async () => {
  const result = await mutantResult()
  const lines = consoleReport(result, createColors(false)).split('\n')
  expect(lines[0]).toBe(`vijson-conformance ${result.tool.version} against ${targetLine(result)}`)
  // A theme begins at the margin; rows and remarks are indented.
  const rows = lines.slice(1, lines.lastIndexOf('')).filter((line) => line.startsWith(' '))
  expect(rows.map((line) => line.trim().split(/ {2,}| (?=terminate\.)/))).toEqual(
    result.requirements.flatMap((one) => [[one.verdict, one.id, one.level], ...remarks(one).map((remark) => [remark])]),
  )
  expect(lines.at(-1)).toBe(`nonconformant in ${(result.run.durationMs / 1000).toFixed(2)} s, seed 1`)
})
