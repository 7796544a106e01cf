import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CodegenError, generate } from '../../src/codegen/index.ts'
import { compile, compiled, ofSchemas, written } from './compile.ts'

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const string = { type: 'string' }
const object = (properties: object, rest: object = {}) => ({ type: 'object', properties, ...rest })
const root = object({ _typeName: string }, { required: ['_typeName'], discriminator: { propertyName: '_typeName' } })

/** The keywords of every object of OpenAPI 3.0 and 3.1, and of its schemas: any of them may be the name of a property. */
const keywords =
  `$anchor $comment $defs $dynamicAnchor $dynamicRef $id $ref $schema $vocabulary additionalProperties allOf anyOf attribute callbacks components const
  contains content contentEncoding contentMediaType contentSchema default definitions delete dependentRequired dependentSchemas deprecated description
  discriminator else encoding enum example examples exclusiveMaximum exclusiveMinimum explode externalDocs format get head headers if in info items links mapping
  maxContains maxItems maxLength maxProperties maximum minContains minItems minLength minProperties minimum multipleOf name not nullable oneOf openapi operationId
  options parameters patch paths pattern patternProperties post prefixItems properties propertyName propertyNames put readOnly requestBody required responses
  schema schemas security servers style summary tags then title trace type unevaluatedItems unevaluatedProperties uniqueItems webhooks writeOnly xml`.split(
    /\s+/,
  )

test('a property may have the name of any keyword, outside and inside a tree of subtypes', async () => {
  const properties = Object.fromEntries(keywords.map((name) => [name, ref('Kid')]))
  const file = ofSchemas({
    Any: root,
    Kid: { allOf: [ref('Any'), object({ kid: string })] },
    Grandkid: { allOf: [ref('Kid')] },
    Plain: object(properties, { required: keywords }),
    Inner: object({ inner: object(properties, { required: keywords }) }, { required: ['inner'] }),
    Member: { allOf: [ref('Any'), object(properties, { required: keywords })] },
  })
  const names = keywords.map((name) => JSON.stringify(name)).join(' | ')
  const program = `
    import type { Inner, Kid, Grandkid, Member, Plain } from './openapi.js'
    type Same<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false
    type Names = ${names}
    export const same: [Same<keyof Plain, Names>, Same<keyof Inner['inner'], Names>, Same<Exclude<keyof Member, '_typeName'>, Names>] = [true, true, true]
    type AllOf<Type> = { [Name in Names]: Name extends keyof Type ? Same<Type[Name], Kid | Grandkid> : false }[Names]
    export const unions: [AllOf<Plain>, AllOf<Inner['inner']>, AllOf<Member>] = [true, true, true]
  `
  expect(await compile(file, program)).toEqual(compiled)
})

