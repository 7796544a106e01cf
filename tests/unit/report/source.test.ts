import { expect, test } from 'vitest'
import { operationPage, sourceWithAddress, withSourceAddress } from '../../../src/report/source.ts'

const page = { document: 'page', section: 'responses', ordinal: 2, sha256: 'a'.repeat(64) } as const
const convention = { document: 'convention', basis: 'RFC 9110' } as const

test.each([
  ['a page', page, `the operation's page, responses, sentence 2, ${operationPage}`],
  ['a convention', convention, 'convention: RFC 9110'],
])('the source that is %s has the address of its page where it has one', (_, source, text) => {
  expect(sourceWithAddress(source)).toBe(text)
  expect(
    withSourceAddress(
      [
        ['Seen', 'a page'],
        ['Source', 'a page'],
      ],
      source,
    ),
  ).toEqual([
    ['Seen', 'a page'],
    ['Source', text],
  ])
})
