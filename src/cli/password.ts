import { closeSync, fstatSync, readSync } from 'node:fs'
import { commandOutput } from './password-command.ts'
import { decoded } from './read-file.ts'
import type { Environment } from './tls-settings.ts'
import { UsageError } from './usage.ts'

/** The options about where a password comes from. None of them is the password: the command line of a process can be read by others. */
export interface PasswordFlags {
  passwordCommand?: string
  passwordFd?: number
}

/** What says whose password is needed, and where it comes from. */
type AskedFor = PasswordFlags & { username?: string; target?: string }

/**
 * The environment with the passwords that a command, a file descriptor or a person gives: in `VIJSON_PASSWORD` and `VIJSON_LIMITED_PASSWORD`.
 *
 * @param ask asks a person for the password of an account without showing it; undefined where nobody can be asked.
 * @throws UsageError, which repeats nothing of what was read.
 */
export async function withPasswords(
  flags: AskedFor,
  environment: Environment,
  ask?: (userName: string) => Promise<string>,
): Promise<Environment> {
  // The mock and a recorded run have accounts of their own.
  if (/^(mock|msw)$|\.har$/i.test(flags.target ?? environment.VIJSON_TARGET ?? '')) return environment
  const found = { ...environment }
  const password = await givenPassword(flags, environment)
  if (password !== undefined) found.VIJSON_PASSWORD = password
  const { VIJSON_LIMITED_PASSWORD_COMMAND: command, VIJSON_LIMITED_PASSWORD: limited } = environment
  if (command && limited)
    throw new UsageError(
      'give the second password once: in VIJSON_LIMITED_PASSWORD, or by VIJSON_LIMITED_PASSWORD_COMMAND',
    )
  if (command) found.VIJSON_LIMITED_PASSWORD = await outputOf(command, 'VIJSON_LIMITED_PASSWORD_COMMAND')
  const userName = userToAsk(flags, found)
  if (ask !== undefined && userName !== undefined) found.VIJSON_PASSWORD = lineOf(await ask(userName), 'the prompt')
  return found
}

/** The password that a command or a file descriptor gives; undefined where none is named. */
async function givenPassword(
  { passwordCommand, passwordFd }: PasswordFlags,
  { VIJSON_PASSWORD, VIJSON_PASSWORD_COMMAND }: Environment,
): Promise<string | undefined> {
  const variables = [VIJSON_PASSWORD, VIJSON_PASSWORD_COMMAND].filter(Boolean).length
  const options = [passwordCommand, passwordFd].filter((one) => one !== undefined).length
  // An option comes before the variable that says the same; beside a password, it is not known which one is meant.
  if (options > 1 || variables > 1 || (options === 1 && VIJSON_PASSWORD))
    throw new UsageError(
      'give the password once: by --password-command, by --password-fd, in VIJSON_PASSWORD, or by VIJSON_PASSWORD_COMMAND',
    )
  if (passwordCommand !== undefined) return outputOf(passwordCommand, '--password-command')
  if (passwordFd !== undefined) return lineOf(readAll(passwordFd), '--password-fd')
  return VIJSON_PASSWORD_COMMAND ? outputOf(VIJSON_PASSWORD_COMMAND, 'VIJSON_PASSWORD_COMMAND') : undefined
}

/** The account whose password nothing gives. */
function userToAsk({ username }: AskedFor, environment: Environment): string | undefined {
  const {
    VIJSON_PASSWORD,
    VIJSON_SESSION,
    VIJSON_SSO_TOKEN_FILE,
    VIJSON_USERNAME,
    GOVC_PASSWORD,
    GOVC_URL = '',
  } = environment
  const isGiven = [VIJSON_PASSWORD, VIJSON_SESSION, VIJSON_SSO_TOKEN_FILE, GOVC_PASSWORD].some(
    (one) => one !== undefined && one !== '',
  )
  if (isGiven || /:[^/@]*@/.test(GOVC_URL)) return undefined
  return username ?? (VIJSON_USERNAME || undefined)
}

/** The line that a command prints. */
async function outputOf(command: string, source: string): Promise<string> {
  return lineOf(await commandOutput(command, source), source)
}

/** Without the line break at its end, with which a command or a file ends. */
function lineOf(output: string, source: string): string {
  const line = output.replace(/\r?\n$/, '')
  if (line === '') throw new UsageError(`${source} gives an empty password`)
  if (/[\r\n]/.test(line)) throw new UsageError(`${source} gives several lines; the password has to stand alone`)
  return line
}

/** More than any password; what is longer is something else. */
const maxLength = 64 * 1024

function readAll(descriptor: number): string {
  const bytes = Buffer.alloc(maxLength)
  let length = 0
  try {
    fstatSync(descriptor)
    for (;;) {
      const count = readSync(descriptor, bytes, length, maxLength - length, null)
      length += count
      if (count === 0) break
      if (length === maxLength) throw new UsageError('--password-fd gives more than a password can be')
    }
    // Read once: a second command that inherits it would wait.
    if (descriptor > 2) closeSync(descriptor)
  } catch (error) {
    if (error instanceof UsageError) throw error
    const { code } = error as NodeJS.ErrnoException // Node's file functions throw nothing else.
    throw new UsageError(
      `--password-fd cannot be read (${code}): open it first, as in: vijson test --password-fd 3 3< FILE`,
      {
        cause: error,
      },
    )
  }
  return decoded(bytes.subarray(0, length))
}
