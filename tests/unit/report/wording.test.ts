import { describe, expect, test } from 'vitest'
import type { RequirementResult, SuiteResult } from '../../../src/conformance/index.ts'
import {
  byTheme,
  partialNote,
  plural,
  remarks,
  sourceLine,
  staleNote,
  tally,
  targetLine,
  themeOf,
  verdictWord,
} from '../../../src/report/wording.ts'
import { sampleRequirement, sampleRequirements } from '../../support/sample-result.ts'

describe('the theme of a requirement is', () => {
  test.each([
    ['the second part of its id', 'terminate.not-found.fault', 'not-found'],
    ['empty where the id has one part', 'terminate', ''],
  ])('%s', (_, id, theme) => {
    expect(themeOf({ id })).toBe(theme)
  })
})

describe('the word for a verdict', () => {
  test.each([
    ['must', 'pass', 'pass'],
    ['should', 'pass', 'pass'],
    ['observed', 'pass', 'recorded'],
    ['observed', 'unreached', 'unreached'],
    ['must', 'fail', 'fail'],
    ['should', 'warn', 'warn'],
    ['must', 'unsupported', 'unsupported'],
    ['must', 'deviated', 'deviated'],
    ['must', 'error', 'error'],
  ] as const)('of what is %s, and came to %s, is %s', (level, verdict, word) => {
    expect(verdictWord({ level, verdict })).toBe(word)
  })
})

test('requirements are put together by theme, in the order in which the themes come first', () => {
  const [a, b, c] = ['terminate.z.1', 'terminate.a.2', 'terminate.z.3'].map((id) => sampleRequirement(id))
  if (a === undefined || b === undefined || c === undefined) throw new Error('there are three')
  expect([...byTheme([a, b, c])]).toEqual([
    ['z', [a, c]],
    ['a', [b]],
  ])
})

describe('the source of a requirement is', () => {
  test('a sentence of the page', () => {
    const source = { document: 'page', section: 'parameters', ordinal: 3, sha256: '' } as const
    expect(sourceLine(source)).toBe("the operation's page, parameters, sentence 3")
  })

  test('a convention', () => {
    expect(sourceLine({ document: 'convention', basis: 'RFC 9110' })).toBe('convention: RFC 9110')
  })
})

describe('a target is told with', () => {
  const url = 'https://vcenter.example'
  test.each<[string, SuiteResult['target'], string]>([
    ['its URL alone', { url }, 'https://vcenter.example'],
    ['its product', { url, product: 'vCenter 8' }, 'https://vcenter.example (vCenter 8)'],
    ['its release', { url, release: '8.0.3.0' }, 'https://vcenter.example (release 8.0.3.0)'],
    [
      'its product and its release',
      { url, product: 'vCenter 8', release: '8.0.3.0' },
      'https://vcenter.example (vCenter 8, release 8.0.3.0)',
    ],
    ['no product where that is empty', { url, product: '' }, 'https://vcenter.example'],
    [
      'the time of the run that was judged again',
      { url, product: 'vCenter 8', recordedAt: '2026-01-01T00:00:00.000Z' },
      'https://vcenter.example (vCenter 8), as recorded at 2026-01-01T00:00:00.000Z',
    ],
  ])('%s', (_, target, line) => {
    expect(targetLine({ target })).toBe(line)
  })
})

describe('what is said of a requirement is', () => {
  const finding = { code: 'schema', message: 'a finding' } as const
  const deviation = { reason: 'old', link: 'https://tracker.example/1', owner: 'team', expires: '2027-01-01' }
  test.each<[string, Partial<RequirementResult>, string[]]>([
    ['nothing of a plain pass', {}, []],
    ['the message of its finding', { finding }, ['a finding']],
    [
      'who has declared it, and why',
      { deviation },
      ['declared by team until 2027-01-01: old (https://tracker.example/1)'],
    ],
    ['what was recorded', { recorded: ['one', 'two'] }, ['one', 'two']],
    [
      'all of these, in this order',
      { finding, deviation, recorded: ['one'] },
      ['a finding', 'declared by team until 2027-01-01: old (https://tracker.example/1)', 'one'],
    ],
  ])('%s', (_, given, remarks) => {
    expect(remarks(sampleRequirement('terminate.a.b', given))).toEqual(remarks)
  })
})

describe('a tally', () => {
  test('counts each word, in the order in which they come first', () => {
    expect(tally(sampleRequirements)).toBe(
      '1 pass, 1 fail, 1 warn, 1 unsupported, 1 unreached, 1 deviated, 1 error, 1 recorded',
    )
  })

  test('counts what is the same together', () => {
    const fail = sampleRequirement('terminate.a.b', { verdict: 'fail' })
    expect(tally([fail, sampleRequirement('terminate.a.c'), fail])).toBe('2 fail, 1 pass')
  })

  test('of nothing is empty', () => {
    expect(tally([])).toBe('')
  })
})

test.each([
  [0, '0 sessions'],
  [1, '1 session'],
  [2, '2 sessions'],
])('of a count of %i is told %s', (count, text) => {
  expect(plural(count, 'session')).toBe(text)
})

describe('of stale deviations is told', () => {
  const stale = { place: 'd.yaml:1', requirement: 'terminate.a.b', cause: 'expired', message: 'old' } as const
  test.each([
    ['nothing where there is none', [], ''],
    ['one', [stale], ', but 1 declared deviation is no longer true'],
    ['how many there are', [stale, stale], ', but 2 declared deviations are no longer true'],
  ])('%s', (_, all, text) => {
    expect(staleNote({ stale: all })).toBe(text)
  })
})

describe('how far a verdict goes is told', () => {
  const left = { level: 'must', verdict: 'unsupported' } as const
  const must = { level: 'must', verdict: 'pass' } as const
  const should = { level: 'should', verdict: 'unsupported' } as const
  test.each<[string, Parameters<typeof partialNote>[0], string]>([
    [
      'of a conformant target of which some was left out',
      { verdict: 'conformant', requirements: [left, must, should] },
      ' as far as it was judged: 1 of 2 musts left out',
    ],
    [
      'where the only must was left out',
      { verdict: 'conformant', requirements: [left, should] },
      ' as far as it was judged: 1 of 1 must left out',
    ],
    ['not where every must was judged', { verdict: 'conformant', requirements: [must, should] }, ''],
    ['not of a target that is not conformant', { verdict: 'nonconformant', requirements: [left, must] }, ''],
    ['not of a run that came to no verdict', { verdict: 'inconclusive', requirements: [left] }, ''],
  ])('%s', (_, judged, text) => {
    expect(partialNote(judged)).toBe(text)
  })
})
