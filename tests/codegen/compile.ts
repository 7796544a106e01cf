import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { type GenerateOptions, generate } from '../../src/codegen/index.ts'
import { run } from '../support/consumer.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Writes files into a folder that is removed after the test. */
export function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'vijson-codegen-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** An OpenAPI document in a file of its own. */
export function written(document: object, name = 'openapi.yaml'): string {
  return join(
    folderOf({
      [name]: JSON.stringify({ openapi: '3.1.0', info: { title: 't', version: '1' }, ...document }, null, 1),
    }),
    name,
  )
}

/** A document of schemas alone. */
export function ofSchemas(schemas: object, openapi = '3.1.0'): string {
  return written({ openapi, paths: {}, components: { schemas } })
}

/** What a program says that compiles. */
export const compiled = { code: 0, stdout: '', stderr: '' }

/** Compiles a program with what is generated of a document, under the strictest options. */
export async function compile(file: string, program: string, options?: GenerateOptions) {
  const { types, client } = await generate(file, options)
  const folder = folderOf({
    'openapi.ts': types,
    'client.ts': client,
    'program.ts': program,
    'package.json': '{"type":"module"}',
  })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const strict = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--noUnusedLocals', '--noUnusedParameters']
  const language = ['--target', 'es2023', '--module', 'nodenext', '--skipLibCheck', '--lib', 'es2023,dom']
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  return run(
    process.execPath,
    [compiler, ...strict, ...language, '--types', 'node', 'program.ts', 'client.ts', 'openapi.ts'],
    folder,
  )
}
