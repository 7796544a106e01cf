import { statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The endings of the files that this command reads and writes, and of those that are taken for them. */
const ending = /\.(0|pem|crt|cer|der|p7b|p12|pfx|key|zip|ya?ml|json|har|html?|xml|md|svg|txt)$/i

/**
 * The name of a file as it was given, behind a blank; empty where nothing says that it is one. What leads nowhere may be a password in the wrong place: it is shown where it ends as the name of
 * a file does, or stands in a folder that exists.
 */
export function shownName(file: string): string {
  return ending.test(file) || isInFolder(file) ? ` ${file}` : ''
}

/** Whether a path names a folder, other than the current one and the root, that exists. */
function isInFolder(file: string): boolean {
  const folder = dirname(file)
  return !/^(\.|\/)$/.test(folder) && statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true
}
