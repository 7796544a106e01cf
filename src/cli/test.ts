import { randomInt } from 'node:crypto'
import pc from 'picocolors'
import { requirements } from '../../generated/requirements.ts'
import { isOfLevel } from '../conformance/engine/selection.ts'
import { isLoopback, isUnmet, type Problem, type RunOptions, runSuite, type SuiteResult } from '../conformance/index.ts'
import { githubAnnotations } from '../report/annotations.ts'
import { withoutCommands } from '../report/commands.ts'
import { consoleReport, lastLine, leftBehind } from '../report/console.ts'
import { progressLine } from '../report/progress.ts'
import { verdictWords } from '../report/wording.ts'
import { askPassword } from './ask.ts'
import { columns } from './columns.ts'
import { withConfigured } from './configured.ts'
import { readDeclared, requireNew, writeProposal } from './deviations.ts'
import { dryRun } from './dry-run.ts'
import { exitCodeOf, exitCodes } from './exit.ts'
import { growHeapLess, growHeapSlowly } from './heap.ts'
import { onInterrupt } from './interruption.ts'
import { type Kept, keepRecord, tellLeft } from './keep-record.ts'
import { keepFailed, lastFailed } from './last-failed.ts'
import { defined } from './options.ts'
import { withPasswords } from './password.ts'
import { type Judged, judgeReleases, releasesIn, reportsFor } from './releases.ts'
import { type ReportRequest, requireWritable, standardOutput, writeReports } from './reports.ts'
import {
  ignoredVariables,
  type LiveSettings,
  type TargetFlags,
  type TargetSettings,
  targetSettings,
} from './settings.ts'
import { stateFolder } from './state-folder.ts'
import { openTarget } from './targets.ts'
import { certificateFiles, type Environment } from './tls-settings.ts'
import { createTracer, type TraceChoice } from './trace.ts'
import { rethrow, UsageError, withUsageError } from './usage.ts'

/** The options of `vijson test`. */
export interface TestFlags extends TargetFlags {
  only?: string[]
  level?: 'must' | 'should' | 'observed'
  strict?: boolean
  exclusive?: boolean
  allowPlaintext?: boolean
  concurrency?: number
  timeout?: number
  maxBody?: number
  idle?: number
  settle?: number
  seed?: number
  report?: ReportRequest[]
  deviations?: string
  writeDeviations?: string
  dryRun?: boolean
  trace?: TraceChoice
  timing?: boolean
  quiet?: boolean
  verbose?: boolean
  bail?: number
  lastFailed?: boolean
  maxLogins?: number
  maxSessions?: number
  label?: string
  name?: string
}

/** Runs `vijson test`. @returns the exit code. @throws UsageError. */
export async function test(flags: TestFlags): Promise<number> {
  const environment = await withPasswords(flags, withConfigured(flags.fromFile ?? {}, process.env), askPassword)
  for (const sentence of ignoredVariables(flags, environment)) console.error(sentence)
  const releases = releasesIn(flags.release ?? 'auto')
  if (releases.length === 1) return (await judge(flags, environment)).code
  // All of them are read before anything is sent.
  for (const release of releases) targetSettings({ ...flags, release }, environment)
  // The same lists and ids under each, so that what differs is the release's.
  const seed = flags.seed ?? randomInt(2 ** 32)
  return judgeReleases(releases, (release) =>
    judge({ ...flags, release, seed, report: reportsFor(flags.report ?? [], release) }, environment),
  )
}