test('what is an example, a default or an extension stays as it is, even where it looks like a reference', async () => {
  const look = { discriminator: { propertyName: '_typeName' }, kept: true }
  const file = ofSchemas({
    Any: root,
    Kid: { allOf: [ref('Any')] },
    Other: { ...object({ a: { ...string, example: look, default: look } }) },
  })
  expect((await generate(file)).types.match(/"discriminator": \{/g)).toHaveLength(2)
})

/** Schemas, and whether an interface can extend their type. */
const kinds: Record<string, ['interface' | 'type', object | boolean]> = {
  Object: ['interface', object({ a: string })],
  Bare: ['interface', { type: 'object' }],
  Untyped: ['interface', { properties: { a: string } }],
  Open: ['interface', object({ a: string }, { additionalProperties: true })],
  Closed: ['interface', object({ a: string }, { additionalProperties: false })],
  Recursive: ['interface', object({ next: ref('Recursive') })],
  AllOf: ['interface', { allOf: [ref('Object'), object({ b: string })] }],
  AllOfAndMore: ['interface', { allOf: [ref('Object')], properties: { c: string }, required: ['a'] }],
  AllOfWithNothing: ['interface', { allOf: [ref('Object'), { description: 'd' }, { required: ['a'] }] }],
  Renamed: ['interface', ref('Object')],
  Pinned: ['interface', { allOf: [ref('Object'), object({ a: { ...string, enum: ['A'] } })] }],
  Repinned: [
    'type',
    { allOf: [ref('Pinned'), object({ a: { ...string, enum: ['B'] } }, { required: ['a'] })], required: ['a'] },
  ],
  Clashing: [
    'type',
    { allOf: [ref('Object'), object({ a: { type: 'boolean' } }, { required: ['a'] })], required: ['a'] },
  ],
  Nullable: ['type', { type: ['object', 'null'], properties: { a: string } }],
  Anything: ['type', {}],
  True: ['type', true],
  String: ['type', string],
  Choice: ['type', { type: 'string', enum: ['a', 'b'] }],
  Constant: ['type', { const: 'a' }],
  Nothing: ['type', { type: 'null' }],
  List: ['type', { type: 'array', items: ref('Object') }],
  MapOfItself: ['type', { type: 'object', additionalProperties: ref('MapOfItself') }],
  ListOfObjectsOfIt: ['type', { type: 'array', items: object({ a: ref('ListOfObjectsOfIt') }) }],
  Several: ['type', { type: ['string', 'object'] }],
  OneOf: ['type', { oneOf: [ref('Object'), ref('AllOf')] }],
  AnyOf: ['type', { anyOf: [ref('Object'), string] }],
  ObjectAndOneOf: ['type', object({ b: string }, { oneOf: [ref('Object'), ref('AllOf')] })],
  ObjectWithEnum: ['type', object({ a: string }, { enum: [{ a: 'x' }] })],
  ObjectWithConstant: ['type', object({ a: string }, { const: { a: 'x' } })],
  Map: ['type', { type: 'object', additionalProperties: string }],
  MapAndMore: ['type', object({ a: { type: 'number' } }, { additionalProperties: string })],
  Patterns: ['type', { type: 'object', patternProperties: { '^a': string } }],
  AllOfUnion: ['type', { allOf: [ref('OneOf'), object({ b: string })] }],
  AllOfString: ['type', { allOf: [string] }],
  AllOfRenamedUnion: ['type', { allOf: [ref('RenamedUnion')] }],
  AllOfNullable: ['type', { allOf: [ref('Nullable')] }],
  RequiredOfNullable: ['type', { allOf: [ref('Nullable')], required: ['a'] }],
  RequiredOfUnion: ['type', { allOf: [ref('OneOf')], required: ['a'] }],
  AllOfMap: ['type', { allOf: [ref('MapAndMore')] }],
  AllOfNothing: ['type', { allOf: [{ description: 'd' }] }],
  RenamedUnion: ['type', ref('OneOf')],
  RenamedString: ['type', ref('String')],
  RenamedTwice: ['type', ref('RenamedString')],
}
const kinds30: typeof kinds = {
  Object: ['interface', object({ a: string })],
  Nullable: ['type', object({ a: string }, { nullable: true })],
  AllOfNullable: ['type', { allOf: [ref('Nullable'), object({ b: string })] }],
  NullableAllOf: ['type', { nullable: true, allOf: [ref('Object')] }],
  RequiredOfNullable: ['type', { allOf: [ref('Nullable')], required: ['a'] }],
  NullableString: ['type', { type: 'string', nullable: true }],
}

test.each([
  ['3.1.0', kinds],
  ['3.0.3', kinds30],
])(
  'in OpenAPI %s, every kind of schema compiles by its name, and is an interface where it is an object',
  async (version, table) => {
    const schemas = Object.fromEntries(Object.entries(table).map(([name, [, schema]]) => [name, schema]))
    const names = Object.keys(table)
    const program = `
    import type { components, ${names.map((name) => `${name} as ${name}_`).join(', ')} } from './openapi.js'
    type Takes<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false
    ${names.map((name) => `export const is${name}: Takes<${name}_, components['schemas']['${name}']> = true`).join('\n')}
  `
    const file = ofSchemas(schemas, version)
    const { types } = await generate(file)
    const written = names.map((name) => [name, types.match(new RegExp(`^export (interface|type) ${name} `, 'm'))?.[1]])
    expect(written).toEqual(Object.entries(table).map(([name, [kind]]) => [name, kind]))
    expect(await compile(file, program)).toEqual(compiled)
  },
)

test('what an allOf requires of a schema that may be null is required where it is not null', async () => {
  const program = `
    import type { Plain, Maybe, Of } from './openapi.js'
    type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false
    export const same: [Same<Maybe, Plain | null>, Same<NonNullable<Of>['a'], string>, Same<Of & null, null>] = [true, true, true]
    // @ts-expect-error a is required
    export const without: Of = {}
  `
  for (const [version, nullable] of [
    ['3.0.3', { type: 'object', nullable: true }],
    ['3.1.0', { type: ['object', 'null'] }],
  ] as const) {
    const Maybe = { ...object({ a: string, b: string }), ...nullable }
    const schemas = {
      Plain: object({ a: string, b: string }),
      Maybe,
      Renamed: { allOf: [ref('Maybe')] },
      Of: { allOf: [ref('Maybe')], required: ['a'] },
    }
    expect(await compile(ofSchemas(schemas, version), program)).toEqual(compiled)
  }
})

test('a schema may have the name of any type that the generated file uses', async () => {
  const names = [
    'WithRequired',
    'SchemaNamed',
    'Record',
    'Omit',
    'Partial',
    'Extract',
    'Array',
    'Promise',
    'String',
    'Object',
  ]
  const schemas = Object.fromEntries(names.map((name) => [name, object({ [name]: string })]))
  const file = ofSchemas({
    ...schemas,
    Base: object({ a: string }),
    Kid: { allOf: [ref('Base')], required: ['a'] },
    Free: { type: 'object' },
  })
  const program = `
    import type { components, Kid } from './openapi.js'
    export const kid: Kid = { a: 'x' }
    export const one: components['schemas']['WithRequired'] = { WithRequired: 'x' }
  `
  expect(await compile(file, program)).toEqual(compiled)
})

const treeOf = (kid: object, mapping?: object) => ({
  Base: { ...root, discriminator: { propertyName: '_typeName', ...(mapping === undefined ? {} : { mapping }) } },
  Kid: { allOf: [ref('Base'), object({ kid: string }, kid)] },
  Grandkid: { allOf: [ref('Kid'), object({ grand: string })] },
  Holder: object({ base: ref('Base') }),
})

test.each([
  ['its name', treeOf({}), { Base: ['Base'], Kid: ['Kid'], Grandkid: ['Grandkid'] }],
  [
    'the key that maps a name',
    treeOf({}, { kid_v1: 'Kid' }),
    { Base: ['Base'], Kid: ['kid_v1'], Grandkid: ['Grandkid'] },
  ],
  [
    'every key that maps a reference',
    treeOf({}, { v1: ref('Kid').$ref, v2: ref('Kid').$ref, base: 'Base' }),
    { Base: ['base'], Kid: ['v1', 'v2'], Grandkid: ['Grandkid'] },
  ],
  [
    'what the schema itself allows',
    treeOf({ properties: { _typeName: { type: 'string', enum: ['kid'] }, kid: string } }),
    { Base: ['Base'], Kid: ['kid'], Grandkid: ['Grandkid'] },
  ],
  [
    'the constant of the schema',
    treeOf({ properties: { _typeName: { const: 'kid' }, kid: string } }),
    { Base: ['Base'], Kid: ['kid'], Grandkid: ['Grandkid'] },
  ],
])('the _typeName of a subtype is %s', async (_, schemas, wire) => {
  const program = `
    import type { Base, Grandkid, Holder, Kid } from './openapi.js'
    type Same<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false
    type Wire = ${JSON.stringify(wire)}
    export const same: [Same<Base['_typeName'], Wire['Base'][number]>, Same<Kid['_typeName'], Wire['Kid'][number]>, Same<Grandkid['_typeName'], Wire['Grandkid'][number]>] = [true, true, true]
    export const holder: Same<NonNullable<Holder['base']>, Base | Kid | Grandkid> = true
    export const kidOf = (base: NonNullable<Holder['base']>) => base._typeName === ${JSON.stringify(wire.Kid[0])} ? base.kid : undefined
  `
  expect(await compile(ofSchemas(schemas), program)).toEqual(compiled)
})

const within = (place: string) => ({ $ref: `#/components/schemas/A/${place}` })
const listOf = (items: object) => ({ type: 'array', items })
const objectOrList = 'write an object or a list between'

test.each<[string, object, string]>([
  ['another name of itself', { A: ref('A') }, '"A" is a part of itself'],
  ['another name of its other name', { A: ref('B'), B: ref('A') }, '"A" is a part of itself, by way of "B"'],
  ['itself by allOf', { A: { allOf: [ref('A')] } }, '"A" is a part of itself'],
  ['itself by oneOf', { A: { oneOf: [string, ref('A')] } }, '"A" is a part of itself'],
  ['itself by anyOf', { A: { anyOf: [string, ref('A')] } }, '"A" is a part of itself'],
  [
    'what consists of it',
    { Z: string, A: { allOf: [ref('B')] }, B: { oneOf: [string, ref('A')] } },
    '"A" is a part of itself, by way of "B"',
  ],
  [
    'others that are parts of it',
    {
      Z: string,
      A: { allOf: [ref('B')] },
      B: { allOf: [{ anyOf: [ref('C'), string] }] },
      C: { anyOf: [ref('A'), listOf(ref('A'))] },
    },
    '"A" is a part of itself, by way of "B" and "C"',
  ],
  ['a property that is itself', { A: object({ x: within('properties/x') }) }, '"A/properties/x" is a part of itself'],
  ['items that are themselves', { A: listOf(within('items')) }, '"A/items" is a part of itself'],
  [
    'a property that consists of itself',
    { A: object({ x: { allOf: [within('properties/x'), object({ a: string })] } }) },
    '"A/properties/x" is a part of itself',
  ],
  [
    'a property that is a list of itself',
    { A: object({ x: listOf(within('properties/x')) }) },
    '"A/properties/x" is a list of itself; write it as a schema with a name of its own',
  ],
])('a schema that is %s is refused, with file and line', async (_, schemas, circle) => {
  const file = ofSchemas(schemas)
  const place = /^"([^"]+)"/.exec(circle)?.[1]?.split('/').at(-1)
  const line =
    readFileSync(file, 'utf8')
      .split('\n')
      .findIndex((text) => text.includes(`"${place}": {`)) + 1
  const refused = generate(file)
  await expect(refused).rejects.toThrow(CodegenError)
  const sentence = circle.includes(';') ? circle : `${circle}; ${objectOrList}`
  await expect(refused).rejects.toMatchObject({
    code: 'codegen',
    message: `openapi.yaml:${line}: the schema ${sentence}`,
  })
})

