import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, link, open, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { destination } from './file-identity.ts'

/**
 * Writes a file whole or not at all: a second file beside it takes its place once everything is on the disk, so that a full disk, an error or a signal leaves the
 * old one as it was. Where a symbolic link leads is written to. A device or a pipe has no such place, and is written to as it is.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const file = destination(path)
  const found = await stat(file).catch(() => undefined)
  if (found !== undefined && !found.isFile()) {
    // A pipe that nobody reads is refused (ENXIO) in place of being waited for; held open, so that its reader does not see an end.
    const held = found.isFIFO() ? await open(file, constants.O_WRONLY | constants.O_NONBLOCK) : undefined
    return writeFile(file, text).finally(() => held?.close())
  }
  const mode = found === undefined ? 0o666 : found.mode & 0o777
  return besides(file, text, mode, (temporary) => rename(temporary, file))
}

/** Writes a file that must not exist yet. @throws EEXIST where it does by then. */
export async function createFile(path: string, text: string): Promise<void> {
  const file = destination(path)
  return besides(file, text, 0o666, async (temporary) => {
    await link(temporary, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw error
      return copyFile(temporary, file, constants.COPYFILE_EXCL) // A file system without hard links.
    })
    await rm(temporary)
  })
}

async function besides(
  file: string,
  text: string,
  mode: number,
  place: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file).slice(0, 200)}.${randomBytes(6).toString('hex')}.tmp`)
  const handle = await open(temporary, 'wx', mode)
  try {
    try {
      await handle.writeFile(text)
      await handle.sync() // Some disks report only now that they are full.
    } finally {
      await handle.close()
    }
    await place(temporary)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
