import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { CodegenError } from './codegen-error.ts'

/**
 * The text of a file, in UTF-8, or in UTF-16 where its byte order mark says so.
 *
 * @throws CodegenError where it cannot be read, or is in another encoding: its letters would become others.
 */
export async function sourceText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'there is no such file (ENOENT)' : (error.code ?? error.message)
    throw new CodegenError(`${basename(file)}: it cannot be read: ${reason}`, { cause: error })
  })
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new CodegenError(`${basename(file)}: it is in another encoding than UTF-8; save it in UTF-8`, { cause })
  }
}

function encodingOf([first, second, third]: Uint8Array): string {
  // Without a mark, every other byte of Latin letters is zero.
  if ((first === 0xff && second === 0xfe) || (second === 0 && first !== 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && third === 0)) return 'utf-16be'
  return 'utf-8'
}
