import { mkdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Generated } from '../codegen/index.ts'
import { UsageError } from './usage.ts'
import { replaceFile } from './write-file.ts'

/** The options of `vijson generate`. */
export interface GenerateFlags {
  out: string
  check?: boolean
}

/** Runs `vijson generate`. @returns the exit code: 1 where `--check` finds a file that is missing or stale. @throws UsageError. */
export async function writeGenerated(file: string, { out, check = false }: GenerateFlags): Promise<number> {
  const { types, client } = await generated(file)
  const banner = `// Generated from ${JSON.stringify(basename(file))} by vijson generate. Not edited by hand.\n\n`
  const stale: string[] = []
  for (const [name, text] of Object.entries({ 'openapi.ts': banner + types, 'client.ts': banner + client })) {
    const path = join(out, name)
    const present = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw new UsageError(`cannot read ${path}: ${reasonOf(error, out)}`, { cause: error })
    })
    if (present === text) continue
    stale.push(path)
    if (!check) await write(out, path, text)
  }
  if (stale.length === 0) console.log(`${out} is up to date`)
  else if (check) console.error(`stale: ${stale.join(', ')}; run: vijson generate ${file} --out ${out}`)
  else console.log(`wrote ${stale.join(', ')}`)
  return check && stale.length > 0 ? 1 : 0
}

async function write(folder: string, path: string, text: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    await replaceFile(path, text)
  } catch (error) {
    // Node's file functions throw nothing else.
    throw new UsageError(`cannot write ${path}: ${reasonOf(error as NodeJS.ErrnoException, folder)}`, { cause: error })
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException, folder: string): string {
  if (code === 'ENOTDIR' || code === 'EEXIST') return `${folder} is no folder; --out names one (${code})`
  if (code === 'EISDIR') return 'it is a folder; --out names one that has no folder of this name (EISDIR)'
  return code ?? message
}

async function generated(file: string): Promise<Generated> {
  const codegen = await import('../codegen/index.ts').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new UsageError(
      'vijson generate needs packages that are not installed; install them with: npm install --save-dev openapi-typescript@7 typescript@5 @apidevtools/swagger-parser@13.0.0',
      { cause: error },
    )
  })
  return codegen.generate(file).catch((error: unknown) => {
    throw error instanceof codegen.CodegenError ? new UsageError(error.message, { cause: error }) : error
  })
}
