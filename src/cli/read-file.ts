import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { shownName } from './file-name.ts'
import { UsageError } from './usage.ts'

const megabyte = 1024 * 1024

/** How many bytes a file may have. A recorded run contains up to 24 million characters of answers, written as JSON. */
export const sizes = { recording: 64 * megabyte, other: 16 * megabyte }

/**
 * Reads a text file, with or without a byte order mark. Only a regular file is read: a device or a pipe need not end.
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
    return decoded(readUpTo(descriptor, file, what, maxBytes))
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
    throw new UsageError(`cannot read ${what}${name}: ${sentences[code ?? ''] ?? code}`, { cause: error })
  }
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

/** The text of a file in UTF-8, or in UTF-16 with a byte order mark, which is dropped. */
function decoded(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex')
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}
