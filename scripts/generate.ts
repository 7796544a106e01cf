import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { readDocument } from '../src/codegen/document.ts'
import { generate } from '../src/codegen/index.ts'
import { operationsOf } from '../src/codegen/operations.ts'
import { toOpenApi30 } from './generate/openapi-3.0.ts'
import { emitOperationNames } from './generate/operation-names.ts'
import { emitRequirements } from './generate/requirements.ts'
import { emitTool } from './generate/tool.ts'

/**
 * Derives generated/ from spec/ and package.json. With `--check` it writes nothing and fails where a committed file is stale.
 * (openapi-typescript's own `--check` passes a stale file where two documents are configured.)
 */
const check = process.argv.includes('--check')
const outputFolder = new URL('../generated/', import.meta.url)
const banner = '// Derived from spec/ by `npm run generate`. Not edited by hand.\n\n'

const file = fileURLToPath(new URL('../spec/openapi.yaml', import.meta.url))
const fragment = await readDocument(file)
const { types, client } = await generate(file, { typesModule: './openapi.ts' })
const outputs: Record<string, string> = {
  'openapi.json': `${JSON.stringify(fragment, null, 2)}\n`,
  'openapi-3.0.json': `${JSON.stringify(toOpenApi30(fragment), null, 2)}\n`,
  'openapi.ts': banner + types,
  'client.ts': banner + client,
  'operation-names.ts': banner + emitOperationNames(await operationsOf(fragment, file)),
  'requirements.ts': banner + emitRequirements(new URL('../spec/requirements.yaml', import.meta.url)),
  'tool.ts': banner + emitTool(new URL('../package.json', import.meta.url)),
}

const stale: string[] = []
for (const [name, text] of Object.entries(outputs)) {
  const output = new URL(name, outputFolder)
  const committed = await readFile(output, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (committed === text) continue
  stale.push(`generated/${name}`)
  if (check) continue
  await mkdir(outputFolder, { recursive: true })
  await writeFile(output, text)
}

if (!check) {
  console.log(stale.length === 0 ? 'generated/ is up to date' : `wrote ${stale.join(', ')}`)
} else if (stale.length > 0) {
  console.error(`stale: ${stale.join(', ')}; run: npm run generate`)
  process.exitCode = 1
}
