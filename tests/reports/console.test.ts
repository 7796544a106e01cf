import { createColors } from 'picocolors'
import { expect, test } from 'vitest'
import { consoleReport } from '../../src/report/console.ts'
import { lastLineOf } from '../../src/report/headline.ts'
import { blocksOf } from '../../src/report/request-line.ts'
import { remarks, targetLine, verdictWords } from '../../src/report/wording.ts'
import { mutantResult } from '../support/mutant-result.ts'

test('the console shows each requirement with its remarks and the verdict of a run against a defective server', async () => {
  const result = await mutantResult()
  const blockOf = blocksOf(result)
  const lines = consoleReport(result, createColors(false)).split('\n')
  expect(lines[0]).toBe(`vijson-conformance ${result.tool.version} against ${targetLine(result)}`)
  // A theme begins at the margin; rows and remarks are indented.
  const rows = lines.slice(1, lines.lastIndexOf('')).filter((line) => line.startsWith(' '))
  expect(rows.map((line) => line.trim())).toEqual(
    result.requirements.flatMap((one) => {
      const block = blockOf(one).map(([name, text]) => `${`${name}:`.padEnd(10)}${text}`)
      const notes = block.length > 0 ? [one.statement, ...block, ...(one.recorded ?? [])] : remarks(one)
      const time = one.durationMs < 1000 ? '' : `, ${(one.durationMs / 1000).toFixed(1)} s`
      return [`${verdictWords[one.verdict].padEnd(12)}${one.id.padEnd(44)}${one.level}${time}`, ...notes]
    }),
  )
  expect(lines.slice(-2)).toEqual([`in ${(result.run.durationMs / 1000).toFixed(2)} s, seed 1`, lastLineOf(result)])
})
