import { describe, expect, test } from 'vitest'
import { requirements } from '../../../../src/conformance/index.ts'
import { codeAdvice } from '../../../../src/report/explain/codes.ts'
import { codes, explainCode, explainRequirement } from '../../../../src/report/explain/explain.ts'
import { themes } from '../../../../src/report/explain/themes.ts'
import { themeOf } from '../../../../src/report/wording.ts'

describe('explainRequirement', () => {
  test.each(requirements.map(({ id }) => id))('says of %s what it means, why it matters, and what to do', (id) => {
    const paragraphs = explainRequirement(id) ?? []
    expect(paragraphs.map(([name]) => name)).toEqual([
      'Requirement',
      'Statement',
      'Why',
      'Usually wrong',
      'What to do',
      'Source',
      'Repeat',
      'Example',
    ])
    for (const [, text] of paragraphs) expect(text).toMatch(/\w/)
  })

  test('knows no other id', () => {
    expect(explainRequirement('terminate.success')).toBeUndefined()
  })

  test('every theme is that of a requirement', () => {
    expect(Object.keys(themes).sort()).toEqual([...new Set(requirements.map(themeOf))].sort())
  })
})

describe('explainCode', () => {
  test('knows every code of the schema, and no other', () => {
    expect(
      codes()
        .map(({ const: code }) => code)
        .sort(),
    ).toEqual(Object.keys(codeAdvice).sort())
    for (const { const: code, description } of codes())
      expect(explainCode(code)).toEqual([
        ['Finding', code],
        ['Meaning', description],
        ['What to do', codeAdvice[code]],
      ])
    expect(explainCode('odd')).toBeUndefined()
  })
})
