import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idleProgram } from '../support/program.ts'
import { vijson } from '../support/vijson.ts'

const secret = 'Hunter2-correct-horse'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vijson-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const { commands } = idleProgram()

/** Every option of every command that takes a value, and what makes the command end at once where that value is accepted. */
const withValue = commands.flatMap((command) =>
  command.options
    .filter(({ required }) => required)
    .map(({ long }) => ({ command: command.name(), option: long ?? '' })),
)

/** What else a command needs, so that it ends at once where the value is accepted: a target without a password, a missing result. */
const besides: Record<string, string[]> = { matrix: ['absent.json'] }

/** @param codes with which the command may end: the embedded mock needs no CA file, and ignores it. */
async function expectNotRepeated(args: string[], codes = [2]): Promise<string> {
  const { code, stdout, stderr } = await vijson(args)
  expect(`${stdout}${stderr}`.toLowerCase()).not.toContain(secret.toLowerCase())
  expect(codes).toContain(code)
  return stderr
}

describe('a password in the wrong place is not repeated', () => {
  test('the command defines options with values', () => {
    expect(withValue.length).toBeGreaterThan(15)
  })

  test.each(withValue)('as the value of $command $option', async ({ command, option }) => {
    const given = besides[command] ?? []
    const codes = option === '--ca' ? [0, 2] : command === 'doctor' ? [2, 3] : [2]
    // In a folder that does not exist, so that nothing is written.
    const value = option === '--write-deviations' ? `${secret}/x` : secret
    await expectNotRepeated([command, ...given, option, value], codes)
    await expectNotRepeated([command, ...given, `${option}=u:${value}`], codes)
  })

  test.each<[title: string, args: string[], message: string]>([
    ['as the value of an unknown option', ['test', `--secret=${secret}`], 'unknown option --secret (argument 2)'],
    ['behind an unknown option', ['test', '--secret', secret], 'unknown option (argument 2)'],
    ['in an unknown short option', ['test', `-x${secret}`], 'unknown option (argument 2)'],
    ['as an unknown option', ['test', `--${secret}`], 'unknown option (argument 2)'],
    ['as a flag’s value', ['test', `--insecure=${secret}`], 'unknown option --insecure (argument 2)'],
    ['as a command', [secret], 'unknown command (argument 1)'],
    [
      'as --password',
      ['test', '--password', secret],
      'a password is never an argument, which others on this machine can read',
    ],
    [
      'behind --password=',
      ['test', `--password=${secret}`],
      'a password is never an argument, which others on this machine can read; give it in VIJSON_PASSWORD, or by --password-command or --password-fd (argument 2)',
    ],
    ['behind -p', ['test', `-p${secret}`], 'a password is never an argument'],
    ['behind -p of a mock', ['mock', `-p${secret}`], 'unknown option (argument 2)'],
    ['as a command of help', ['help', secret], 'unknown command; vijson --help shows the commands'],
    ['as an argument', ['test', secret], 'too many arguments: the target is named with --target; vijson test --help'],
    ['as an argument of doctor', ['doctor', secret], 'too many arguments: the target is named with --target; vijson d'],
    ['as one argument more', ['list', secret], 'too many arguments; vijson list --help shows what is expected'],
    ['before the @ of a target', ['test', '--target', `https://${secret}@vcenter.example`], 'password is missing'],
    [
      'in the target',
      ['test', '--target', `https://u:${secret}@vcenter.example`],
      '--target must not contain a password',
    ],
    [
      'in a user name',
      ['test', '--target', 'vcenter.example', '--username', `u:${secret}`],
      'a user name must not contain',
    ],
    ['as a report', ['test', '--report', secret], '--report must be FORMAT=FILE'],
    [
      'as the folder of a report',
      ['test', '--target', 'mock', '--report', `json=${secret}/x`],
      'cannot write report json: its folder does not exist',
    ],
    ['as a result', ['matrix', secret, '--out', 'm.md'], 'cannot read result 1'],
    ['as the host of a mock', ['mock', '--host', `${secret}.invalid`], '--host NAME lets other machines in'],
  ])('%s', async (_, args, message) => {
    expect(await expectNotRepeated(args)).toContain(`error: ${message}`)
  })

  test('a misspelt option is answered with the one that was meant', async () => {
    expect((await vijson(['test', '--strickt'])).stderr).toBe(
      'error: unknown option (argument 2), did you mean --strict?; vijson test --help shows the options\n',
    )
  })

  test.each<[title: string, users: string]>([
    ['without its quotes', `- { userName: me, password: *${secret}, privileges: [] }`],
    ['with a tag', `- { userName: me, password: !${secret} x, privileges: [] }`],
    ['as a member', `- { userName: me, ${secret}: x, password: x, privileges: [] }`],
    ['as a privilege', `- { userName: me, password: x, privileges: [${secret}] }`],
    ['in a line that is no YAML', `- { userName: me, password: "${secret}`],
    ['as the whole file', secret],
  ])('in a users file, %s', async (_, users) => {
    const file = join(folder, 'users.yaml')
    writeFileSync(file, users)
    // An invalid port ends the command where the file is accepted.
    const { stdout, stderr } = await vijson(['mock', '--users', file, '--host', 'nowhere.invalid'])
    expect(`${stdout}${stderr}`).not.toContain(secret)
    expect(stderr).toMatch(/^error: cannot (load users file|listen on)/)
  })

  test.each(['VIJSON_INSECURE', 'VIJSON_TARGET', 'GOVC_URL', 'VIJSON_CA', 'VIJSON_USERNAME'])('in %s', async (name) => {
    const value =
      name === 'VIJSON_USERNAME'
        ? `u:${secret}`
        : name.endsWith('CA') || name.endsWith('INSECURE')
          ? secret
          : `u:${secret}:x`
    const environment = { VIJSON_TARGET: 'vcenter.example', VIJSON_USERNAME: 'u', VIJSON_PASSWORD: 'x', [name]: value }
    const { code, stdout, stderr } = await vijson(['test', '--dry-run'], environment)
    expect(`${stdout}${stderr}`).not.toContain(secret)
    if (name !== 'GOVC_URL') expect(code).toBe(2)
  })
})
