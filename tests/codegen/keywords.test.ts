import { describe, expect, test } from 'vitest'
import { CodegenError } from '../../src/codegen/codegen-error.ts'
import { compareSpecs } from '../../src/codegen/difference/compare.ts'
import { notCompared } from '../../src/codegen/difference/keywords.ts'
import { parseDocument } from '../../src/codegen/parse.ts'

type Json = Record<string, unknown>

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const string = { type: 'string' }

/** A document, with more in one of its places. */
function documentWith(place = '', more: Json = {}): Json {
  const at = (name: string, given: Json): Json => (name === place ? { ...given, ...more } : given)
  const media = (name: string, schema: Json) => ({
    'application/json': at(`${name} media`, { schema: at(`${name} schema`, schema) }),
  })
  return at('document', {
    openapi: '3.1.0',
    info: { title: 't', version: '1' },
    servers: [{ url: 'https://vcenter.example/sdk' }],
    paths: {
      '/a/{id}': at('path item', {
        parameters: [at('path parameter', { name: 'id', in: 'path', required: true, schema: string })],
        post: at('operation', {
          operationId: 'a',
          parameters: [
            at('query parameter', { name: 'q', in: 'query', schema: at('query schema', string) }),
            at('header parameter', { name: 'h', in: 'header', schema: string }),
          ],
          requestBody: at('request', {
            content: media('request', { type: 'object', properties: { a: at('inline schema', string) } }),
          }),
          responses: {
            200: at('response', {
              description: 'd',
              headers: { x: at('header', { schema: at('header schema', string) }) },
              content: media('response', { type: 'array', items: at('items schema', string) }),
            }),
          },
        }),
      }),
    },
    components: {
      securitySchemes: { Session: at('security scheme', { type: 'apiKey', in: 'header', name: 's' }) },
      schemas: {
        Object: at('object schema', {
          type: 'object',
          properties: { list: at('member schema', { type: 'array', items: string }), base: ref('Base') },
        }),
        Union: at('union schema', { oneOf: [at('alternative schema', string), ref('Object')] }),
        Base: at('base schema', { type: 'object' }),
        Kid: at('kid schema', {
          allOf: [ref('Base'), at('part schema', { properties: { kid: at('kid member schema', ref('Base')) } })],
        }),
        Text: at('text schema', { type: 'string', enum: ['a'] }),
      },
    },
  })
}

const words = { description: 'other', summary: 'other', externalDocs: { url: 'https://a.example' }, 'x-other': true }