/** Schemas that name themselves, values of the type of A, and one that is none. */
const recursive: Record<string, [schemas: object, values: string[], other: string]> = {
  'a list of itself': [{ A: listOf(ref('A')) }, ['[]', '[[], [[]]]'], '[1]'],
  'a list of lists of itself': [{ A: listOf(listOf(ref('A'))) }, ['[]', '[[]]', '[[[[]]]]'], '[1]'],
  'a text or a list of itself': [{ A: { anyOf: [string, listOf(ref('A'))] } }, ["'a'", "['a', ['b']]"], '[1]'],
  'a list of texts or of itself': [{ A: listOf({ oneOf: [string, ref('A')] }) }, ["['a', ['b']]"], "'a'"],
  'null or a list of itself': [{ A: { type: ['array', 'null'], items: ref('A') } }, ['null', '[null, []]'], '[1]'],
  'a tuple of itself': [
    { A: { type: 'array', prefixItems: [string, { anyOf: [ref('A'), { type: 'null' }] }] } },
    ["['a', ['b', null]]"],
    "['a', 1]",
  ],
  'another name of a list of it': [{ A: ref('B'), B: listOf(ref('A')) }, ['[[]]'], '[1]'],
  'what consists of a list of it': [
    { A: { anyOf: [ref('B'), string] }, B: { anyOf: [ref('C'), { type: 'number' }] }, C: listOf(ref('A')) },
    ["'a'", "[1, ['a']]"],
    '[true]',
  ],
  'a list and an object': [
    { A: { allOf: [object({ a: string }), listOf(ref('A'))] } },
    ["Object.assign([], { a: 'x' })"],
    '[1]',
  ],
  'a list by way of one without a name that JavaScript has': [
    { A: listOf(ref('a-b.c')), 'a-b.c': { oneOf: [string, ref('A')] } },
    ["['a', ['b']]"],
    '[1]',
  ],
  'a map of itself': [{ A: { type: 'object', additionalProperties: ref('A') } }, ['{ a: { b: {} } }'], '{ a: 1 }'],
  'a text or a map of itself': [
    { A: { anyOf: [string, { type: 'object', additionalProperties: ref('A') }] } },
    ["{ a: { b: 'c' } }"],
    '{ a: 1 }',
  ],
  'a map of lists of itself': [
    { A: { type: 'object', additionalProperties: listOf(ref('A')) } },
    ['{ a: [{}] }'],
    '{ a: {} }',
  ],
  'an object with a property of itself': [{ A: object({ a: ref('A') }) }, ['{ a: { a: {} } }'], '{ a: 1 }'],
  'an object with a property within which it is': [
    { A: object({ x: object({ y: within('properties/x') }) }) },
    ['{ x: { y: { y: {} } } }'],
    '{ x: 1 }',
  ],
}

