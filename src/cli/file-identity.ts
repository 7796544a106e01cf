import { readlinkSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

/**
 * What is the same for two paths that lead to one file: by another spelling, through symbolic links, or as hard links. A file that does not exist yet is known by
 * its folder and name.
 */
export function fileIdentity(path: string): string {
  try {
    const { dev, ino } = statSync(path, { bigint: true })
    return `${dev}:${ino}`
  } catch {
    return destination(path)
  }
}

/** The path that is written to in place of `path`: where a symbolic link leads, also one that leads to no file yet. */
export function destination(path: string, depth = 0): string {
  try {
    return realpathSync(path)
  } catch {
    const absolute = join(realFolder(dirname(resolve(path))), basename(path))
    const link = depth < 40 ? linkAt(absolute) : undefined
    return link === undefined ? absolute : destination(resolve(dirname(absolute), link), depth + 1)
  }
}

function realFolder(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return folder
  }
}

function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}
