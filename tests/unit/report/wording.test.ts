import { describe, expect, test } from 'vitest'
import type { RequirementResult, SuiteResult } from '../../../src/conformance/index.ts'
import { byTheme, plural, remarks, tally, targetLine, themeOf } from '../../../src/report/wording.ts'
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

describe('targetLine', () => {
  const url = 'https://vcenter.example'
  test.each<[string, SuiteResult['target'], string]>([
    ['shows the URL alone where nothing else is known', { url }, 'https://vcenter.example'],
    [
      'shows the name before the URL',
      { url, name: 'build 7', release: '8.0.3.0' },
      'build 7 at https://vcenter.example (release 8.0.3.0)',
    ],
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
  test('counts each verdict, what is not met first', () => {
    expect(tally(sampleRequirements)).toBe(
      '1 fail, 1 error, 1 warning, 1 not decided, 1 deviation, 1 skipped, 1 pass, 1 info',
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
