import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SuiteResult } from '../../src/conformance/index.ts'
import { githubAnnotations } from '../../src/report/annotations.ts'
import { withoutCommands } from '../../src/report/commands.ts'
import { hostileTexts } from '../support/hostile-texts.ts'
import { mutantResult } from '../support/mutant-result.ts'
import { sampleRequirement, sampleResult } from '../support/sample-result.ts'

interface Command {
  name: string
  title: string
  data: string
}

/**
 * The workflow commands in the output of a job, read as GitHub's runner reads them: a command is a line that begins with two colons, and
 * escapes are undone in the runner's order (actions/runner, src/Runner.Common/ActionCommand.cs).
 */
function commandsIn(output: string): Command[] {
  return output.split(/\r\n|\r|\n/).flatMap((line) => {
    const [, name, properties = '', data = ''] = /^\s*::([^ :]+)(?: (.*?))?::(.*)$/su.exec(line) ?? []
    if (name === undefined) return []
    const titles = properties.split(',').filter((property) => property.startsWith('title='))
    return titles.map((title) => ({ name, title: unescapedProperty(title.slice(6)), data: unescaped(data) }))
  })
}

function unescaped(data: string): string {
  return data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

function unescapedProperty(value: string): string {
  return unescaped(value.replaceAll('%3A', ':').replaceAll('%2C', ','))
}

const id = 'terminate.a.b'
const stale = { place: 'd.yaml:1', requirement: id, cause: 'expired', message: 'it is old' } as const

const given = (text: string): Partial<SuiteResult> => ({
  requirements: [
    sampleRequirement(id, { verdict: 'fail', finding: { code: 'schema', message: text } }),
    sampleRequirement(text, { verdict: 'warn', finding: { code: 'schema', message: text } }),
  ],
  stale: [{ ...stale, place: text, message: text }],
})

const expected = (text: string): Command[] => {
  const shown = withoutCommands(text)
  return [
    { name: 'error', title: id, data: shown },
    { name: 'warning', title: shown, data: shown },
    { name: 'error', title: 'stale deviation', data: `${shown}: ${shown}` },
  ]
}

const annotated = (text: string) => commandsIn(githubAnnotations(sampleResult(given(text))).join('\n'))

describe('the annotations of a result', () => {
  test.each(hostileTexts)('are one command for each finding, with its text: %s', (_, text) => {
    expect(annotated(text)).toEqual(expected(text))
  })

  test('are one command for each finding, with its text: any text', () => {
    const likeCommands = fc.string({
      unit: fc.constantFrom(':', '::', '%', '25', '0A', '\r', '\n', ',', 'title=', ' '),
    })
    const notEmpty = fc.oneof(fc.string({ unit: 'binary' }), likeCommands).filter((text) => text.trim() !== '')
    fc.assert(
      fc.property(notEmpty, (text) => {
        expect(annotated(text)).toEqual(expected(text))
      }),
      { seed: 1 },
    )
  })

  test('are one command for a problem, with its text', () => {
    const message = 'a\n::error::b'
    const result = sampleResult({ problem: { code: 'login', message } })
    expect(commandsIn(githubAnnotations(result).join('\n'))).toEqual([
      { name: 'error', title: 'vijson', data: String.raw`a\u{a}::error::b` },
    ])
  })

  test('are one command for each requirement of a run against a defective server that is not met or could not be tested', async () => {
    const result = await mutantResult()
    const findings = result.requirements.filter(({ verdict }) => verdict === 'fail' || verdict === 'unreached')
    expect(findings).not.toEqual([])
    expect(commandsIn(githubAnnotations(result).join('\n'))).toEqual(
      findings.map((one) => ({ name: 'error', title: one.id, data: one.finding?.message })),
    )
  })
})
