#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander'
import { tool } from '../../generated/tool.ts'
import { defaults } from '../conformance/index.ts'
import { formats } from '../report/formats.ts'
import { exitCodes } from './exit.ts'
import { list } from './list.ts'
import { type MockFlags, mock } from './mock.ts'
import { collected, wholeNumber } from './options.ts'
import { parseReport } from './reports.ts'
import { type TestFlags, test } from './test.ts'
import { UsageError } from './usage.ts'

const environment = `
Environment:
  VIJSON_TARGET, VIJSON_USERNAME, VIJSON_PASSWORD, VIJSON_INSECURE, VIJSON_CA
  VIJSON_LIMITED_USERNAME, VIJSON_LIMITED_PASSWORD   a second principal, without Sessions.TerminateSession
  GOVC_URL, GOVC_USERNAME, GOVC_PASSWORD, GOVC_INSECURE, GOVC_TLS_CA_CERTS   where those are unset

Exit: 0 conformant, 1 nonconformant, 2 usage or configuration, 3 inconclusive, 4 a deviation
is stale, 5 the suite's own error, 130 interrupted.`

const program = new Command('vijson')
  .description(tool.description)
  .version(tool.version)
  .exitOverride()
  .configureHelp({ showGlobalOptions: false })

program
  .command('test')
  .description('Judge a target.')
  .option(
    '--target <target>',
    'URL of a server, mock, msw, or a recorded run to judge again, run.har (default: VIJSON_TARGET, else GOVC_URL, else mock)',
  )
  .option('--release <release>', 'VI JSON release to use; auto asks the target', 'auto')
  .option('--username <name>', 'account that controls the run; needs Sessions.TerminateSession')
  .option('--insecure', 'accept any certificate')
  .option('--ca <file>', 'also trust the certificates in this file (PEM)')
  .option('--allow-plaintext', 'allow http to other machines')
  .option('--only <id>', 'test this requirement only; may be given several times', collected(String))
  .addOption(
    new Option('--level <level>', 'test this level and the stricter ones (must is the strictest)')
      .choices(['must', 'should', 'observed'])
      .default('observed'),
  )
  .option('--strict', 'count an unmet should as nonconformant')
  .option(
    '--exclusive',
    "the target belongs to this run alone: run disruptive checks, which a defective server might answer by ending everybody's sessions",
  )
  .option('--concurrency <n>', 'checks side by side', wholeNumber(1, 64), defaults.concurrency)
  .option('--timeout <ms>', 'time limit for an answer, in milliseconds', wholeNumber(1, 600_000), defaults.timeoutMs)
  .option('--seed <n>', 'seed of the random lists and ids', wholeNumber(0, 2 ** 32 - 1))
  .option('--deviations <file>', 'known deviations of the target (YAML): a finding that is declared is not a failure')
  .option('--write-deviations <file>', 'write a proposal for such a file, from the findings of this run')
  .option(
    '--report <format=file>',
    `write a report, as ${Object.keys(formats).join(', ')}; may be given several times`,
    collected(parseReport),
  )
  .option('--dry-run', 'show the logins and calls of a run, and send nothing')
  .addHelpText('after', environment)
  .action(async (flags: TestFlags) => {
    process.exitCode = await test(flags)
  })

program
  .command('mock')
  .description('Serve a simulated vCenter.')
  .option('--port <n>', 'port to listen on; 0: any free port', wholeNumber(0, 65_535), 0)
  .option('--host <host>', 'address to listen on', '127.0.0.1')
  .option('--tls', 'serve https, with a certificate made at start')
  .option('--rtt <ms>', 'milliseconds that every answer is delayed', wholeNumber(0, 60_000), 0)
  .option('--users <file>', 'principals in YAML or JSON: a list of userName, password, privileges')
  .action(async (flags: MockFlags) => {
    process.exitCode = await mock(flags)
  })

program
  .command('list')
  .description('Show the requirements.')
  .option('--json', 'the whole ledger, as JSON')
  .action((flags: { json?: boolean }) => {
    console.log(list(flags.json ?? false))
  })

program
  .command('matrix')
  .description('Compare the JSON reports of several runs: what changed, then requirements by targets.')
  .argument('<results...>', 'JSON reports of vijson test')
  .requiredOption('--out <file>', 'output file (.html or .md); required')
  .action(async (files: string[], flags: { out: string }) => {
    const { matrix } = await import('./matrix.ts')
    process.exitCode = await matrix(files, flags)
  })

// A closed pipe (as by head) or terminal must not end a run: its reports and its sessions would be lost.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error
  })
}

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = exitCodeFor(error)
}

/** Commander has printed its own errors, and its help, already. */
function exitCodeFor(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage
  if (error instanceof UsageError) {
    console.error(`error: ${error.message}`)
    return exitCodes.usage
  }
  console.error(`error: internal error of vijson: ${error instanceof Error ? error.message : 'unknown reason'}`)
  return exitCodes.suiteError
}