/** Every keyword of OpenAPI 3.0 and 3.1 by the kind of its object, with a value that says something. */
const keywords: Record<string, Json> = {
  schema: {
    ...{
      $ref: '#/components/schemas/Text',
      type: 'integer',
      format: 'date',
      enum: ['b'],
      const: 'b',
      nullable: true,
      default: 'b',
    },
    ...{
      title: 'other',
      description: 'other',
      example: 'b',
      examples: ['b'],
      $comment: 'other',
      externalDocs: words.externalDocs,
      'x-other': true,
    },
    ...{ deprecated: true, readOnly: true, writeOnly: true, discriminator: { propertyName: 'a' }, xml: { name: 'b' } },
    ...{
      multipleOf: 2,
      minimum: 1,
      maximum: 1,
      exclusiveMinimum: 1,
      exclusiveMaximum: 1,
      minLength: 1,
      maxLength: 1,
      pattern: 'b',
    },
    ...{
      minItems: 1,
      maxItems: 1,
      uniqueItems: true,
      minContains: 2,
      maxContains: 2,
      contains: string,
      prefixItems: [string],
    },
    ...{
      items: { type: 'boolean' },
      unevaluatedItems: false,
      minProperties: 1,
      maxProperties: 1,
      required: ['z'],
      propertyNames: { maxLength: 1 },
    },
    ...{
      properties: { z: string },
      patternProperties: { '^b': string },
      additionalProperties: false,
      unevaluatedProperties: false,
    },
    ...{
      dependentRequired: { a: ['b'] },
      dependentSchemas: { a: string },
      allOf: [{ type: 'number' }],
      oneOf: [{ type: 'number' }],
      anyOf: [{ type: 'number' }],
    },
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema.
    ...{ not: { type: 'number' }, if: { maxLength: 1 }, then: { maxLength: 1 }, else: { maxLength: 1 } },
    ...{
      contentEncoding: 'base64',
      contentMediaType: 'text/plain',
      contentSchema: string,
      $defs: { a: string },
      $anchor: 'b',
    },
  },
  operation: {
    ...{
      ...words,
      tags: ['other'],
      operationId: 'b',
      deprecated: true,
      security: [{ Session: [] }],
      servers: [{ url: 'https://a.example' }],
    },
    ...{ callbacks: { a: {} }, parameters: [], requestBody: { content: {} }, responses: {} },
  },
  'path item': {
    ...words,
    servers: [{ url: 'https://a.example' }],
    parameters: [{ name: 'b', in: 'cookie', schema: string }],
  },
  parameter: {
    ...{
      name: 'b',
      in: 'cookie',
      description: 'other',
      required: true,
      deprecated: true,
      allowEmptyValue: true,
      style: 'other',
      explode: 'other',
    },
    ...{
      allowReserved: true,
      schema: { type: 'number' },
      example: 'b',
      examples: { b: {} },
      content: { 'text/plain': {} },
      'x-other': true,
    },
  },
  request: { description: 'other', content: {}, required: true, 'x-other': true },
  media: {
    schema: { type: 'number' },
    example: 'b',
    examples: { b: {} },
    encoding: { a: { style: 'form' } },
    'x-other': true,
  },
  response: { description: 'other', headers: {}, content: {}, links: { a: { operationId: 'a' } }, 'x-other': true },
  header: {
    description: 'other',
    required: true,
    deprecated: true,
    explode: true,
    schema: { type: 'number' },
    content: { 'text/plain': {} },
    example: 'b',
  },
  scheme: {
    description: 'other',
    type: 'http',
    name: 'b',
    in: 'query',
    scheme: 'basic',
    bearerFormat: 'b',
    flows: {},
    openIdConnectUrl: 'https://a.example',
  },
  document: {
    info: { title: 'other', version: '2' },
    servers: [{ url: '/b' }],
    webhooks: {},
    security: [{ Session: [] }],
    tags: [],
    externalDocs: {},
  },
}

const places: Record<string, string[]> = {
  schema: [
    'query',
    'inline',
    'request',
    'response',
    'items',
    'header',
    'object',
    'member',
    'union',
    'alternative',
    'base',
    'kid',
    'part',
    'kid member',
    'text',
  ].map((name) => `${name} schema`),
  operation: ['operation'],
  'path item': ['path item'],
  parameter: ['query parameter', 'header parameter', 'path parameter'],
  request: ['request'],
  media: ['request media', 'response media'],
  response: ['response'],
  header: ['header'],
  scheme: ['security scheme'],
  document: ['document'],
}

/** Whether what is printed as not compared names a keyword of a place. */
function isNamed(place: string, keyword: string): boolean {
  const named = notCompared.flatMap((one) => one.split(/,? and |, /))
  const isExtension = keyword.startsWith('x-') && notCompared.includes('extensions (x-…)')
  return named.includes(keyword) || isExtension || (place === 'path parameter' && named.includes('parameters in paths'))
}

describe('a keyword that only one of two documents has', () => {
  const all = Object.entries(keywords).flatMap(([kind, values]) =>
    (places[kind] ?? []).flatMap((place) =>
      Object.entries(values).map(([keyword, value]) => ({ place, keyword, value })),
    ),
  )
  // It is no parameter of a path any more.
  const cases = all.filter(({ place, keyword }) => !(place === 'path parameter' && keyword === 'in'))

  test('is a difference, or is named as one that is not compared', () => {
    expect(cases.length).toBeGreaterThan(800)
    const missed = cases.filter(({ place, keyword, value }) => {
      const { unexpected } = compareSpecs(documentWith(), documentWith(place, { [keyword]: value }), [])
      return unexpected.length === 0 && !isNamed(place, keyword)
    })
    expect(missed.map(({ place, keyword }) => `${place} ${keyword}`)).toEqual([])
  })

  test('is not compared where that is said', () => {
    const found = cases.filter(({ place, keyword, value }) => {
      const { unexpected } = compareSpecs(documentWith(), documentWith(place, { [keyword]: value }), [])
      return unexpected.length > 0 && isNamed(place, keyword)
    })
    expect(found.map(({ place, keyword }) => `${place} ${keyword}`)).toEqual([])
  })
})

