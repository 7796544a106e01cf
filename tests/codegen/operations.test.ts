import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CodegenError, generate } from '../../src/codegen/index.ts'
import { compile, compiled, written } from './compile.ts'

const string = { type: 'string' }
const ok = { 200: { description: 'd', content: { 'application/json': { schema: string } } } }
const operation = (operationId: string, rest: object = {}) => ({ operationId, responses: ok, ...rest })
const parameter = (name: string, where: string, required: boolean) => ({ name, in: where, required, schema: string })
const body = (required: boolean) => ({ required, content: { 'application/json': { schema: string } } })

const callable = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options']

test('every method that fetch can send is generated, in its path and behind a reference', async () => {
  const item = (prefix: string) => Object.fromEntries(callable.map((name) => [name, operation(`${prefix}_${name}`)]))
  const document = {
    paths: {
      '/own': item('own'),
      '/referred': { $ref: '#/components/pathItems/Referred' },
      '/chained/{id}': { $ref: '#/components/pathItems/Chained' },
      '/beside': { $ref: '#/components/pathItems/Beside', get: operation('beside_get') },
      'x-extension': { get: 'not an operation' },
    },
    webhooks: { told: { $ref: '#/components/pathItems/End' } },
    components: {
      pathItems: {
        Referred: item('referred'),
        Chained: { $ref: '#/components/pathItems/End' },
        End: { parameters: [parameter('id', 'path', true)], get: operation('chained_get') },
        Beside: { put: operation('beside_put') },
      },
    },
  }
  const names = [
    ...callable.map((name) => `own_${name}`),
    ...callable.map((name) => `referred_${name}`),
    'chained_get',
    'beside_get',
    'beside_put',
  ]
  const program = `
    import { createOperations } from './client.js'
    const o = createOperations({ baseUrl: 'https://vcenter.example' })
    export const all: Record<keyof typeof o, unknown> = o
    export const texts: Promise<string | undefined>[] = [
      ${names.map((name) => `o.${name}(${name.startsWith('chained') ? '{ params: { path: { id: "a" } } }' : ''}).then(({ data }) => data)`).join(',\n')}
    ]
  `
  const file = written(document)
  expect(await compile(file, program)).toEqual(compiled)
  const { client } = await generate(file)
  expect([...client.matchAll(/^ {4}(\w+): \(init/gm)].map(([, name]) => name).sort()).toEqual(names.sort())
})

const inPath = { parameters: [parameter('id', 'path', true)] }
const referred = { $ref: '#/components/parameters/id' }

test.each<[string, string, object, string | undefined]>([
  [
    'TRACE',
    '/a',
    { trace: operation('a') },
    'TRACE "/a" cannot be called: fetch sends no TRACE; leave the operation out',
  ],
  [
    'a parameter of its path that is not declared',
    '/a/{id}/{other}',
    { get: operation('a', inPath) },
    'GET "/a/{id}/{other}" does not declare "other", a parameter of its path',
  ],
  [
    'a parameter that is declared elsewhere than in the path',
    '/a/{id}',
    { get: operation('a', { parameters: [parameter('id', 'query', true)] }) },
    'GET "/a/{id}" does not declare "id", a parameter of its path',
  ],
  ['a parameter of the operation', '/a/{id}', { get: operation('a', inPath) }, undefined],
  ['a parameter of the path item', '/a/{id}', { ...inPath, get: operation('a') }, undefined],
  ['a parameter behind a reference', '/a/{id}', { get: operation('a', { parameters: [referred] }) }, undefined],
  [
    'an operation beside a reference that has it, too',
    '/a',
    { $ref: '#/components/pathItems/P', get: operation('a') },
    '"/a" has GET beside a $ref to another one; write it in one place',
  ],
])('of an operation with %s, every one is generated or refused with file and line', async (_, path, item, sentence) => {
  const components = { parameters: { id: parameter('id', 'path', true) }, pathItems: { P: { get: operation('b') } } }
  const file = written({ paths: { [path]: item }, components })
  if (sentence === undefined) {
    expect((await generate(file)).client).toContain('    a: (init: ')
    return
  }
  const lines = readFileSync(file, 'utf8').split('\n')
  const line = lines.findIndex((text) => /^ {3}"(get|trace)"/.test(text)) + 1
  const refused = generate(file)
  await expect(refused).rejects.toThrow(CodegenError)
  await expect(refused).rejects.toMatchObject({ message: `openapi.yaml:${line}: ${sentence}` })
})

test('an init is asked for where a parameter or a body is required, and only there', async () => {
  const required: Record<string, object> = {
    Path: {},
    Query: { parameters: [parameter('a', 'query', true)] },
    Header: { parameters: [parameter('a', 'header', true)] },
    Cookie: { parameters: [parameter('a', 'cookie', true)] },
    Body: { requestBody: body(true) },
    BodyRef: { requestBody: { $ref: '#/components/requestBodies/Required' } },
    Ref: { parameters: [{ $ref: '#/components/parameters/Required' }] },
    OverridesOptional: { parameters: [parameter('shared', 'query', true)] },
  }
  const optional: Record<string, object> = {
    Nothing: {},
    OptionalQuery: { parameters: [parameter('a', 'query', false), parameter('b', 'header', false)] },
    OptionalBody: { requestBody: body(false) },
    OptionalBodyRef: { requestBody: { $ref: '#/components/requestBodies/Optional' } },
    OptionalRef: { parameters: [{ $ref: '#/components/parameters/Optional' }] },
  }
  const paths = Object.fromEntries(
    Object.entries({ ...required, ...optional }).map(([name, rest]) => [
      name === 'Path' ? '/Path/{id}' : `/${name}`,
      {
        parameters: [parameter('shared', 'query', false), ...(name === 'Path' ? inPath.parameters : [])],
        post: operation(name, rest),
      },
    ]),
  )
  const components = {
    parameters: { Required: parameter('a', 'query', true), Optional: parameter('a', 'query', false) },
    requestBodies: { Required: body(true), Optional: body(false) },
  }
  const program = `
    import { createOperations } from './client.js'
    const o = createOperations({})
    ${Object.keys(optional)
      .map((name) => `void o.${name}(); void o.${name}({ params: { query: { shared: 'x' } } })`)
      .join('\n')}
    ${Object.keys(required)
      .map((name) => `// @ts-expect-error an argument is needed\nvoid o.${name}()`)
      .join('\n')}
    void o.Path({ params: { path: { id: 'a' } } })
    void o.Body({ body: 'x' })
  `
  expect(await compile(written({ paths, components }), program)).toEqual(compiled)
})

test('a method is deprecated as its operation is', async () => {
  const { client } = await generate(
    written({
      paths: {
        '/a': { get: operation('old', { deprecated: true }) },
        '/b': { get: operation('new_', { deprecated: false }) },
      },
    }),
  )
  expect(client.match(/@deprecated\n {5}\*\/\n {4}(\w+):/)?.[1]).toBe('old')
  expect(client.match(/@deprecated/g)).toHaveLength(1)
})

test.each([
  ['of schemas alone', { components: { schemas: { One: { type: 'object', properties: { a: string } } } } }],
  [
    'of webhooks alone',
    {
      webhooks: { one: { post: operation('a') } },
      components: { schemas: { One: { type: 'object', properties: { a: string } } } },
    },
  ],
  [
    'without operations',
    { paths: {}, components: { schemas: { One: { type: 'object', properties: { a: string } } } } },
  ],
])('a document %s has types, and a client without methods', async (_, document) => {
  const program = `
    import { createOperations, type Operations } from './client.js'
    import type { One } from './openapi.js'
    export const none: Record<string, never> = createOperations({ baseUrl: 'https://vcenter.example' }) satisfies Operations
    export const one: One = { a: 'x' }
  `
  expect(await compile(written(document), program)).toEqual(compiled)
})

test('the module of the types may have any name', async () => {
  const file = written({ paths: { '/a': { get: operation('a') } } })
  for (const name of ['./openapi.js', "./o'x.js", './o"x.js', './o\\x.js', './o\nx.js', "./o\\'x.js"]) {
    const { client } = await generate(file, { typesModule: name })
    const literal = /import type \{ paths \} from (.*)$/m.exec(client)?.[1] ?? ''
    // As a program would read it.
    expect(new Function(`return ${literal}`)()).toBe(name)
  }
})
