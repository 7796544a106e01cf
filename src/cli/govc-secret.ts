import { accessSync, constants, statSync } from 'node:fs'
import { readRegularFile, sizes } from './read-file.ts'
import { UsageError } from './usage.ts'

/**
 * A user name or password as govc reads its variable: where the value is the path of a file, what stands in that file, without white space at both ends (govmomi, session.Secret).
 *
 * @throws UsageError where the file cannot be read: its path would be sent as the password.
 */
export function govcSecret(name: 'GOVC_USERNAME' | 'GOVC_PASSWORD', value: string | undefined): string | undefined {
  if (value === undefined || !isFile(value)) return value
  try {
    accessSync(value, constants.R_OK)
  } catch (error) {
    throw new UsageError(`${name} names a file that cannot be read`, { cause: error })
  }
  const text = readRegularFile(value, `the file that ${name} names`, sizes.other).trim()
  if (text === '') throw new UsageError(`the file that ${name} names is empty`)
  return text
}

/** A value with a null character, for one, is the path of nothing. */
function isFile(value: string): boolean {
  try {
    return statSync(value).isFile()
  } catch {
    return false
  }
}