describe('two ways to say the same', () => {
  test.each<[string, string, Json, Json]>([
    [
      'null in 3.0 and 3.1',
      'member schema',
      { type: 'string', nullable: true, items: undefined },
      { type: ['string', 'null'], items: undefined },
    ],
    [
      'null in a union',
      'member schema',
      { type: 'array', nullable: true },
      { anyOf: [{ type: 'array', items: string }, { type: 'null' }], type: undefined, items: undefined },
    ],
    ['an excluded limit', 'text schema', { minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
    ['a constant', 'text schema', {}, { enum: undefined, const: 'a' }],
    ['the type of constants', 'text schema', {}, { type: undefined }],
    [
      'what is so by default',
      'member schema',
      {},
      { minItems: 0, uniqueItems: false, deprecated: false, readOnly: false },
    ],
    ['what objects hold by default', 'object schema', {}, { additionalProperties: true, minProperties: 0 }],
    ['how a parameter is written by default', 'query parameter', {}, { style: 'form', explode: true, required: false }],
    ['how a header is written by default', 'header', {}, { style: 'simple', explode: false }],
    ['the order of what is required', 'inline schema', { required: ['a', 'b'] }, { required: ['b', 'a'] }],
  ])('%s is no difference', (_, place, one, other) => {
    expect(compareSpecs(documentWith(place, one), documentWith(place, other), []).unexpected).toEqual([])
  })
})

describe('a reference that leads nowhere', () => {
  const nowhere = { $ref: '#/components/other/a' }
  test.each<[string, Json, string]>([
    ['operation', { parameters: [nowhere] }, 'POST /sdk/a/{id} parameter #/components/other/a'],
    ['operation', { requestBody: nowhere }, 'POST /sdk/a/{id} request'],
    ['operation', { responses: { 200: nowhere } }, 'POST /sdk/a/{id} answer 200'],
    ['response', { headers: { x: nowhere } }, 'POST /sdk/a/{id} answer 200 header x'],
    ['object schema', nowhere, 'schema Object'],
    ['security scheme', nowhere, 'security scheme Session'],
  ])('of %s %j is a difference that names it', (place, more, where) => {
    const { unexpected } = compareSpecs(documentWith(), documentWith(place, more), [])
    const found = unexpected.find((one) => one.place === where)
    expect(found?.published).toMatch(/^a reference that leads nowhere/)
    expect(JSON.stringify(found)).toContain('#/components/other/a')
    expect(JSON.stringify(unexpected)).not.toContain('undefined')
  })
})

describe('a document of aliases', () => {
  const levels = Array.from(
    { length: 60 },
    (_, index) => `l${index + 1}: &l${index + 1} { properties: { a: *l${index}, b: *l${index} } }`,
  )
  test.each([
    ['to themselves', 'a: &a { properties: { b: *a } }'],
    ['in lists to themselves', 'a: &a [*a]'],
    ['that double what they stand for', `l0: &l0 { type: string }\n${levels.join('\n')}`],
  ])('%s is refused in a sentence', (_, text) => {
    expect(() => parseDocument(text, 'a.yaml')).toThrow(
      new CodegenError('a.yaml: its aliases stand for themselves or for too much; write references ($ref) for them'),
    )
  })

  test('that stand for a little is read', () => {
    expect(parseDocument('a: &a { b: c }\nd: [*a, *a]', 'a.yaml')).toEqual({
      a: { b: 'c' },
      d: [{ b: 'c' }, { b: 'c' }],
    })
  })
})
