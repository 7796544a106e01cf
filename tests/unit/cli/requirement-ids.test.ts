import { describe, expect, test } from 'vitest'
import { requirementIds } from '../../../src/cli/requirement-ids.ts'
import { UsageError } from '../../../src/cli/usage.ts'
import { requirements } from '../../../src/conformance/index.ts'

const ids = requirements.map(({ id }) => id)
const ofTheme = (theme: string) => ids.filter((id) => id.startsWith(`terminate.${theme}.`))

describe('requirementIds', () => {
  test.each(ids)('%s selects itself, also without what all ids begin with', (id) => {
    expect(requirementIds(id)).toEqual([id])
    expect(requirementIds(id.replace('terminate.', ''))).toEqual([id])
  })

  test.each([...new Set(ids.map((id) => id.split('.')[1] ?? ''))])('the theme %s selects its requirements', (theme) => {
    expect(requirementIds(theme)).toEqual(ofTheme(theme))
    expect(requirementIds(`terminate.${theme}`)).toEqual(ofTheme(theme))
    expect(requirementIds(`terminate.${theme}.*`)).toEqual(ofTheme(theme))
    expect(requirementIds(`${theme}.*`)).toEqual(ofTheme(theme))
  })

  test.each([
    ['duplicate-id', ['terminate.sequence.duplicate-id']],
    ['*.no-content', ['terminate.success.no-content']],
    ['*', ids],
    ['no-content,duplicate-id', ['terminate.success.no-content', 'terminate.sequence.duplicate-id']],
    ['no-content, no-content', ['terminate.success.no-content']],
    ['sequence,*', [...ofTheme('sequence'), ...ids.filter((id) => !ofTheme('sequence').includes(id))]],
  ])('%s selects %j', (text, selected) => {
    expect(requirementIds(text)).toEqual(selected)
  })

  test('an ending of several requirements selects none, and names them', () => {
    expect(() => requirementIds('fault')).not.toThrow() // A theme, too.
    const ending = ids.map((id) => id.split('.').at(-1) ?? '')
    const twice = ending.find((one, at) => ending.indexOf(one) !== at && ofTheme(one).length === 0)
    if (twice === undefined) return
    expect(() => requirementIds(twice)).toThrow(/^--only: several requirements end so: terminate\./)
  })

  test.each([
    ['terminate.sequence.duplicateid', 'terminate.sequence.duplicate-id'],
    ['duplicat-id', 'terminate.sequence.duplicate-id'],
    ['terminate.success.nocontent', 'terminate.success.no-content'],
    ['sequnce', 'sequence'],
    ['curent-session', 'current-session'],
  ])('%s selects none; meant is perhaps %s', (text, meant) => {
    expect(() => requirementIds(text)).toThrow(
      new UsageError(`--only must be the id of a requirement, a theme, or a pattern with *; did you mean ${meant}?`),
    )
  })

  test.each<[string, string]>([
    ['no-content,nope', 'entry 2 of --only must be the id of a requirement, a theme, or a pattern with *; `vijson'],
    ['duplicat-id, no-content', 'entry 1 of --only must be the id of a requirement, a theme, or a pattern with *; did'],
    ['no-content,', 'entry 2 of --only must be'],
    ['no-content,zz*,duplicate-id', 'entry 2 of --only: no requirement matches the pattern'],
  ])('%s: the sentence says which entry of the list it is about', (text, beginning) => {
    expect(() => requirementIds(text)).toThrow(expect.objectContaining({ message: expect.stringContaining(beginning) }))
  })

  test.each(['my secret password', 'x', ''])('what is like no id is not repeated: %j', (text) => {
    expect(() => requirementIds(text)).toThrow(
      new UsageError(
        '--only must be the id of a requirement, a theme, or a pattern with *; `vijson list` shows the requirements',
      ),
    )
  })

  test('one of several that selects none is refused', () => {
    for (const text of ['no-content,', ',', 'no-content,x'])
      expect(() => requirementIds(text)).toThrow(/^entry [12] of --only must be the id of a requirement/)
  })

  test.each(['', 'x'])('a short text is like none of the other words: %j', (text) => {
    const expected = { given: 'the argument', besides: 'a code, ', words: ['schema', 'not-ended'] }
    expect(() => requirementIds(text, expected)).toThrow(/; `vijson list` shows the requirements$/)
  })

  test('other words that may be meant are named', () => {
    const expected = { given: '--trace', besides: 'all, failures, ', words: ['all', 'failures'] }
    expect(() => requirementIds('failure', expected)).toThrow(
      new UsageError(
        '--trace must be all, failures, the id of a requirement, a theme, or a pattern with *; did you mean failures?',
      ),
    )
  })

  test('ids whose endings contain the text are named', () => {
    expect(() => requirementIds('content-')).toThrow(UsageError)
    expect(() => requirementIds('no-con')).toThrow(/did you mean terminate\.success\.no-content, or /)
    expect(() => requirementIds('unknown')).toThrow(
      /did you mean terminate\.request\.unknown-property, or terminate\.path\.unknown-moid, or terminate\.path\.unknown-release\?$/,
    )
  })

  test('a pattern that matches none is refused, also one with the signs of a regular expression', () => {
    for (const pattern of ['terminate.x.*', '(*', '[a-z]*', '.+*'])
      expect(() => requirementIds(pattern)).toThrow(
        new UsageError('--only: no requirement matches the pattern; `vijson list` shows the requirements'),
      )
  })
})