/** Judges a target under one release. @throws UsageError. */
async function judge(flags: TestFlags, environment: Environment): Promise<Judged> {
  const settings = targetSettings(flags, environment)
  const reports = flags.report ?? []
  const folder = await stateFolder().catch(() => undefined)
  const options = { ...runOptions(flags), ...onlyLastFailed(flags, settings, folder) }
  tellBelowLevel(options)
  const progress = progressLine(process.stderr)
  const tell = process.stderr.isTTY ? progress.tell : console.error
  const tracer = flags.trace === undefined ? undefined : createTracer(flags.trace, (line) => tell(line))
  await requireWritable(reports, filesOf(flags, settings, environment)).catch(rethrow('--report'))
  if (flags.writeDeviations !== undefined) await requireNew(flags.writeDeviations)
  const declared = flags.deviations === undefined ? {} : { deviations: readDeclared(flags.deviations) }
  if (flags.dryRun) {
    if (settings.kind === 'recorded') throw new UsageError('a recorded run sends no request; omit --dry-run')
    console.log(await withUsageError(dryRun(settings, { ...options, ...declared })))
    return { code: exitCodes.conformant }
  }
  let kept: Kept | undefined
  const interruption = onInterrupt(
    () => progress.clear(),
    () => tellLeft(kept),
  )
  if (settings.kind === 'url' && settings.usesBuiltIns) {
    const { requireMock } = await import('./built-ins.ts')
    await requireMock(settings, { timeoutMs: flags.timeout, over: interruption.signal }).catch((error: unknown) => {
      interruption.release()
      throw error
    })
  }
  if (settings.kind === 'mock') growHeapLess()
  if (settings.kind === 'url') {
    if (settings.tls.insecure === true && !isLoopback(new URL(settings.url)))
      console.error('warning: any certificate is accepted (--insecure): passwords go to whoever answers')
    growHeapSlowly()
    kept = await keepRecord(settings, flags.quiet ?? false)
  }
  const { target, options: asked, close } = await openTarget(settings, options)
  try {
    const result = await withUsageError(
      runSuite(target, {
        ...asked,
        ...declared,
        ...kept?.options,
        signal: interruption.signal,
        ...(tracer === undefined ? {} : { onExchange: tracer.onExchange }),
        onStarted: (id) => progress.started(id),
        onJudged: (judged, { done, total }) => {
          const line = `${verdictWords[judged.verdict].padEnd(12)}${judged.id}`
          progress.judged(judged.id, done, total)
          if (flags.verbose === true) tell(line)
          else if (isUnmet(judged)) progress.tell(line)
        },
      }),
    )
    progress.clear()
    tracer?.onResult(result)
    if (folder !== undefined && settings.kind !== 'recorded') remember(folder, nameOf(settings), result)
    const { written, unwritten } = await writeReports(result, reports)
    // A report on the standard output stands there alone.
    const say = written.includes(standardOutput) ? console.error : console.log
    const diagnose = (problem: Problem) => diagnosis(settings, flags, problem)
    await print(result, { written, say, isQuiet: flags.quiet ?? false, diagnose })
    if (flags.timing) {
      const { timingLines } = await import('../report/timing.ts')
      for (const line of timingLines(result)) say(line)
    }
    tellLeft(kept)
    if (process.env.GITHUB_ACTIONS === 'true') for (const line of githubAnnotations(result)) say(line)
    for (const sentence of unwritten) console.error(`error: ${sentence}`)
    const isProposed = flags.writeDeviations === undefined || (await writeProposal(result, flags.writeDeviations))
    const code = exitCodeOf(result)
    const isAllWritten = unwritten.length === 0 && isProposed
    return { code: code === exitCodes.conformant && !isAllWritten ? exitCodes.suiteError : code, result }
  } finally {
    progress.clear()
    close()
    interruption.release()
  }
}

/** Names what --level leaves out of the requirements that were selected otherwise: who has named one expects to see it. */
function tellBelowLevel({ only, level }: RunOptions): void {
  if (only === undefined || level === undefined) return
  const below = requirements.filter((one) => only.includes(one.id) && !isOfLevel(one, level))
  // Where none is left, an error says so.
  if (below.length === 0 || below.length === only.length) return
  const ids = below.map((one) => `${one.id} (${one.level})`).join(', ')
  console.error(`note: not tested, because --level is ${level}: ${ids}`)
}

