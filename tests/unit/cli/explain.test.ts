import { describe, expect, test } from 'vitest'
import { explain } from '../../../src/cli/explain.ts'
import { UsageError } from '../../../src/cli/usage.ts'
import { requirements } from '../../../src/conformance/index.ts'
import { explainRequirement } from '../../../src/report/explain/explain.ts'
import { themeOf } from '../../../src/report/wording.ts'

describe('explain', () => {
  test('explains a requirement by its unique ending, with an example', () => {
    const lines = explain('duplicate-id').split('\n')
    expect(lines[0]).toBe('Requirement:   terminate.sequence.duplicate-id (must)')
    expect(lines).toContain('Example:')
    expect(lines.at(-1)).toBe('  KEY-1 is ended, KEY-2 lives.')
  })

  test('explains the code of a finding', () => {
    expect(explain('body-present')).toBe(
      [
        'Finding:       body-present',
        'Meaning:       A 204 announces a body.',
        'What to do:    Send a 204 without a body, and without a length.',
      ].join('\n'),
    )
  })

  test.each([...new Set(requirements.map(themeOf))])(
    'explains every requirement of %s, and once what holds for all',
    (theme) => {
      const ids = requirements.filter((one) => themeOf(one) === theme).map(({ id }) => id)
      const paragraphs = ids.map((id) => explainRequirement(id) ?? [])
      const text = explain(theme)
      for (const [name, content] of paragraphs.flat().filter(([name]) => name !== 'Example')) {
        const isOfAll = paragraphs.every((others) => others.some((other) => other[0] === name && other[1] === content))
        const holders = paragraphs.filter((others) => others.some((other) => other[0] === name && other[1] === content))
        const line = `${`${name}:`.padEnd(15)}${content}`
        expect(text.split('\n').filter((one) => one === line)).toHaveLength(isOfAll ? 1 : holders.length)
      }
      const begin =
        ids.length === 1 ? `Requirement:   ${ids[0]} (` : `Theme:         ${theme} (${ids.length} requirements)\n`
      expect(text).toMatch(new RegExp(`^${begin.replaceAll(/[.()]/g, String.raw`\$&`)}`))
    },
  )

  test('is no wider than the terminal, but for examples and addresses', () => {
    const [prose = ''] = explain('duplicate-id', 60).split('Example:')
    const lines = prose.split('\n').filter((line) => !/^ *https:\S+$/.test(line))
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60)
  })

  test('knows which code was meant', () => {
    expect(() => explain('not-endet')).toThrow(/; did you mean not-ended\?$/)
  })

  test('refuses what is neither, without repeating it', () => {
    expect(() => explain('my secret password')).toThrow(UsageError)
    expect(() => explain('my secret password')).toThrow(
      /^the argument must be the code of a finding, the id of a requirement/,
    )
    expect(() => explain('my secret password')).not.toThrow(/secret/)
  })
})
