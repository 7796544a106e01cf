import { describe, expect, test } from 'vitest'
import { isReservedWord } from '../../../../src/conformance/redaction/reserved-words.ts'

describe('isReservedWord', () => {
  test.each<[string, string]>([
    ['the name of a member is reserved', 'lastActiveTime'],
    ['the name of a type is reserved', 'UserSession'],
    ['the name of an operation is reserved', 'TerminateSession'],
    ['a segment of a path is reserved', 'vim25'],
    ['a media type is reserved', 'application/json'],
    ['a word of the suite is reserved', 'controller'],
    ['an empty text is reserved', ''],
    ['a reserved word is recognized in another letter case', 'SESSIONLIST'],
  ])('%s', (_, word) => {
    expect(isReservedWord(word)).toBe(true)
  })

  test.each<[string, string]>([
    ['a user name is not reserved', 'alice.smith'],
    ['a reserved word with more characters is not reserved', 'sessions-of-alice'],
  ])('%s', (_, word) => {
    expect(isReservedWord(word)).toBe(false)
  })
})