/** The files that a run reads, or writes besides its reports. */
function filesOf(flags: TestFlags, settings: TargetSettings, environment: Environment): string[] {
  const { deviations, writeDeviations } = flags
  const recording = settings.kind === 'recorded' ? [settings.file] : []
  const token = environment.VIJSON_SSO_TOKEN_FILE || undefined
  return [deviations, writeDeviations, token, ...certificateFiles(flags, environment), ...recording].filter(
    (file) => file !== undefined,
  )
}

function runOptions(flags: TestFlags): RunOptions {
  return defined({
    only: flags.only,
    level: flags.level,
    strict: flags.strict,
    exclusive: flags.exclusive,
    allowPlaintext: flags.allowPlaintext,
    concurrency: flags.concurrency,
    timeoutMs: flags.timeout,
    maxBodyBytes: flags.maxBody,
    idleMs: flags.idle === undefined ? undefined : flags.idle * 1000,
    settleMs: flags.settle === undefined ? undefined : flags.settle * 1000,
    seed: flags.seed,
    bail: flags.bail,
    maxLogins: flags.maxLogins,
    maxSessions: flags.maxSessions,
    label: flags.label,
    name: flags.name,
    // The other formats show none.
    exchanges:
      flags.dryRun === true ||
      flags.trace !== undefined ||
      flags.timing === true ||
      (flags.report ?? []).some(({ format }) => ['html', 'html-dir', 'har'].includes(format)),
  })
}

/** Keeps what the run left for --last-failed; where that cannot be written, the run is as good without. */
function remember(folder: string, name: string, result: SuiteResult): void {
  try {
    keepFailed(folder, name, result)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException // A file system gives its errors a code.
    console.error(`what is not met is not remembered for --last-failed (${code ?? message})`)
  }
}

/** What a run against a target is remembered by. */
function nameOf(settings: LiveSettings): string {
  return settings.kind === 'url' ? settings.url : settings.kind
}

/** The selection of --last-failed. @throws UsageError. */
function onlyLastFailed(
  flags: TestFlags,
  settings: TargetSettings,
  folder: string | undefined,
): Pick<RunOptions, 'only'> {
  if (flags.lastFailed !== true) return {}
  if (flags.only !== undefined) throw new UsageError('give either --only or --last-failed')
  if (settings.kind === 'recorded' || folder === undefined)
    throw new UsageError('--last-failed needs a target that runs, and a home folder in which runs are remembered')
  return { only: lastFailed(folder, nameOf(settings)) }
}

/** What `vijson doctor` says of a target where no run can begin: of the way to it, of what answers there, and of the account. */
async function diagnosis(settings: TargetSettings, flags: TestFlags, problem: Problem): Promise<string[]> {
  if (settings.kind !== 'url') return []
  const { diagnose } = await import('./doctor.ts')
  const { url, release, tls, proxy, controller } = settings
  return diagnose({ url: new URL(url), release, tls, proxy }, flags, problem, controller)
}

/** Prints what came of a run; where it could not begin, what stands in its way comes first. */
async function print(result: SuiteResult, { written, say, isQuiet, diagnose }: Printing): Promise<void> {
  const { problem, sessions } = result
  const reports = written.filter((file) => file !== standardOutput)
  if (problem === undefined) {
    say(consoleReport(result, pc, { width: columns(), reports, isQuiet }))
    return
  }
  const lines = await diagnose(problem)
  for (const line of lines) console.error(line)
  if (lines.length === 0) console.error(`${result.verdict}: ${withoutCommands(problem.message)}.`)
  for (const line of leftBehind(sessions)) console.error(line)
  say(lastLine(result, pc))
}

/** How a result is printed. */
interface Printing {
  /** The reports that are written. */
  written: readonly string[]
  say: (text: string) => void
  isQuiet: boolean
  diagnose: (problem: Problem) => Promise<string[]>
}
