import { createColors } from 'picocolors'
import { describe, expect, test } from 'vitest'
import type { RequirementResult } from '../../../src/conformance/index.ts'
import { consoleReport, type Palette } from '../../../src/report/console.ts'
import { operationPage } from '../../../src/report/source.ts'
import { marking } from '../../support/marking-palette.ts'
import { sampleRequirement, sampleResult, selectedHeadline } from '../../support/sample-result.ts'

const plain = createColors(false)
const source = (id: string) => [
  `              Request:  shown where --trace ${id} is added to the command below`,
  `              Source:   the operation's page, description, sentence 3, ${operationPage}`,
  `              Repeat:   vijson test --target https://vcenter.example --only ${id} --seed 5`,
]

test('consoleReport shows the target, the verdicts by theme and the summary', () => {
  expect(consoleReport(sampleResult(), plain)).toBe(
    [
      'vijson-conformance 1.2.3 against https://vcenter.example (vCenter 8.0.3, release 8.0.3.0)',
      '',
      'success',
      '  pass        terminate.success.no-content                must',
      '  fail        terminate.success.all-listed                must',
      '              What terminate.success.all-listed says.',
      '              Seen:     it lives | <b>on</b> & on \\u{1} ]]> ::error::no, `code` @team #1',
      ...source('terminate.success.all-listed'),
      'sequence',
      '  warning     terminate.sequence.a                        should',
      '              What terminate.sequence.a says.',
      '              Seen:     a warning',
      ...source('terminate.sequence.a'),
      '  skipped     terminate.sequence.b                        must',
      '              others are logged on',
      'path',
      '  not decided terminate.path.c                            must',
      '              Login was refused',
      '  deviation   terminate.path.d                            must',
      '              What terminate.path.d says.',
      '              Seen:     another fault',
      ...source('terminate.path.d').slice(0, 1),
      '              Declared: by team until 2027-01-01: old (https://tracker.example/1)',
      ...source('terminate.path.d').slice(1),
      '  error       terminate.path.e                            must',
      '              the suite failed',
      '  info        terminate.path.f                            observed',
      '              the answer is 204',
      '',
      '8 requirements: 1 fail, 1 error, 1 warning, 1 not decided, 1 deviation, 1 skipped, 1 pass, 1 info',
      '2 requirements not met, in 2 groups by what was seen; begin with the first:',
      '  terminate.success.all-listed',
      '    it lives | <b>on</b> & on \\u{1} ]]> ::error::no, `code` @team #1',
      '  terminate.sequence.a',
      '    a warning',
      'What a requirement asks for, why, and what to do: vijson explain ID',
      "1 disruptive check skipped, because others are logged on (--exclusive sends them: a defective server may end everybody's sessions):",
      '  terminate.sequence.b (must): What terminate.sequence.b says.',
      'sessions: 9 opened, 7 closed',
      '2 sessions of this run could not be closed and may still be open on the target',
      '1 login may have left sessions on the target',
      'in 1.23 s, seed 5',
      `https://vcenter.example (vCenter 8.0.3, release 8.0.3.0): ${selectedHeadline('5', 'failed', 8, '; 1 skipped: others are logged on; 1 not decided: a prerequisite is not met')}; with 1 declared deviation`,
    ].join('\n'),
  )
})

/** The table of some requirements, in marked colours, without heading and summary. */
function rowsOf(...requirements: RequirementResult[]): string[] {
  const lines = consoleReport(sampleResult({ requirements }), marking).split('\n')
  return lines.slice(2, lines.lastIndexOf(''))
}

describe('the row of a requirement', () => {
  test.each<[title: string, RequirementResult['verdict'], string]>([
    ['shows pass in green', 'pass', '<green>pass        </green>'],
    ['shows fail in red', 'fail', '<red>fail        </red>'],
    ['shows error in red', 'error', '<red>error       </red>'],
    ['shows warn in yellow', 'warn', '<yellow>warning     </yellow>'],
    ['shows unsupported in yellow', 'unsupported', '<yellow>skipped     </yellow>'],
    ['shows unreached in yellow', 'unreached', '<yellow>not decided </yellow>'],
    ['shows deviated in yellow', 'deviated', '<yellow>deviation   </yellow>'],
  ])('%s', (_, verdict, word) => {
    expect(rowsOf(sampleRequirement('terminate.a.b', { verdict }))).toEqual([
      '<bold>a</bold>',
      `  ${word}terminate.a.b${' '.repeat(31)}<dim>must</dim>`,
    ])
  })

  test('is followed by its remarks, each on a line of its own', () => {
    const recorded = ['one', 'two']
    expect(rowsOf(sampleRequirement('terminate.a.b', { level: 'observed', verdict: 'recorded', recorded }))).toEqual([
      '<bold>a</bold>',
      `  <green>info        </green>terminate.a.b${' '.repeat(31)}<dim>observed</dim>`,
      `${' '.repeat(14)}<dim>one</dim>`,
      `${' '.repeat(14)}<dim>two</dim>`,
    ])
  })

  test('follows the name of its theme only where the theme begins', () => {
    const row = (id: string) => `  <green>pass        </green>${id.padEnd(44)}<dim>must</dim>`
    const ids = ['terminate.a.b', 'terminate.a.c', 'terminate.b.a']
    expect(rowsOf(...ids.map((id) => sampleRequirement(id)))).toEqual([
      '<bold>a</bold>',
      row('terminate.a.b'),
      row('terminate.a.c'),
      '<bold>b</bold>',
      row('terminate.b.a'),
    ])
  })
})

