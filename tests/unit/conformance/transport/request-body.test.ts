import { describe, expect, test } from 'vitest'
import { parseRequestBody, type RequestBody } from '../../../../src/conformance/transport/request-body.ts'

describe('parseRequestBody', () => {
  test.each<[string, string, RequestBody]>([
    [
      'a list of strings gives ids',
      '{"sessionId":["a","b"]}',
      { isJson: true, elements: ['a', 'b'], ids: ['a', 'b'], strings: ['a', 'b'] },
    ],
    ['an empty list gives no ids', '{"sessionId":[]}', { isJson: true, elements: [], ids: undefined, strings: [] }],
    [
      'a list with a number gives its elements and no ids',
      '{"sessionId":["a",1]}',
      { isJson: true, elements: ['a', 1], ids: undefined, strings: ['a'] },
    ],
    [
      'a list within the list gives no ids, and its strings are found',
      '{"sessionId":[["a"]]}',
      { isJson: true, elements: [['a']], ids: undefined, strings: ['a'] },
    ],
    [
      'a string in place of the list gives no elements, and the string is found',
      '{"sessionId":"a"}',
      { isJson: true, elements: undefined, ids: undefined, strings: ['a'] },
    ],
    [
      'null in place of the list gives no elements',
      '{"sessionId":null}',
      { isJson: true, elements: undefined, ids: undefined, strings: [] },
    ],
    [
      'an object without sessionId gives no elements',
      '{}',
      { isJson: true, elements: undefined, ids: undefined, strings: [] },
    ],
    [
      'strings are found in every member at any depth, except the names of types',
      '{"_typeName":"T","sessionId":["a"],"more":{"_typeName":"T","deep":[{"id":"b"}]}}',
      { isJson: true, elements: ['a'], ids: ['a'], strings: ['a', 'b'] },
    ],
    [
      'a list in place of the object gives its strings',
      '["a","b"]',
      { isJson: true, elements: undefined, ids: undefined, strings: ['a', 'b'] },
    ],
    [
      'a string in place of the object is found',
      '"a"',
      { isJson: true, elements: undefined, ids: undefined, strings: ['a'] },
    ],
    ['null in place of the object is JSON', 'null', { isJson: true, elements: undefined, ids: undefined, strings: [] }],
    [
      'a body that is cut off is not JSON',
      '{"sessionId":["a"]',
      { isJson: false, elements: undefined, ids: undefined, strings: [] },
    ],
    ['an empty body is not JSON', '', { isJson: false, elements: undefined, ids: undefined, strings: [] }],
  ])('%s', (_, text, parsed) => {
    expect(parseRequestBody(text)).toEqual(parsed)
  })
})
