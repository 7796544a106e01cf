import { describe, expect, test } from 'vitest'
import { withoutCommands } from '../../../src/report/commands.ts'

describe('withoutCommands', () => {
  test.each([
    ['breaks a command at the beginning', '::error::a', '\\u{3a}:error::a'],
    ['breaks a command after blanks', ' \u00a0::error::a', ' \u00a0\\u{3a}:error::a'],
    ['breaks a command on a line of its own', 'a\n::error::b', 'a\\u{a}::error::b'],
    ['breaks a command of the old form, wherever it stands', 'a ##[add-mask]b', 'a #\\u{23}[add-mask]b'],
    ['breaks one after more number signs', '###[error]a ####', '#\\u{23}#[error]a #\\u{23}#\\u{23}'],
    ['breaks a command of Azure', '##vso[task.setvariable variable=a]b', '#\\u{23}vso[task.setvariable variable=a]b'],
    ['leaves two colons within a text', 'a::b', 'a::b'],
    ['leaves one colon, and one number sign', ': #1', ': #1'],
  ])('%s', (_, text, shown) => {
    expect(withoutCommands(text)).toBe(shown)
  })
})
