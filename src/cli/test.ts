import pc from 'picocolors'
import { ConfigurationError, type Problem, type RunOptions, runSuite, type SuiteResult } from '../conformance/index.ts'
import { githubAnnotations } from '../report/annotations.ts'
import { consoleReport, leftBehind } from '../report/console.ts'
import { progressLine } from '../report/progress.ts'
import { readDeclared, requireNew, writeProposal } from './deviations.ts'
import { dryRun } from './dry-run.ts'
import { exitCodeOf, exitCodes } from './exit.ts'
import { defined } from './options.ts'
import { type ReportRequest, requireWritable, writeReports } from './reports.ts'
import { type TargetFlags, type TargetSettings, targetSettings } from './settings.ts'
import { openTarget } from './targets.ts'
import { UsageError } from './usage.ts'

/** The options of `vijson test`. */
export interface TestFlags extends TargetFlags {
  only?: string[]
  level?: 'must' | 'should' | 'observed'
  strict?: boolean
  exclusive?: boolean
  allowPlaintext?: boolean
  concurrency?: number
  timeout?: number
  seed?: number
  report?: ReportRequest[]
  deviations?: string
  writeDeviations?: string
  dryRun?: boolean
}

/** Runs `vijson test`. @returns the exit code. @throws UsageError. */
export async function test(flags: TestFlags): Promise<number> {
  const settings = targetSettings(flags, process.env)
  const reports = flags.report ?? []
  const options = runOptions(flags)
  if (flags.dryRun) {
    if (settings.kind === 'recorded') throw new UsageError('a recorded run sends no request; omit --dry-run')
    console.log(await withUsageError(dryRun(settings, options)))
    return 0
  }
  await requireWritable(reports, filesOf(flags, settings))
  if (flags.writeDeviations !== undefined) await requireNew(flags.writeDeviations)
  const declared = flags.deviations === undefined ? {} : { deviations: readDeclared(flags.deviations) }
  if (settings.kind === 'url' && settings.usesBuiltIns) {
    console.error(
      'no credentials given; using the built-in principals of the mock, because the target is on this machine',
    )
  }
  const progress = progressLine(process.stderr)
  const interruption = onInterrupt(() => progress.clear())
  const { target, options: asked, close } = await openTarget(settings, options)
  try {
    const result = await withUsageError(
      runSuite(target, {
        ...asked,
        ...declared,
        signal: interruption.signal,
        onJudged: ({ id }, { done, total }) => progress.show(done, total, id),
      }),
    )
    progress.clear()
    const unwritten = await writeReports(result, reports)
    print(result)
    if (process.env.GITHUB_ACTIONS === 'true') for (const line of githubAnnotations(result)) console.log(line)
    for (const sentence of unwritten) console.error(`error: ${sentence}`)
    if (flags.writeDeviations !== undefined) await writeProposal(result, flags.writeDeviations)
    const code = exitCodeOf(result)
    return code === exitCodes.conformant && unwritten.length > 0 ? exitCodes.suiteError : code
  } finally {
    close()
    interruption.release()
  }
}

/** The files that a run reads, or writes besides its reports. */
function filesOf({ deviations, writeDeviations, ca }: TestFlags, settings: TargetSettings): string[] {
  const recording = settings.kind === 'recorded' ? [settings.file] : []
  return [deviations, writeDeviations, ca, ...recording].filter((file) => file !== undefined)
}

function runOptions({
  only,
  level,
  strict,
  exclusive,
  allowPlaintext,
  concurrency,
  timeout,
  seed,
}: TestFlags): RunOptions {
  return defined({ only, level, strict, exclusive, allowPlaintext, concurrency, timeoutMs: timeout, seed })
}

/** An invalid configuration of the engine is an invalid usage of the command. */
async function withUsageError<Value>(running: Promise<Value>): Promise<Value> {
  return running.catch((error: unknown) => {
    throw error instanceof ConfigurationError ? new UsageError(error.message, { cause: error }) : error
  })
}

function print(result: SuiteResult): void {
  const { problem, run, sessions } = result
  if (problem === undefined) console.log(consoleReport(result, pc))
  else {
    console.error(`${result.verdict}: ${problem.message}.${hintFor(problem, sessions)}`)
    for (const line of leftBehind(sessions)) console.error(line)
  }
  if (run.interrupted) console.error('interrupted: requirements that were not decided are unreached')
}

/** Advice on the problem; none about passwords where a login may have succeeded. */
function hintFor({ code }: Problem, { unclosable }: SuiteResult['sessions']): string {
  return code === 'login' && unclosable > 0 ? '' : hints[code]
}

const hints = {
  unreachable: '',
  certificate: ' Trust its CA with --ca FILE, or accept any certificate with --insecure.',
  'not-vi-json': '',
  login: ' Check --username or VIJSON_USERNAME, and VIJSON_PASSWORD.',
  privilege: ' Use an account with the privilege Sessions.TerminateSession.',
  'session-list': '',
} as const

/** A signal within this time is the same one again: npm and npx forward what the terminal has sent to every process already. */
const sameSignalMs = 1000

/** The first interruption ends the run early and closes its sessions; a second one ends the process. */
function onInterrupt(clearLine: () => void): { signal: AbortSignal; release(): void } {
  const controller = new AbortController()
  let interruptedAt = 0
  const interrupt = () => {
    if (controller.signal.aborted && Date.now() - interruptedAt < sameSignalMs) return
    clearLine()
    if (controller.signal.aborted) process.exit(130)
    interruptedAt = Date.now()
    console.error(
      'interrupted: closing the sessions of this run (interrupt again after a second to stop at once and leave them open)',
    )
    controller.abort()
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const name of signals) process.on(name, interrupt)
  return {
    signal: controller.signal,
    release() {
      for (const name of signals) process.off(name, interrupt)
    },
  }
}
