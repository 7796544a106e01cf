import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { CodegenError, generate } from '../../src/codegen/index.ts'
import { ofSchemas } from './compile.ts'

const ok = '"200": { description: d }'

/** A document with this operation, and these components. */
function documentOf(operation: string, components = ''): string {
  const folder = mkdtempSync(join(tmpdir(), 'vijson-references-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'openapi.yaml')
  writeFileSync(
    file,
    `openapi: 3.1.0
info: { title: t, version: "1" }
paths:
  /a:
    get:
      operationId: a
      ${operation}
components:
  schemas:
    Known: { type: object, properties: { a: { type: string } } }
    Other: { type: string }
  ${components}
`,
  )
  return file
}

const answered = (schema: string) =>
  `responses: { "200": { description: d, content: { application/json: { schema: ${schema} } } } }`

test.each([
  ['an answer', 'responses: { "200": { $ref: "#/components/responses/Missing" } }', '', 'responses/Missing', 7],
  ['a schema', answered('{ $ref: "#/components/schemas/Missing" }'), '', 'schemas/Missing', 7],
  ['a part', answered('{ allOf: [{ $ref: "#/components/schemas/Missing" }] }'), '', 'schemas/Missing', 7],
  [
    'a member that its schema has not',
    answered('{ $ref: "#/components/schemas/Known/properties/b" }'),
    '',
    'schemas/Known/properties/b',
    7,
  ],
  [
    'a parameter',
    `parameters: [{ $ref: "#/components/parameters/Missing" }]\n      responses: { ${ok} }`,
    '',
    'parameters/Missing',
    7,
  ],
  [
    'a body',
    `requestBody: { $ref: "#/components/requestBodies/Missing" }\n      responses: { ${ok} }`,
    '',
    'requestBodies/Missing',
    7,
  ],
  [
    'a header',
    `responses: { ${ok} }`,
    'responses: { R: { description: d, headers: { h: { $ref: "#/components/headers/Missing" } } } }',
    'headers/Missing',
    12,
  ],
  [
    'a member of a schema that nothing needs',
    `responses: { ${ok} }`,
    '  Unused: { properties: { a: { items: { $ref: "#/components/schemas/Missing" } } } }',
    'schemas/Missing',
    12,
  ],
])(
  'a reference for %s that leads to nothing is refused with file and line',
  async (_, operation, components, to, line) => {
    const refused = generate(documentOf(operation, components))
    await expect(refused).rejects.toThrow(CodegenError)
    await expect(refused).rejects.toMatchObject({
      message: `openapi.yaml:${line}: the reference "#/components/${to}" leads to nothing`,
    })
  },
)

test.each([
  [
    'an answer',
    'responses: { "200": { $ref: "#/components/schemas/Known" } }',
    'a schema',
    'an answer',
    'schemas/Known',
  ],
  [
    'a parameter',
    `parameters: [{ $ref: "#/components/schemas/Known" }]\n      responses: { ${ok} }`,
    'a schema',
    'a parameter or a header',
    'schemas/Known',
  ],
  ['a schema', answered('{ $ref: "#/components/responses/R" }'), 'an answer', 'a schema', 'responses/R'],
])('a reference for %s that leads to something else is refused', async (_, operation, found, asked, to) => {
  const file = documentOf(operation, 'responses: { R: { description: d } }')
  await expect(generate(file)).rejects.toMatchObject({
    message: `openapi.yaml:7: the reference "#/components/${to}" leads to ${found}, and ${asked} is asked for`,
  })
})

const responses = 'responses: { R: { description: d, content: { application/json: { schema: { type: string } } } } }'

test.each([
  ['a way with / in a name', '{ $ref: "#/components/responses/R/content/application~1json/schema" }'],
  ['a member of a schema', '{ $ref: "#/components/schemas/Known/properties/a" }'],
  ['an example', '{ type: object, example: { $ref: "#/nothing" } }'],
  ['a property by that name', '{ type: object, properties: { $ref: { type: string } } }'],
])('%s is no lost reference', async (_, schema) => {
  await expect(generate(documentOf(answered(schema), responses))).resolves.toHaveProperty('types')
})

test('a chain of references longer than any stack, which is a circle at its end, is taken', async () => {
  const length = 5000
  const schemas = Array.from({ length }, (_, index) => {
    const members = [1, 7, 49].map((step) => [`m${step}`, { $ref: `#/components/schemas/T${(index + step) % length}` }])
    return [`T${index}`, { type: 'object', properties: Object.fromEntries(members) }]
  })
  const { types } = await generate(ofSchemas(Object.fromEntries(schemas)))
  expect(types).toContain('export interface T4999')
})

test('a long circle of parts is refused', async () => {
  const length = 3000
  const chain = (last: object) =>
    Object.fromEntries(
      Array.from({ length }, (_, index) => [
        `T${index}`,
        index === length - 1 ? last : { allOf: [{ $ref: `#/components/schemas/T${index + 1}` }] },
      ]),
    )
  await expect(generate(ofSchemas(chain({ $ref: '#/components/schemas/T0' })))).rejects.toThrow(
    /the schema "T0" is a part of itself, by way of "T1"/,
  )
})
