import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { CodegenError, generate } from '../../src/codegen/index.ts'
import { run } from '../support/consumer.ts'
import { compile, compiled, folderOf } from './compile.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const fragment = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const machines = fragment('virtual-machine.yaml')

test('what is generated of another fragment compiles, narrows on _typeName, and has a method per operationId', async () => {
  const program = `
    import { createOperations } from './client.js'
    import type { PowerOnFault, VirtualMachinePowerState_enum } from './openapi.js'
    export function stateOf(fault: PowerOnFault): VirtualMachinePowerState_enum | undefined {
      switch (fault._typeName) {
        case 'InvalidPowerState': return fault.existingState
        case 'InsufficientResourcesFault': return undefined
        default: { const none: never = fault; return none }
      }
    }
    const operations = createOperations({ baseUrl: 'https://vcenter.example/sdk/vim25/8.0.3.0' })
    const path = { moId: 'vm-1' }
    export async function powerOn() {
      const { data, error } = await operations.VirtualMachine_PowerOnVM_Task({ params: { path }, body: {} })
      return data?.value ?? (error === undefined ? undefined : stateOf(error))
    }
    export const state = async () => (await operations.VirtualMachine_getRuntime({ params: { path } })).data?.powerState
    // @ts-expect-error no machine is in this state
    export const wrong: VirtualMachinePowerState_enum = 'off'
  `
  expect(await compile(machines, program)).toEqual(compiled)
  const { client } = await generate(machines)
  expect(client).toContain('in front of every path (`https://{vcenter-host}/sdk/vim25/{release}`)')
})

test('of a tree of allOf, a base is the union of its subtypes, and what has too many stays open', async () => {
  const program = `
    import { createOperations } from './client.js'
    import type { ObjectSpec } from './openapi.js'
    const operations = createOperations({ baseUrl: 'https://vcenter.example' })
    const objectSet: ObjectSpec[] = [{
      _typeName: 'ObjectSpec',
      selectSet: [
        { _typeName: 'SelectionSpec', name: 'a' },
        { _typeName: 'TraversalSpec', type: 'Folder', path: 'childEntity', selectSet: [{ _typeName: 'SelectionSpec', name: 'a' }] },
        // @ts-expect-error a TraversalSpec has a path
        { _typeName: 'TraversalSpec', type: 'Folder' },
        // @ts-expect-error no type has this name
        { _typeName: 'TraversalSpecs', type: 'Folder', path: 'childEntity' },
      ],
    }]
    const { data, error } = await operations.PropertyCollector_RetrievePropertiesEx({ params: { path: { moId: 'a' } }, body: { objectSet } })
    if (data?.val._typeName === 'TraversalSpec') data.val.path.toUpperCase()
    switch (error?._typeName) {
      case 'InvalidArgument': error.invalidProperty?.toUpperCase(); break
      case 'InvalidProperty': error.name.toUpperCase(); break
      // @ts-expect-error no fault has this name
      case 'NotFound': break
    }
    if (error?.faultCause?._typeName === 'InvalidProperty') error.faultCause.name.toUpperCase()
  `
  expect(await compile(fragment('property-collector.yaml'), program)).toEqual(compiled)
})

test('a base of more than sixty types takes any object that extends it, boxed values too', async () => {
  const many = Array.from(
    { length: 60 },
    (_, index) => `    Type${index}: { allOf: [{ $ref: "#/components/schemas/Any" }] }`,
  )
  const text = readFileSync(fragment('property-collector.yaml'), 'utf8')
  const folder = folderOf({ 'many.yaml': `${text}${many.join('\n')}\n` })
  const program = `
    import type { ObjectContent } from './openapi.js'
    export const boxed: ObjectContent = { _typeName: 'ObjectContent', val: { _typeName: 'string', _value: 'x' } }
    // @ts-expect-error every object has a name
    export const nameless: ObjectContent = { _typeName: 'ObjectContent', val: { _value: 'x' } }
  `
  expect(await compile(join(folder, 'many.yaml'), program)).toEqual(compiled)
})