test.each(Object.entries(recursive))(
  'a schema that is %s has its type, by its name and within the structure',
  async (_, [schemas, values, other]) => {
    const program = `
    import type { A, components } from './openapi.js'
    export const values: A[] = [${values.join(', ')}]
    export const same: components['schemas']['A'][] = values
    // @ts-expect-error it is of another type
    export const other: A = ${other}
  `
    expect(await compile(ofSchemas(schemas), program)).toEqual(compiled)
  },
)

test('a list of itself keeps its words, and is told by its name wherever it stands', async () => {
  const { types } = await generate(
    ofSchemas({ A: { ...listOf(ref('A')), description: 'Words.' }, B: object({ a: ref('A') }) }),
  )
  expect(types).toContain('/** Words. */\nexport type A = A[];\n')
  expect(types).toContain('a?: A;')
})

test('a schema that becomes a part of itself by its subtypes is refused', async () => {
  const schemas = { A: root, B: { allOf: [ref('A'), { oneOf: [ref('A'), string] }] } }
  await expect(generate(ofSchemas(schemas))).rejects.toThrow(
    /^openapi\.yaml:\d+: the schema "BMembers" is a part of itself/,
  )
})

test('a base is written as a union once, by a name that nothing else has', async () => {
  const schemas = {
    ...treeOf({}),
    AnyBase: string,
    Other: object({ one: ref('Base'), two: ref('Base'), many: listOf(ref('Base')) }),
  }
  const { types } = await generate(ofSchemas(schemas))
  expect(types).toContain(
    'AnyBase_: components["schemas"]["Base"] | components["schemas"]["Kid"]'.replaceAll(
      /components\["schemas"\]\["(\w+)"\]/g,
      '$1',
    ),
  )
  expect(types.match(/Base \| Kid \| Grandkid/g)).toHaveLength(1)
})

