import { spawn } from 'node:child_process'
import { closeSync, fstatSync, readSync } from 'node:fs'
import { text } from 'node:stream/consumers'
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
  const { VIJSON_LIMITED_PASSWORD_COMMAND: command } = environment
  if (command && !environment.VIJSON_LIMITED_PASSWORD)
    found.VIJSON_LIMITED_PASSWORD = await outputOf(command, 'VIJSON_LIMITED_PASSWORD_COMMAND')
  const userName = userToAsk(flags, found)
  if (ask !== undefined && userName !== undefined) found.VIJSON_PASSWORD = lineOf(await ask(userName), 'the prompt')
  return found
}

/** The password that a command or a file descriptor gives; undefined where none is named. */
async function givenPassword(
  { passwordCommand, passwordFd }: PasswordFlags,
  { VIJSON_PASSWORD, VIJSON_PASSWORD_COMMAND }: Environment,
): Promise<string | undefined> {
  const sources = [passwordCommand, passwordFd, VIJSON_PASSWORD || undefined].filter((one) => one !== undefined)
  if (sources.length > 1)
    throw new UsageError('give the password once: by --password-command, by --password-fd, or in VIJSON_PASSWORD')
  if (passwordCommand !== undefined) return outputOf(passwordCommand, '--password-command')
  if (passwordFd !== undefined) return lineOf(readAll(passwordFd), '--password-fd')
  const isUnset = sources.length === 0 && VIJSON_PASSWORD_COMMAND !== undefined && VIJSON_PASSWORD_COMMAND !== ''
  return isUnset ? outputOf(VIJSON_PASSWORD_COMMAND, 'VIJSON_PASSWORD_COMMAND') : undefined
}

/** The account whose password nothing gives. */
function userToAsk({ username }: AskedFor, environment: Environment): string | undefined {
  const { VIJSON_PASSWORD, VIJSON_SESSION, VIJSON_USERNAME, GOVC_PASSWORD, GOVC_URL = '' } = environment
  const isGiven = [VIJSON_PASSWORD, VIJSON_SESSION, GOVC_PASSWORD].some((one) => one !== undefined && one !== '')
  if (isGiven || /:[^/@]*@/.test(GOVC_URL)) return undefined
  return username ?? (VIJSON_USERNAME || undefined)
}

/** The line that a command prints, run by the shell as in git and ssh. What it says besides is shown, unless it repeats the command: that may be a password in the wrong place. */
async function outputOf(command: string, source: string): Promise<string> {
  const child = spawn(command, { shell: true, stdio: ['inherit', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const [output, said, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]).catch(
    (error: NodeJS.ErrnoException) => {
      throw new UsageError(`the command of ${source} cannot be run (${error.code ?? error.message})`, { cause: error })
    },
  )
  if (said !== '' && !said.includes(command)) process.stderr.write(said)
  if (code !== 0)
    throw new UsageError(`the command of ${source} ended with ${code === null ? 'a signal' : `exit code ${code}`}`)
  return lineOf(output, source)
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
  return bytes.toString('utf8', 0, length)
}
