import { expect, test } from 'vitest'
import { spellings } from '../../../../../src/conformance/dimensions/bodies/spellings.ts'

const keys = ['52b84082-c3a3-4159-8628-16390613612c', 'quotes " and \\ backslash', 'käse 会話 😀', '\t\n\0']
const named = Object.entries(spellings)

test.each(named.flatMap(([name, body]) => keys.map((key) => ({ name, key, body }))))(
  'the request with $name names the same session as the usual one: $key',
  ({ key, body }) => {
    const text = body.text(JSON.stringify(key), '"other"') ?? ''
    expect(JSON.parse(text)).toMatchObject({ sessionId: body.ids === 2 ? [key, 'other'] : [key] })
    expect([body.disruptive, body.method, body.query]).toEqual([undefined, undefined, undefined])
  },
)

test.each([
  ['escapes in the ids', '{"sessionId":["\\u006b\\u00fc","\\u006f\\u0077\\u006e"]}'],
  ['escapes in the name of the member, and in capitals', '{"session\\u0049d":["\\u006B\\u00FC"]}'],
  ['named after the method, behind the list', '{"sessionId":["kü","own"],"_typeName":"TerminateSession"}'],
])('%s', (name, text) => {
  expect(spellings[name]?.text(JSON.stringify('kü'), '"own"')).toBe(text)
})

test('one of them is longer than 64 KB', () => {
  const lengths = named.map(([, body]) => body.text('"key"', '""')?.length ?? 0)
  expect(lengths.filter((length) => length > 64 * 1024)).toHaveLength(1)
})

test.each([
  [
    'names of headers and a media type in capitals, with a charset in quotes, and JSON alone accepted',
    '{"sessionId":["key"]}',
    { capitals: true, contentType: 'Application/JSON;charset="UTF-8"', accept: 'application/json' },
  ],
  ['in chunks, as the last request of its connection', '{"sessionId":["key","own"]}', { chunked: true, closing: true }],
])('the request %s has the usual body', (name, usual, headers) => {
  const { text, contentType, accept, chunked, closing, capitals } = spellings[name] ?? {}
  expect({ text: text?.('"key"', '"own"'), contentType, accept, chunked, closing, capitals }).toEqual({
    text: usual,
    ...headers,
  })
})