describe('a document that nobody trusts', () => {
  const documentOf = (paths: string) => `openapi: 3.1.0\ninfo: { title: t, version: "1" }\npaths:\n${paths}`
  const operation = (path: string, members: string) =>
    `  ${JSON.stringify(path)}:\n    get:\n      ${members}\n      responses: { "200": { description: d } }\n`

  test.each([
    [
      'no identifier',
      operation('/a', 'operationId: not-an-identifier'),
      'openapi.yaml:5: GET "/a" has the operationId "not-an-identifier", which is no identifier',
    ],
    [
      'code',
      operation('/a', `operationId: "a(){}, [process.exit(1)]"`),
      'openapi.yaml:5: GET "/a" has the operationId "a(){}, [process.exit(1)]", which is no identifier',
    ],
    [
      'the prototype',
      operation('/a', 'operationId: __proto__'),
      'openapi.yaml:5: GET "/a" has the operationId "__proto__", which is no identifier',
    ],
    [
      'missing',
      operation('/a', 'summary: s'),
      'openapi.yaml:5: GET "/a" has no operationId, by which its method is named',
    ],
    [
      'there twice',
      operation('/a', 'operationId: one') + operation('/b', 'operationId: one'),
      'openapi.yaml:9: GET "/b" has the operationId "one", which another operation has, too',
    ],
  ])('is refused in a sentence, with file and line, where an operationId is %s', async (_, paths, message) => {
    const folder = folderOf({ 'openapi.yaml': documentOf(paths) })
    const refused = generate(join(folder, 'openapi.yaml'))
    await expect(refused).rejects.toThrow(CodegenError)
    await expect(refused).rejects.toMatchObject({ code: 'codegen', message })
  })

  const hostile = [
    '*/ process.exit(1) /*',
    'a\nb',
    'a\r\n * @deprecated',
    '\u2028process.exit(1)',
    `\`$` + '{process.exit(1)}`',
    '*//**/',
    '**/',
  ]
  const places: [string, (text: string) => string][] = [
    ['summary', (text) => operation('/a', `operationId: one\n      summary: ${JSON.stringify(text)}`)],
    ['description', (text) => operation('/a', `operationId: one\n      description: ${JSON.stringify(text)}`)],
    [
      'path',
      (text) => {
        const name = JSON.stringify(/\{(.*)\}/.exec(text)?.[1] ?? 'none')
        const declared = `parameters: [{ name: ${name}, in: path, required: true, schema: { type: string } }]`
        return operation(`/${text}`, `operationId: one\n      ${text.includes('{') ? declared : 'parameters: []'}`)
      },
    ],
  ]
  test.each(places)('puts no code into the client by a %s', async (_, pathsOf) => {
    for (const text of hostile) {
      const folder = folderOf({ 'openapi.yaml': documentOf(pathsOf(text)) })
      const { client } = await generate(join(folder, 'openapi.yaml'))
      // What is left without comments and strings is the same as of a harmless text.
      expect(codeOf(client), JSON.stringify(text)).toBe(codeOf((await harmless()).client))
    }
  })

  async function harmless() {
    const folder = folderOf({ 'openapi.yaml': documentOf(operation('/a', 'operationId: one')) })
    return generate(join(folder, 'openapi.yaml'))
  }

  function codeOf(text: string): string {
    return text
      .replaceAll(' = {}', '')
      .replaceAll(/\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"/g, '')
      .replaceAll(/\s+/g, ' ')
  }

  test.each([
    ['is missing', undefined, /^openapi\.yaml: .*(no such file|ENOENT|opening)/i],
    ['is no YAML', '{ a: [', /^openapi\.yaml:1: /],
    ['is empty', '', /^openapi\.yaml: expected a document, but the input is empty$/],
    ['is a list', '[]', /^openapi\.yaml: it is no object$/],
    ['is another document', 'a: 1', /^openapi\.yaml: it is no OpenAPI document: it has no "openapi"/],
    [
      'has nothing of 3.1',
      'openapi: 3.1.0\ninfo: { title: t, version: "1" }',
      /^openapi\.yaml: it has no paths, webhooks or components/,
    ],
    [
      'has no paths in 3.0',
      'openapi: 3.0.3\ninfo: { title: t, version: "1" }\ncomponents: {}',
      /^openapi\.yaml: it has no paths, which OpenAPI 3\.0\.3 requires$/,
    ],
    [
      'refers to a file that is missing',
      documentOf('  /a: { $ref: other.yaml }'),
      /^openapi\.yaml: [^/]*other\.yaml[^/]*$/,
    ],
    [
      'is of a newer version',
      'openapi: 4.0.0\ninfo: { title: t, version: "1" }\npaths: {}',
      /^openapi\.yaml: Unsupported/,
    ],
    [
      'is Swagger 2.0',
      'swagger: "2.0"\ninfo: { title: t, version: "1" }\npaths: {}',
      /^openapi\.yaml: Swagger 2\.0 is not read/,
    ],
    [
      'refers to nothing',
      documentOf('  /a: { get: { operationId: a, responses: { "200": { $ref: "#/nothing" } } } }'),
      /^openapi\.yaml:4: the reference "#\/nothing" leads to nothing$/,
    ],
  ])('is refused in a sentence where it %s', async (_, text, message) => {
    const folder = folderOf(text === undefined ? {} : { 'openapi.yaml': text })
    const refused = generate(join(folder, 'openapi.yaml'))
    await expect(refused).rejects.toThrow(CodegenError)
    await expect(refused).rejects.toThrow(message)
    await expect(refused).rejects.not.toThrow(/\n/)
    await expect(refused).rejects.not.toThrow(folder)
  })
})

describe('vijson generate', () => {
  const vijson = (cwd: string, ...args: string[]) =>
    run(process.execPath, [join(root, 'dist/src/cli/main.js'), 'generate', ...args], cwd)

  test('writes two files, says when they are stale, and leaves them alone when they are not', async () => {
    const folder = folderOf({ 'machines.yaml': readFileSync(machines, 'utf8') })
    const generateInto = (...options: string[]) => vijson(folder, 'machines.yaml', '--out', 'out', ...options)
    expect(await generateInto('--check')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'stale: out/openapi.ts, out/client.ts; run: vijson generate machines.yaml --out out\n',
    })
    expect(await generateInto()).toEqual({ code: 0, stdout: 'wrote out/openapi.ts, out/client.ts\n', stderr: '' })
    expect(await generateInto('--check')).toEqual({ code: 0, stdout: 'out is up to date\n', stderr: '' })
    writeFileSync(join(folder, 'out/client.ts'), 'edited by hand')
    expect(await generateInto('--check')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('stale: out/client.ts;'),
    })
  })

  test.each([
    ['a file that is missing', ['missing.yaml', '--out', 'out'], /^error: missing\.yaml: .+\n$/],
    ['no folder', ['missing.yaml'], /^error: .*--out.*\n$/],
    [
      'a file for the folder',
      ['machines.yaml', '--out', 'file.json'],
      /^error: cannot read file\.json\/openapi\.ts: file\.json is no folder; --out names one \(ENOTDIR\)\n$/,
    ],
    [
      'a folder below a file',
      ['machines.yaml', '--out', 'file.json/a'],
      /^error: cannot read file\.json\/a\/openapi\.ts: file\.json\/a is no folder; --out names one \(ENOTDIR\)\n$/,
    ],
    [
      'an empty file in a folder',
      ['folder/empty.yaml', '--out', 'out'],
      /^error: empty\.yaml: expected a document, but the input is empty\n$/,
    ],
    ['a folder for the document', ['folder', '--out', 'out'], /^error: folder: it cannot be read: EISDIR\n$/],
  ])('refuses %s with exit code 2 and one line', async (_, args, message) => {
    const folder = folderOf({ 'machines.yaml': readFileSync(machines, 'utf8'), 'file.json': '{}' })
    mkdirSync(join(folder, 'folder'))
    writeFileSync(join(folder, 'folder/empty.yaml'), '')
    const { code, stdout, stderr } = await vijson(folder, ...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(message)
  })
})
