import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { shownName } from './file-name.ts'
import { isQuoted } from './quoted.ts'
import { UsageError } from './usage.ts'

const megabyte = 1024 * 1024

/** How many bytes a file may have. A recorded run contains up to 24 million characters of answers, written as JSON. */
export const sizes = { recording: 64 * megabyte, other: 16 * megabyte }

/**
 * Reads a text file, in UTF-8 or UTF-16. Only a regular file is read: a device or a pipe need not end.
 *
 * @param what the file is, in messages: `CA file`.
 * @throws UsageError with one sentence, which names the file where it is known to be the name of one.
 */
export function readRegularFile(file: string, what: string, maxBytes: number): string {
  const descriptor = opened(file, what)
  try {
    const found = fstatSync(descriptor)
    if (found.isDirectory()) throw new UsageError(`cannot read ${what} ${file}: it is a folder`)
    if (!found.isFile()) throw new UsageError(`cannot read ${what} ${file}: it is not a regular file`)
    const bytes = readUpTo(descriptor, file, what, maxBytes)
    if (isUtf32(bytes)) throw new UsageError(`cannot read ${what} ${file}: it is UTF-32; save it as UTF-8`)
    return decoded(bytes)
  } finally {
    closeSync(descriptor)
  }
}

function opened(file: string, what: string): number {
  try {
    // Without waiting for the other end of a pipe.
    return openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const name = code === 'EACCES' || code === 'EPERM' ? ` ${file}` : shownName(file)
    throw new UsageError(`cannot read ${what}${name}: ${sentences[code ?? ''] ?? code}${hint(file)}`, { cause: error })
  }
}

/** What a shell would have done with a name, where none has. */
function hint(file: string): string {
  if (isQuoted(file)) return '; it stands in quotation marks, leave them out'
  if (/[\r\n]$/.test(file)) return '; its name ends in a line break, leave it out'
  return file.startsWith('~') ? '; ~ is no folder here, write the path in full' : ''
}

const sentences: Record<string, string> = {
  ENOENT: 'there is no such file (ENOENT)',
  ENOTDIR: 'what should be its folder is a file (ENOTDIR)',
  EACCES: 'this user may not read it (EACCES)',
  ENXIO: 'it is not a regular file',
}

/** Goes by what is read: the size of a file that is being written, or of one under /proc, says little. */
function readUpTo(descriptor: number, file: string, what: string, maxBytes: number): Buffer {
  const tooLarge = () =>
    new UsageError(`cannot read ${what} ${file}: it is larger than ${Math.floor(maxBytes / megabyte)} MB`)
  const { size } = fstatSync(descriptor)
  if (size > maxBytes) throw tooLarge()
  const chunks: Buffer[] = []
  let length = 0
  for (;;) {
    const chunk = Buffer.alloc(Math.min(megabyte, Math.max(size - length, 64 * 1024)))
    let count: number
    try {
      count = readSync(descriptor, chunk)
    } catch (error) {
      throw new UsageError(`cannot read ${what} ${file}: ${(error as NodeJS.ErrnoException).code}`, { cause: error })
    }
    if (count === 0) return Buffer.concat(chunks)
    length += count
    if (length > maxBytes) throw tooLarge()
    chunks.push(chunk.subarray(0, count))
  }
}

/** A text in UTF-8 or UTF-16, with or without a byte order mark, which is dropped. */
export function decoded(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes)
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  // What is read begins with a letter or a sign of ASCII, and has no null character.
  if (second === 0 && first !== 0) return 'utf-16le'
  return first === 0 && second !== undefined && second !== 0 ? 'utf-16be' : 'utf-8'
}

function isUtf32(bytes: Buffer): boolean {
  return ['fffe0000', '0000feff'].includes(bytes.subarray(0, 4).toString('hex'))
}
