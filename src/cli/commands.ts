import { Command, Option } from 'commander'
import { tool } from '../../generated/tool.ts'
import { defaults } from '../conformance/engine/defaults.ts'
import { formatNames } from '../report/formats.ts'
import type { CleanupFlags } from './cleanup.ts'
import { columns } from './columns.ts'
import type { DoctorFlags } from './doctor.ts'
import type { GenerateFlags } from './generate.ts'
import { refuseRepeated } from './given-once.ts'
import { list } from './list.ts'
import type { MockFlags } from './mock.ts'
import { age, collected, label, oneOf, rate, releaseNumber, runId, webOrigin, wholeNumber } from './options.ts'
import { parseReport } from './reports.ts'
import { requirementIds } from './requirement-ids.ts'
import type { TargetFlags } from './settings.ts'
import type { SpecDiffFlags } from './spec-diff.ts'
import type { TestFlags } from './test.ts'
import { parseTrace } from './trace.ts'
import { actWithConfigFile } from './with-config-file.ts'

const environment = `
Environment:
  VIJSON_TARGET, VIJSON_USERNAME, VIJSON_PASSWORD, VIJSON_INSECURE, VIJSON_CA, VIJSON_THUMBPRINT, VIJSON_CLIENT_CERT
  VIJSON_SESSION                    in place of user name and password: the token of a session that is open, as
                                    govc session.login -l prints it. The run clones it, and never logs it out
  VIJSON_SSO_TOKEN_FILE             in place of user name and password: a file with a bearer token of single
                                    sign-on: a SAML assertion, as govc session.login -issue prints it, or the line
                                    Bearer … or SIGN token="…". It begins one session, which the run clones
  VIJSON_PASSWORD_COMMAND, VIJSON_LIMITED_PASSWORD_COMMAND   commands that print the passwords
  HTTPS_PROXY, NO_PROXY             the proxy, and the hosts that are reached without it
  VIJSON_LIMITED_USERNAME, VIJSON_LIMITED_PASSWORD   a second account, without Sessions.TerminateSession
  GOVC_URL, GOVC_USERNAME, GOVC_PASSWORD, GOVC_INSECURE, GOVC_TLS_CA_CERTS, GOVC_TLS_KNOWN_HOSTS,
  GOVC_CERTIFICATE, GOVC_PRIVATE_KEY                 where those are unset
`

const exits = `
Exit: 0 conformant, 1 nonconformant, 2 usage or configuration, 3 inconclusive, 4 a deviation
is stale, 5 the suite's own error, 130 interrupted.`

const cleanupExits = `
Exit: 0 nothing is left, 2 usage or configuration, 3 something is left, or it could not be looked for, 130 interrupted.`

/** Carries out a command. @returns its exit code. */
export interface Actions {
  test(flags: TestFlags): Promise<number>
  cleanup(flags: CleanupFlags): Promise<number>
  doctor(flags: DoctorFlags): Promise<number>
  mock(flags: MockFlags): Promise<number>
  generate(file: string, flags: GenerateFlags): Promise<number>
  matrix(files: string[], flags: { out: string }): Promise<number>
  diff(older: string, newer: string): Promise<number>
  specDiff(flags: SpecDiffFlags): Promise<number>
}

