import { describe, expect, test } from 'vitest'
import { asFetch, initOf, type PlainRequest, requestOf, textOf } from '../../../src/client/message.ts'

const url = 'https://vcenter.example/sdk'
const bytes = (text: string) => new TextEncoder().encode(text)

describe('asFetch', () => {
  test('passes method, URL, headers and body on', async () => {
    const sent: PlainRequest[] = []
    const fetch = asFetch(async (request) => {
      sent.push(request)
      return { status: 200, headers: new Headers({ 'x-a': 'b' }), body: bytes('ä') }
    })
    const response = await fetch(new Request(url, { method: 'POST', headers: { 'x-c': 'd' }, body: bytes('ö') }))
    expect(sent.map(({ headers, ...rest }) => ({ ...rest, headers: [...headers] }))).toEqual([
      { method: 'POST', url, headers: [['x-c', 'd']], body: 'ö' },
    ])
    expect([response.status, response.headers.get('x-a'), await response.text()]).toEqual([200, 'b', 'ä'])
  })

  test('passes no body on where the request has none', async () => {
    const bodies: unknown[] = []
    const fetch = asFetch(async ({ body }) => {
      bodies.push(body)
      return { status: 200, headers: new Headers(), body: bytes('') }
    })
    await fetch(new Request(url))
    expect(bodies).toEqual([undefined])
  })

  test('has what it sends with beside it', () => {
    const send = async () => ({ status: 204, headers: new Headers(), body: bytes('') })
    expect(asFetch(send).send).toBe(send)
  })

  test.each([204, 205, 304])('drops the body of a %i, which a Response must not have', async (status) => {
    const fetch = asFetch(async () => ({ status, headers: new Headers(), body: bytes('a') }))
    const response = await fetch(new Request(url))
    expect([response.status, response.body]).toEqual([status, null])
  })
})

describe('requestOf', () => {
  test('adds no Content-Type, and follows no redirect', async () => {
    const request = requestOf({ method: 'POST', url, headers: new Headers({ 'x-c': 'd' }), body: 'ö' })
    expect({ ...init(request), headers: [...request.headers], body: await request.text() }).toEqual({
      method: 'POST',
      url,
      redirect: 'manual',
      headers: [['x-c', 'd']],
      body: 'ö',
    })
  })

  test('is sent in two parts where it is to be chunked', async () => {
    const request = requestOf({ method: 'POST', url, headers: new Headers(), body: 'abcde', chunked: true })
    const parts: string[] = []
    for await (const part of request.body ?? []) parts.push(new TextDecoder().decode(part))
    expect([parts, init(request), [...request.headers]]).toEqual([
      ['abc', 'de'],
      { method: 'POST', url, redirect: 'manual' },
      [],
    ])
  })

  test('has the names of its headers in capitals where these are asked for', () => {
    const headers = new Headers({ 'x-a': 'b' })
    expect(initOf({ method: 'POST', url, headers, body: undefined, capitals: true }).headers).toEqual([['X-A', 'b']])
  })

  test('has no body where there is none', () => {
    expect(requestOf({ method: 'GET', url, headers: new Headers(), body: undefined }).body).toBeNull()
  })
})

const init = ({ method, url, redirect }: Request) => ({ method, url, redirect })

test('textOf decodes the body of an answer', () => {
  expect(textOf({ body: bytes('ä') })).toBe('ä')
})