test('a document that nests deeper than any does is refused in a sentence', async () => {
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
  const file = ofSchemas({ A: { ...string, example: 'here' } })
  writeFileSync(file, readFileSync(file, 'utf8').replace('"here"', deep))
  await expect(generate(file)).rejects.toMatchObject({
    code: 'codegen',
    message: 'openapi.yaml: it nests deeper than 1000 levels',
  })
})

test.each<[string, unknown, string]>([
  ['allOf is no list', { allOf: {} }, 'at "/allOf": it must be array'],
  ['a part is no schema', { allOf: [5] }, 'at "/allOf/0": it must be object,boolean'],
  ['the description is no text', { description: 5 }, 'at "/description": it must be string'],
  ['the title of a property is no text', object({ a: { title: 5 } }), 'at "/properties/a/title": it must be string'],
  ['a property is null', object({ a: null }), 'at "/properties/a": it must be object,boolean'],
  ['properties are a list', { properties: [] }, 'at "/properties": it must be object'],
  ['oneOf is a number', { oneOf: 5 }, 'at "/oneOf": it must be array'],
  ['prefixItems are no list', { type: 'array', prefixItems: 5 }, 'at "/prefixItems": it must be array'],
  ['the type is unknown', { type: 'text' }, 'at "/type": it must be equal to one of the allowed values'],
])('of OpenAPI 3.1, a schema is refused with file and line where %s', async (_, schema, sentence) => {
  await expect(generate(ofSchemas({ A: schema }))).rejects.toMatchObject({
    code: 'codegen',
    message: `openapi.yaml:10: the schema "A" is invalid ${sentence}`,
  })
  const content = { 'application/json': { schema } }
  const get = { operationId: 'a', responses: { 200: { description: 'd', content } } }
  await expect(generate(written({ paths: { '/a': { get } } }))).rejects.toMatchObject({
    code: 'codegen',
    message: `openapi.yaml:7: a schema without a name is invalid ${sentence}`,
  })
})
