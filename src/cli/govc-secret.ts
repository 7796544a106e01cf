import { accessSync, constants, statSync } from 'node:fs'
import { readRegularFile, sizes } from './read-file.ts'
import { UsageError } from './usage.ts'

/**
 * A user name or password as govc reads its variable: where the value is the path of a file, what stands in that file, without white space at both ends (govmomi, session.Secret).
 *
 * @throws UsageError where the file cannot be read, or there is none: its path would be sent as the password.
 */
export function govcSecret(name: 'GOVC_USERNAME' | 'GOVC_PASSWORD', value: string | undefined): string | undefined {
  if (value === undefined) return value
  if (!namesFile(value)) {
    if (!path.test(value)) return value
    const other =
      name === 'GOVC_PASSWORD' ? 'a password of this form by --password-command' : 'the name in VIJSON_USERNAME'
    throw new UsageError(`${name} looks like the path of a file, and there is no such file; name one, or give ${other}`)
  }
  try {
    accessSync(value, constants.R_OK)
  } catch (error) {
    throw new UsageError(`${name} names a file that cannot be read`, { cause: error })
  }
  const text = readRegularFile(value, `the file that ${name} names`, sizes.other).trim()
  if (text === '') throw new UsageError(`the file that ${name} names is empty`)
  return text
}

/** What a user name or a password hardly ever is: a file in a folder, from the root, as secrets are mounted in containers. */
const path = /^\/([\w.-]+\/)+[\w.-]+$/

/** Whether a value is the path of a file. A value with a null character, for one, is the path of nothing. */
export function namesFile(value: string): boolean {
  try {
    return statSync(value).isFile()
  } catch {
    return false
  }
}
