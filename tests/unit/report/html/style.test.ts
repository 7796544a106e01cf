import { expect, test } from 'vitest'
import { filterStyle } from '../../../../src/report/html/style.ts'

test('filterStyle hides the requirements whose box is not checked', () => {
  expect(filterStyle('level', ['must', 'should'])).toBe(
    [
      'body:has(#level-must:not(:checked)) .requirement[data-level="must"] { display: none; }',
      'body:has(#level-should:not(:checked)) .requirement[data-level="should"] { display: none; }',
    ].join('\n'),
  )
})
