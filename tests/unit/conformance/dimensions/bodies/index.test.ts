import { expect, test } from 'vitest'
import type { RequirementId } from '../../../../../generated/requirements.ts'
import type { Body } from '../../../../../src/conformance/dimensions/bodies/body.ts'
import { contents } from '../../../../../src/conformance/dimensions/bodies/contents.ts'
import { bodies, bodiesOf } from '../../../../../src/conformance/dimensions/bodies/index.ts'
import { members } from '../../../../../src/conformance/dimensions/bodies/members.ts'
import { notJson } from '../../../../../src/conformance/dimensions/bodies/not-json.ts'
import { spellings } from '../../../../../src/conformance/dimensions/bodies/spellings.ts'
import { types } from '../../../../../src/conformance/dimensions/bodies/types.ts'
import { verbs } from '../../../../../src/conformance/dimensions/bodies/verbs.ts'

const [key, other] = ['52b84082-c3a3-4159-8628-16390613612c', '52c94193-d4b4-526a-9739-274a1724723d']
const [id, otherId] = [JSON.stringify(key), JSON.stringify(other)]
const all = Object.entries(bodies)
const judges =
  (...ids: RequirementId[]) =>
  (body: Body) =>
    ids.includes(body.check)

const textOf = (body: Body) => body.text(id, otherId)

/** The value of a body; undefined where it is not JSON. */
function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

/** The text of a body and its query, as it is and as JSON without escapes. */
function readable(body: Body): string {
  const text = textOf(body) ?? ''
  return [text, body.query?.(id, otherId) ?? '', JSON.stringify(parsed(text)) ?? ''].join('\n')
}

test('the names are all different', () => {
  const parts = [types, members, notJson, contents, verbs, spellings]
  expect(all.map(([name]) => name)).toEqual(parts.flatMap((part) => Object.keys(part)))
})

test('each body is judged by one requirement', () => {
  const judged = [...new Set(all.map(([, { check }]) => check))]
  expect(judged.flatMap(bodiesOf).sort()).toEqual(all.map(([name]) => name).sort())
  expect(bodiesOf('terminate.success.no-content')).toEqual([])
})

test('the requests are all different, and none is the usual one', () => {
  const requests = all.map(([, body]) =>
    JSON.stringify([
      body.method ?? 'POST',
      textOf(body),
      body.query?.(id, otherId),
      body.contentType === undefined ? 'application/json' : body.contentType,
      body.chunked,
      body.closing,
    ]),
  )
  const usual = JSON.stringify(['POST', `{"sessionId":[${id}]}`, undefined, 'application/json', undefined, undefined])
  expect(new Set([...requests, usual]).size).toBe(requests.length + 1)
})

/** The names of the bodies of which something holds. */
const namesWhere = (holds: (body: Body, name: string) => boolean) =>
  all.flatMap(([name, body]) => (holds(body, name) ? [name] : []))

test('each body contains as many keys as it says', () => {
  const contained = all.map(([name, body]) => [name, [key, other].filter((one) => readable(body).includes(one))])
  expect(contained).toEqual(all.map(([name, { ids }]) => [name, [key, other].slice(0, ids)]))
})

test('a body is JSON, unless its requirement is about what is not', () => {
  const isAboutOthers = judges(
    'terminate.request.body-required',
    'terminate.request.malformed-json',
    'terminate.request.lenient-json',
    'terminate.request.content',
  )
  expect(namesWhere((body) => parsed(textOf(body)) !== undefined)).toEqual(
    namesWhere((body, name) => !isAboutOthers(body) && !name.endsWith('with a query')),
  )
})

test('a body is disruptive where it names nothing, or might be read as no list', () => {
  const isListOfOwn = (body: Body) => {
    const value = parsed(textOf(body))
    const list = typeof value === 'object' && value !== null && 'sessionId' in value ? value.sessionId : undefined
    const isJson = body.contentType === undefined || /^application\/json(;|$)/i.test(body.contentType ?? '')
    const text = JSON.stringify(list) ?? ''
    return body.method === undefined && isJson && [key, other].slice(0, body.ids).some((one) => text.includes(one))
  }
  expect(namesWhere(({ disruptive }) => disruptive === true)).toEqual(namesWhere((body) => !isListOfOwn(body)))
})

test('a body may be sent again where no server is right to carry it out', () => {
  const isLawful = judges(
    'terminate.request.other-members',
    'terminate.request.double-member',
    'terminate.request.unknown-property',
    'terminate.request.no-content-type',
    'terminate.request.type-name',
    'terminate.request.spelling',
  )
  expect(namesWhere(({ mayEnd }) => mayEnd === true)).toEqual(namesWhere(isLawful))
})