describe('the note that others are logged on', () => {
  const skipped = (id: string, message: string) =>
    sampleRequirement(id, { verdict: 'unsupported', finding: { code: 'foreign-sessions', message } })
  const notes = (...requirements: RequirementResult[]) =>
    consoleReport(sampleResult({ requirements }), plain)
      .split('\n')
      .filter((line) => line.startsWith(' '.repeat(14)))
      .map((line) => line.trim())

  test('is shown once, and then replaced by the requirement at which it stands', () => {
    expect(
      notes(
        skipped('terminate.a.b', 'two are'),
        skipped('terminate.a.c', 'two are'),
        skipped('terminate.a.d', 'one is'),
      ),
    ).toEqual(['two are', '(as for terminate.a.b)', 'one is'])
  })

  test('is replaced for whatever could not be decided for the same reason', () => {
    const finding = { code: 'interrupted', message: 'two are' } as const
    expect(
      notes(skipped('terminate.a.b', 'two are'), sampleRequirement('terminate.a.c', { verdict: 'unreached', finding })),
    ).toEqual(['two are', '(as for terminate.a.b)'])
  })

  test('leaves the other remarks as they are', () => {
    const again = { ...skipped('terminate.a.c', 'two are'), recorded: ['two are, too'] }
    expect(notes(skipped('terminate.a.b', 'two are'), again)).toEqual([
      'two are',
      '(as for terminate.a.b)',
      'two are, too',
    ])
  })
})

describe('the layout', () => {
  const finding = { code: 'not-ended' as const, message: 'm', expected: 'one two three four', seen: 'alive' }
  const requirements = ['terminate.a.b', 'terminate.a.c'].map((id) =>
    sampleRequirement(id, { verdict: 'fail', finding }),
  )
  const linesOf = (layout: Parameters<typeof consoleReport>[2]) =>
    consoleReport(sampleResult({ requirements }), plain, layout).split('\n')

  test('breaks what a block says at words, below its beginning', () => {
    const lines = linesOf({ width: 34 })
    const at = lines.findIndex((line) => line.includes('Expected:'))
    expect(lines.slice(at, at + 3)).toEqual([
      '              Expected: one two',
      '                        three four',
      '              Seen:     alive',
    ])
  })

  test('breaks the first and the last line at words, too, and every line of the summary', () => {
    const lines = linesOf({ width: 60, reports: Array.from({ length: 9 }, (_, index) => `report-${index}.html`) })
    const isWhole = (line: string) => line.includes('https://') || line.includes('vijson test') || /^ {2}\w/.test(line)
    expect(lines.filter((line) => line.length > 60 && !isWhole(line))).toEqual([])
    expect(lines.slice(-4).join('\n')).toMatch(/\n {2}\S/)
  })

  test.each([
    [999, 'must'],
    [1000, 'must, 1.0 s'],
    [61_234, 'must, 61.2 s'],
  ])('tells the time of a check that took %i ms behind its level: %s', (durationMs, end) => {
    const requirement = sampleRequirement('terminate.a.b', { durationMs })
    const report = consoleReport(sampleResult({ requirements: [requirement] }), plain)
    expect(report.split('\n').find((line) => line.includes('terminate.a.b'))).toMatch(new RegExp(`  ${end}$`))
  })

  test('names requirements that are not met for the same cause once, and the files of the other reports', () => {
    const lines = linesOf({ reports: ['a.html', 'b.xml'] })
    expect(lines.slice(lines.indexOf('2 requirements not met, in 1 group by what was seen:'), -1)).toEqual([
      '2 requirements not met, in 1 group by what was seen:',
      '  terminate.a.b',
      '    expected: one two three four; seen: alive',
      '    the same: terminate.a.c',
      'What a requirement asks for, why, and what to do: vijson explain ID',
      'sessions: 9 opened, 7 closed',
      '2 sessions of this run could not be closed and may still be open on the target',
      '1 login may have left sessions on the target',
      'in 1.23 s, seed 5',
      'reports: a.html, b.xml',
    ])
  })
})

describe('consoleReport with the colours of a terminal', () => {
  /** The codes that switch each colour on and off. */
  const codes = { green: [32, 39], red: [31, 39], yellow: [33, 39], dim: [2, 22], bold: [1, 22] } as const
  const inCodes = (name: keyof Palette) => (text: string) => `\u001b[${codes[name][0]}m${text}\u001b[${codes[name][1]}m`
  const coded: Palette = {
    green: inCodes('green'),
    red: inCodes('red'),
    yellow: inCodes('yellow'),
    dim: inCodes('dim'),
    bold: inCodes('bold'),
  }

  test('shows the same text, with the code of each colour', () => {
    expect(consoleReport(sampleResult(), createColors(true))).toBe(consoleReport(sampleResult(), coded))
  })

  test('equals the plain report once the codes are removed', () => {
    const escapes = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g')
    expect(consoleReport(sampleResult(), createColors(true)).replaceAll(escapes, '')).toBe(
      consoleReport(sampleResult(), plain),
    )
  })
})

test.each([80, 200])(
  'consoleReport is the same on a terminal of %i columns, because it ignores the width',
  (columns) => {
    const before = Object.getOwnPropertyDescriptor(process.stdout, 'columns')
    const report = consoleReport(sampleResult(), plain)
    Object.defineProperty(process.stdout, 'columns', { value: columns, configurable: true })
    try {
      expect(consoleReport(sampleResult(), plain)).toBe(report)
    } finally {
      if (before === undefined) Reflect.deleteProperty(process.stdout, 'columns')
      else Object.defineProperty(process.stdout, 'columns', before)
    }
  },
)
