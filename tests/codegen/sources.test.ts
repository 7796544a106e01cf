import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { CodegenError, generate } from '../../src/codegen/index.ts'

/** A file with these bytes, in a folder of its own. */
function fileOf(content: string | Uint8Array, beside: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'vijson-sources-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, text] of Object.entries(beside)) writeFileSync(join(folder, name), text)
  writeFileSync(join(folder, 'openapi.yaml'), content)
  return join(folder, 'openapi.yaml')
}

const yaml = `openapi: 3.1.0
info: { title: Caf\u00e9, version: "1" }
paths:
  /a:
    get:
      operationId: a
      summary: Caf\u00e9
      responses: { "200": { description: d } }
`
const json = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 't', version: '1' },
  paths: { '/a': { get: { operationId: 'a', summary: 'Caf\u00e9', responses: { 200: { description: 'd' } } } } },
})

test.each([
  ['UTF-8', yaml],
  ['UTF-8 with a byte order mark', `\ufeff${yaml}`],
  ['UTF-16, little endian', Buffer.from(`\ufeff${yaml}`, 'utf16le')],
  ['UTF-16, big endian', Buffer.from(`\ufeff${yaml}`, 'utf16le').swap16()],
  ['UTF-16 without a mark', Buffer.from(yaml, 'utf16le')],
  ['lines that end with CRLF', yaml.replaceAll('\n', '\r\n')],
  ['JSON under the name of YAML', json],
  ['JSON with a byte order mark', `\ufeff${json}`],
  ['JSON with tabs', JSON.stringify(JSON.parse(json), null, '\t')],
])('a document in %s is read, with its letters', async (_, content) => {
  expect((await generate(fileOf(content))).client).toContain('* Caf\u00e9. `GET /a`')
})

const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
for (const [index, name] of [...'bcdefghij'].entries())
  bomb.push(`${name}: &${name} [${Array(10).fill(`*${'abcdefghij'[index]}`).join(', ')}]`)

/** A line that is replaced, or JSON that is changed. */
const replaced = (from: string, to: string) => yaml.replace(from, to)

test.each([
  ['is empty', '', 'openapi.yaml: expected a document, but the input is empty'],
  [
    'is in Latin-1',
    Buffer.from(yaml, 'latin1'),
    'openapi.yaml: it is in another encoding than UTF-8; save it in UTF-8',
  ],
  ['has a key twice', `${yaml}paths: {}\n`, 'openapi.yaml:9: duplicated mapping key'],
  ['has a member of JSON twice', json.replace('{', '{\n"info":{},'), 'openapi.yaml:2: duplicated member "info"'],
  [
    'has a path twice, once with an escape',
    json.replace('"paths":{', '"paths":{"\\u002fa":{},'),
    'openapi.yaml:1: duplicated member "/a"',
  ],
  ['is a list', '[]', 'openapi.yaml: it is no object'],
  [
    'is a bomb of aliases',
    `${bomb.join('\n')}\n${yaml}`,
    /^openapi\.yaml: its aliases stand for themselves or for too much/,
  ],
  ['has an alias of itself', `${yaml}x-a: &a { b: *a }\n`, /^openapi\.yaml: its aliases stand for themselves/],
  ['has an unknown alias', `${yaml}x-a: *a\n`, 'openapi.yaml:9: unidentified alias "a"'],
  ['has a tag that makes code', `${yaml}x-a: !!js/function "f"\n`, /^openapi\.yaml:9: unknown scalar tag/],
  ['nests too deep', `{"a":${'['.repeat(5000)}`, /^openapi\.yaml:1: nesting exceeded/],
  [
    'has a number for a summary',
    replaced('summary: Caf\u00e9', 'summary: 5'),
    'openapi.yaml:7: "/paths/~1a/get/summary" is no OpenAPI: it must be string',
  ],
  [
    'has a path without a slash',
    replaced('/a:', 'a:'),
    'openapi.yaml:3: "/paths" is no OpenAPI: it must NOT have unevaluated properties: "a"',
  ],
  [
    'has an operation that would make a promise of the operations',
    replaced('operationId: a', 'operationId: then'),
    'openapi.yaml:5: GET "/a" has the operationId "then", which is no identifier',
  ],
])('a document that %s is refused in a sentence', async (_, content, message) => {
  const refused = generate(fileOf(content))
  await expect(refused).rejects.toThrow(CodegenError)
  await expect(refused).rejects.toThrow(message)
  await expect(refused).rejects.not.toThrow(/\n/)
})

test('names and texts within JSON that only look like members twice are none', async () => {
  const other = json.replace('"title":"t"', '"title":"{\\"openapi\\":1,\\"openapi\\":2}","summary":"title"')
  await expect(generate(fileOf(other))).resolves.toHaveProperty('client')
})

test('nothing of another file is repeated where a reference to it leads to nothing', async () => {
  const beside = { 'other.yaml': 'SECRET-OF-A-FILE\n' }
  const refused = generate(fileOf(`${yaml}components: { schemas: { A: { $ref: "other.yaml#/a" } } }\n`, beside))
  await expect(refused).rejects.toThrow(CodegenError)
  await expect(refused).rejects.not.toThrow('SECRET')
})