/** Defines the command line. Errors are thrown as CommanderError and not printed: commander would repeat what was given. */
export function createProgram(actions: Actions, exit: (code: number) => void): Command {
  const program = new Command('vijson')
    .description(tool.description)
    .version(tool.version)
    .exitOverride()
    .configureOutput({ outputError() {} })
    .configureHelp({ showGlobalOptions: false })

  const configured =
    <Flags extends TargetFlags>(act: (flags: Flags) => Promise<number>) =>
    async (flags: Flags, command: Command) =>
      exit(await actWithConfigFile(flags, command, act))

  withTarget(
    program.command('test').description('Judge a target.'),
    'URL of a server, mock, msw, or a recorded run to judge again, run.har (default: VIJSON_TARGET, else GOVC_URL)',
    'VI JSON release to use, or several, each in a run of its own (8.0.1.0,8.0.3.0); auto asks the target',
  )
    .option(
      '--only <id>',
      'test these requirements only: an id, or its unique ending, a theme (sequence), or a pattern (terminate.sequence.*); several with commas, or given several times',
      collected((text) => requirementIds(text)),
    )
    .option(
      '--level <level>',
      'test this level and the stricter ones: must, should, observed (must is the strictest)',
      oneOf('--level', ['must', 'should', 'observed']),
      'observed',
    )
    .option('--strict', 'count an unmet should as nonconformant')
    .option(
      '--exclusive',
      "the target belongs to this run alone: run disruptive checks, which a defective server might answer by ending everybody's sessions",
    )
    .option('--concurrency <n>', 'checks side by side', wholeNumber('--concurrency', 1, 64), defaults.concurrency)
    .option(
      '--idle <seconds>',
      `how long a session is left alone that is to be idle (default: ${defaults.idleMs / 1000}; 0 for mock and msw)`,
      wholeNumber('--idle', 0, 3600, 'seconds'),
    )
    .option(
      '--settle <seconds>',
      'wait so long after the last call before all sessions are read once more, for what comes late or comes back',
      wholeNumber('--settle', 0, 3600, 'seconds'),
      0,
    )
    .option('--seed <n>', 'seed of the random lists and ids', wholeNumber('--seed', 0, 2 ** 32 - 1))
    .option('--deviations <file>', 'known deviations of the target (YAML): a finding that is declared is not a failure')
    .option('--write-deviations <file>', 'write a proposal for such a file, from the findings of this run')
    .option(
      '--report <format=file>',
      `write a report, as ${formatNames.join(', ')}; - is the standard output; may be given several times`,
      collected(parseReport),
    )
    .addOption(
      new Option(
        '--trace [which]',
        'print each request and its answer, on the standard error: all, failures (after the run), or as --only takes it',
      )
        .preset('all')
        .argParser(parseTrace),
    )
    .option('--quiet', 'print only what is not met or not decided, why, and the last line')
    .option('--verbose', 'print each verdict as it comes, also where the output is no terminal')
    .option('--color', 'use colours, also where the output is no terminal')
    .option('--no-color', 'use none')
    .option('--timing', 'say which requirements took longest, and which requests had to follow one another')
    .option(
      '--last-failed',
      'test again what the runs against this target have left: not met, or not decided when last tested',
    )
    .option(
      '--bail <n>',
      'start no further check once so many requirements have failed (with --strict, a warning counts); those under way go on',
      wholeNumber('--bail', 1, 1000),
    )
    .option(
      '--max-logins <n>',
      'send at most so many logins: sessions are clones where they can be, what needs more is skipped',
      wholeNumber('--max-logins', 6, 100_000),
    )
    .option(
      '--max-sessions <n>',
      'have at most so many sessions open at once; checks run one after the other then',
      wholeNumber('--max-sessions', 8, 100_000),
    )
    .option('--name <text>', 'what the target is called in reports; the matrix compares the runs of one name')
    .option('--label <word>', 'a word in the User-Agent of every session, by which others see whose it is', label)
    .option('--dry-run', 'show the logins and calls of a run, and send nothing')
    .addHelpText('after', environment + exits)
    .action(configured(actions.test))

  withTarget(
    program.command('cleanup').description('End the sessions that interrupted runs have left on a target.'),
    'URL of a server (default: VIJSON_TARGET, else GOVC_URL)',
  )
    .option('--dry-run', 'log in and show what would be ended, and end nothing')
    .option('--yes', 'end it without asking')
    .option(
      '--forget [run]',
      'end nothing, and remove the record of this run, of all runs on --target, or of all runs; asks before',
      runId,
    )
    .option('--older-than <age>', 'only what runs of at least this age have left: 30m, 2h, 1d', age)
    .addHelpText('after', environment + cleanupExits)
    .action(configured(actions.cleanup))

  withTarget(
    program
      .command('doctor')
      .description(
        'Check whether a run can start, step by step; without a password, up to the login. Nothing is judged.',
      ),
    'URL of a server (default: VIJSON_TARGET, else GOVC_URL)',
  )
    .option('--json', 'the same as JSON')
    .addHelpText(
      'after',
      `${environment}\nExit: 0 no obstacle was found, 2 usage or configuration, 3 a run cannot begin, or not decide everything.`,
    )
    .action(configured(actions.doctor))

  program
    .command('mock')
    .description('Serve a simulated vCenter.')
    .option('--port <n>', 'port to listen on; 0: any free port', wholeNumber('--port', 0, 65_535), 0)
    .option('--host <host>', 'address to listen on; one that other machines reach needs --users', '127.0.0.1')
    .option('--tls', 'serve https, with a certificate made at start')
    .option(
      '--rtt <ms>',
      'milliseconds that every answer is delayed',
      wholeNumber('--rtt', 0, 60_000, 'milliseconds'),
      0,
    )
    .option(
      '--jitter <ms>',
      'milliseconds that an answer is delayed at most in addition',
      wholeNumber('--jitter', 0, 60_000, 'milliseconds'),
    )
    .option(
      '--fail <rate>',
      'part of the requests that a gateway answers with 503 or 429, or loses: 0.02 is one in fifty',
      rate,
    )
    .option(
      '--session-timeout <seconds>',
      'end sessions that make no call for so long',
      wholeNumber('--session-timeout', 1, 86_400, 'seconds'),
    )
    .option(
      '--max-sessions <n>',
      'sessions that a user may have; a further login is answered with 503',
      wholeNumber('--max-sessions', 1, 100_000),
    )
    .option('--others <n>', 'sessions of others that stand, come and go', wholeNumber('--others', 0, 100_000))
    .option('--release <release>', 'the newest release that it speaks (default: 8.0.3.0)', releaseNumber)
    .option(
      '--user-format <format>',
      'how user names are listed: UPN, administrator@vsphere.local; DOMAIN, as a vCenter lists them, VSPHERE.LOCAL\\administrator',
      oneOf('--user-format', ['UPN', 'DOMAIN']),
      'UPN',
    )
    .option('--cert-out <file>', 'with --tls: write the certificate there, for clients to trust it')
    .option(
      '--cors <origin>',
      'let web pages of this origin call it, as those of this machine may; may be given several times',
      collected(webOrigin),
    )
    .option('--users <file>', 'principals in YAML or JSON: a list of userName, password, privileges')
    .action(async (flags: MockFlags) => exit(await actions.mock(flags)))

  program
    .command('generate')
    .description('Write types and a client for an OpenAPI document: openapi.ts and client.ts.')
    .argument('<file>', 'the document, in YAML or JSON')
    .requiredOption('--out <folder>', 'where the two files are written')
    .option('--check', 'write nothing; exit 1 where a file is missing or stale')
    .action(async (file: string, flags: GenerateFlags) => exit(await actions.generate(file, flags)))

  program
    .command('spec')
    .description('Compare the fragment with the published specification.')
    .command('diff')
    .description('Show where they differ; exit 1 for a difference that spec/errata.md does not announce.')
    .requiredOption('--upstream <file>', 'the published file, vi-json.yaml, in YAML or JSON')
    .option('--json', 'the same as JSON')
    .action(async (flags: SpecDiffFlags) => exit(await actions.specDiff(flags)))

  program
    .command('list')
    .description('Show the requirements.')
    .option('--json', 'the whole ledger, as JSON')
    .action((flags: { json?: boolean }) => {
      console.log(list(flags.json ?? false, columns()))
    })

  program
    .command('explain')
    .description('Explain a requirement or the code of a finding: why it matters, what is usually wrong, what to do.')
    .argument('<id or code>', 'as --only takes it (sequence, duplicate-id), or a code (not-ended)')
    .addHelpText('after', '\n`vijson list` shows the requirements; docs/explanations.md explains them, and every code.')
    .action(async (text: string) => {
      const { explain } = await import('./explain.ts')
      console.log(explain(text, columns()))
    })

  program
    .command('matrix')
    .description('Compare the JSON reports of several runs: what changed, then requirements by targets.')
    .argument('<results...>', 'JSON reports of vijson test')
    .requiredOption('--out <file>', 'output file (.html or .md); required')
    .action(async (files: string[], flags: { out: string }) => exit(await actions.matrix(files, flags)))

  program
    .command('diff')
    .description(
      'Show what changed from one JSON report to another; exit 1 where the newer one is worse, 3 where a must is no longer decided.',
    )
    .argument('<older>', 'a JSON report of vijson test')
    .argument('<newer>', 'a later one')
    .action(async (older: string, newer: string) => exit(await actions.diff(older, newer)))

  refuseRepeated(program)
  return program
}

