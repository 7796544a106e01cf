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
} from '../../../src/report/wording.ts'
import { sampleRequirement, sampleRequirements } from '../../support/sample-result.ts'

describe('themeOf', () => {
  test.each([
    ['returns the second part of the id', 'terminate.not-found.fault', 'not-found'],
    ['returns an empty text where the id has one part', 'terminate', ''],
  ])('%s', (_, id, theme) => {
    expect(themeOf({ id })).toBe(theme)
  })
})

test('byTheme groups requirements by theme, in the order of the first requirement of each', () => {
  const [a, b, c] = ['terminate.z.1', 'terminate.a.2', 'terminate.z.3'].map((id) => sampleRequirement(id))
  if (a === undefined || b === undefined || c === undefined) throw new Error('there are three')
  expect([...byTheme([a, b, c])]).toEqual([
    ['z', [a, c]],
    ['a', [b]],
  ])
})

describe('sourceLine', () => {
  test('names the section and the sentence of the page', () => {
    const source = { document: 'page', section: 'parameters', ordinal: 3, sha256: '' } as const
    expect(sourceLine(source)).toBe("the operation's page, parameters, sentence 3")
  })

  test('names the basis of a convention', () => {
    expect(sourceLine({ document: 'convention', basis: 'RFC 9110' })).toBe('convention: RFC 9110')
  })
})

describe('targetLine', () => {
  const url = 'https://vcenter.example'
  test.each<[string, SuiteResult['target'], string]>([
    ['shows the URL alone where nothing else is known', { url }, 'https://vcenter.example'],
    ['shows the product', { url, product: 'vCenter 8' }, 'https://vcenter.example (vCenter 8)'],
    ['shows the release', { url, release: '8.0.3.0' }, 'https://vcenter.example (release 8.0.3.0)'],
    [
      'shows the product and the release',
      { url, product: 'vCenter 8', release: '8.0.3.0' },
      'https://vcenter.example (vCenter 8, release 8.0.3.0)',
    ],
    ['shows no product where that is empty', { url, product: '' }, 'https://vcenter.example'],
    [
      'shows when a recorded run was made',
      { url, product: 'vCenter 8', recordedAt: '2026-01-01T00:00:00.000Z' },
      'https://vcenter.example (vCenter 8), recorded at 2026-01-01T00:00:00.000Z',
    ],
  ])('%s', (_, target, line) => {
    expect(targetLine({ target })).toBe(line)
  })
})

describe('remarks', () => {
  const finding = { code: 'schema', message: 'a finding' } as const
  const deviation = { reason: 'old', link: 'https://tracker.example/1', owner: 'team', expires: '2027-01-01' }
  test.each<[string, Partial<RequirementResult>, string[]]>([
    ['are empty for a plain pass', {}, []],
    ['contain the message of the finding', { finding }, ['a finding']],
    [
      'contain the declaration of a deviation',
      { deviation },
      ['declared by team until 2027-01-01: old (https://tracker.example/1)'],
    ],
    ['contain the observations', { recorded: ['one', 'two'] }, ['one', 'two']],
    [
      'contain finding, declaration and observations, in this order',
      { finding, deviation, recorded: ['one'] },
      ['a finding', 'declared by team until 2027-01-01: old (https://tracker.example/1)', 'one'],
    ],
  ])('%s', (_, given, expected) => {
    expect(remarks(sampleRequirement('terminate.a.b', given))).toEqual(expected)
  })
})

describe('tally', () => {
  test('counts each verdict, in the order of the first of each', () => {
    expect(tally(sampleRequirements)).toBe(
      '1 pass, 1 fail, 1 warn, 1 unsupported, 1 unreached, 1 deviated, 1 error, 1 recorded',
    )
  })

  test('counts equal verdicts together', () => {
    const fail = sampleRequirement('terminate.a.b', { verdict: 'fail' })
    expect(tally([fail, sampleRequirement('terminate.a.c'), fail])).toBe('2 fail, 1 pass')
  })

  test('is empty where there is no requirement', () => {
    expect(tally([])).toBe('')
  })
})

test.each([
  [0, '0 sessions'],
  [1, '1 session'],
  [2, '2 sessions'],
])('plural of %i is "%s"', (count, text) => {
  expect(plural(count, 'session')).toBe(text)
})

describe('staleNote', () => {
  const stale = { place: 'd.yaml:1', requirement: 'terminate.a.b', cause: 'expired', message: 'old' } as const
  test.each([
    ['is empty where no deviation is stale', [], ''],
    ['counts one stale deviation', [stale], ', but 1 declared deviation is stale'],
    ['counts several stale deviations', [stale, stale], ', but 2 declared deviations are stale'],
  ])('%s', (_, all, text) => {
    expect(staleNote({ stale: all })).toBe(text)
  })
})

describe('partialNote', () => {
  const untested = { level: 'must', verdict: 'unsupported' } as const
  const must = { level: 'must', verdict: 'pass' } as const
  const should = { level: 'should', verdict: 'unsupported' } as const
  test.each<[string, Parameters<typeof partialNote>[0], string]>([
    [
      'counts the untested musts of a conformant target',
      { verdict: 'conformant', requirements: [untested, must, should] },
      ' (partial: 1 of 2 must-level requirements not tested)',
    ],
    [
      'uses the singular for one must',
      { verdict: 'conformant', requirements: [untested, should] },
      ' (partial: 1 of 1 must-level requirement not tested)',
    ],
    ['is empty where every must was tested', { verdict: 'conformant', requirements: [must, should] }, ''],
    ['is empty for a nonconformant target', { verdict: 'nonconformant', requirements: [untested, must] }, ''],
    ['is empty for an inconclusive run', { verdict: 'inconclusive', requirements: [untested] }, ''],
  ])('%s', (_, judged, text) => {
    expect(partialNote(judged)).toBe(text)
  })
})