/** Adds the options of a command that reaches a target. */
function withTarget(
  command: Command,
  targets: string,
  releases = 'VI JSON release to use; auto asks the target',
): Command {
  return command
    .option('--target <target>', targets)
    .option(
      '--config <file>',
      'read options from this file, after those given and the environment (default: vijson.config.yaml, where it stands here)',
    )
    .option('--release <release>', releases, 'auto')
    .option('-u, --username <name>', 'account that controls the run; needs Sessions.TerminateSession')
    .option('--password-command <command>', 'run this command, and take the line that it prints for the password')
    .option('--password-fd <n>', 'read the password from this file descriptor', wholeNumber('--password-fd', 0, 1023))
    .option(
      '--proxy <url>',
      'reach the target through this proxy: http://HOST:PORT (default: HTTPS_PROXY, but for NO_PROXY)',
    )
    .option('-k, --insecure', 'accept any certificate')
    .option('--ca <file>', 'also trust the certificates in this file (PEM)')
    .option('--thumbprint <sha256>', 'accept the certificate with this thumbprint, and no other')
    .option('--client-cert <file>', 'certificate and private key of the client (PEM), where the server asks for one')
    .option('--allow-plaintext', 'allow http to other machines')
    .option(
      '--timeout <ms>',
      'time limit for an answer, in milliseconds',
      wholeNumber('--timeout', 1, 600_000, 'milliseconds'),
      defaults.timeoutMs,
    )
    .option(
      '--max-body <bytes>',
      'limit of the body of an answer (default: 2 MB; of a sessionList four times the first one, up to 32 MB)',
      wholeNumber('--max-body', 1, 2 ** 30, 'bytes'),
    )
}
