import { endRecorded, type Leftovers } from '../conformance/index.ts'
import { printable } from '../conformance/redaction/printable.ts'
import { plural } from '../report/wording.ts'
import { accountName } from './account-settings.ts'
import { askPassword, confirm } from './ask.ts'
import { requireMock } from './built-ins.ts'
import { withConfigured } from './configured.ts'
import { ofAccount, withoutPrivilege } from './doctor/refused.ts'
import { describeRun, settleRuns, toldRun, toldUnreadable } from './earlier-runs.ts'
import { exitCodes } from './exit.ts'
import { forgetRuns } from './forget.ts'
import { onInterrupt } from './interruption.ts'
import { leftOpen } from './left-open.ts'
import { defined } from './options.ts'
import { withPasswords } from './password.ts'
import { recordFile } from './record-file.ts'
import { type EarlierRun, recordsIn } from './recorded-runs.ts'
import {
  anyServer,
  hasTarget,
  ignoredVariables,
  type LiveSettings,
  serverSettings,
  type TargetFlags,
  targetSettings,
} from './settings.ts'
import { stateFolder } from './state-folder.ts'
import type { Environment } from './tls-settings.ts'
import { UsageError, withUsageError } from './usage.ts'

type Failure = Extract<Awaited<ReturnType<typeof endRecorded>>, { kind: 'failed' }>

/** The options of `vijson cleanup`. */
export interface CleanupFlags extends TargetFlags {
  allowPlaintext?: boolean
  timeout?: number
  maxBody?: number
  dryRun?: boolean
  /** The id of a run; true: all runs, or those on the target. */
  forget?: string | true
  yes?: boolean
  /** Milliseconds. */
  olderThan?: number
}

/** Whether an option says anything about a server: without one, it was meant for something. */
function isAboutServer({
  target,
  username,
  release = 'auto',
  insecure,
  ca,
  thumbprint,
  clientCert,
  proxy,
  passwordCommand,
  passwordFd,
}: CleanupFlags): boolean {
  return (
    release !== 'auto' ||
    [target, username, insecure, ca, thumbprint, clientCert, proxy, passwordCommand, passwordFd].some(
      (given) => given !== undefined,
    )
  )
}

/** Runs `vijson cleanup`: ends what recorded runs have left, where it proves to be theirs; with `--forget`, forgets it. @returns the exit code. @throws UsageError. */
export async function cleanup(flags: CleanupFlags): Promise<number> {
  const folder = await stateFolder()
  const { runs: recorded, unreadable: files } = recordsIn(folder)
  const unreadable = tellUnreadable(files)
  const environment = withConfigured(flags.fromFile ?? {}, process.env)
  for (const sentence of ignoredVariables(flags, environment, anyServer)) console.error(sentence)
  const { olderThan = 0 } = flags
  const isOld = ({ startedAt }: EarlierRun) => !(Date.now() - Date.parse(startedAt) < olderThan)
  const nothing = (where: string) =>
    `no run${olderThan > 0 ? ' of that age' : ''} that is recorded in ${folder} has left sessions${where}`
  if (flags.forget !== undefined) {
    const runs = meant(recorded, flags.forget, flags, environment).filter(isOld)
    if (runs.length > 0) return forgetRuns(runs, flags)
    console.log(nothing(''))
    return unreadable
  }
  const settings = hasTarget(flags, environment)
    ? targetSettings(flags, await withPasswords(flags, environment, askPassword))
    : undefined
  if (settings?.kind !== 'url') {
    for (const run of recorded) console.error(toldRun(run))
    if (recorded.length === 0 && !isAboutServer(flags)) {
      console.log(nothing(''))
      return unreadable
    }
    throw new UsageError('name the server with --target or VIJSON_TARGET')
  }
  const { url } = settings
  const runs = recorded.filter((run) => run.target === url && isOld(run))
  for (const run of recorded) if (run.target !== url) console.error(toldRun(run))
  if (runs.length === 0) {
    console.log(`${nothing(` on ${url}`)}; runs of other users, machines and containers are recorded elsewhere`)
    return unreadable
  }
  const code = await endLeft(runs, settings, flags, folder)
  return code === exitCodes.conformant ? unreadable : code
}

/** The runs that are to be forgotten: the one that is named, else those on the target, where there is one, else all. @throws UsageError. */
function meant(
  recorded: readonly EarlierRun[],
  forget: string | true,
  flags: CleanupFlags,
  environment: Environment,
): EarlierRun[] {
  if (forget !== true) {
    const runs = recorded.filter(({ run }) => run === forget)
    if (runs.length === 0) throw new UsageError(`no run ${forget} is recorded, or it is still under way`)
    return runs
  }
  if (!hasTarget(flags, environment)) return [...recorded]
  const { origin } = serverSettings(flags, environment).url
  return recorded.filter(({ target }) => target === origin)
}

/** Ends what runs have left on their target, after it was shown and somebody has agreed. @returns the exit code. */
async function endLeft(
  runs: readonly EarlierRun[],
  settings: LiveSettings & { kind: 'url' },
  flags: CleanupFlags,
  folder: string,
): Promise<number> {
  const { url, release, tls, proxy, controller } = settings
  /** A record for each look: a run writes one of its own. */
  const own: ReturnType<typeof recordFile>[] = []
  const newRecord = () => {
    const record = recordFile({ folder, target: url, account: accountName(controller), onFailure() {} })
    own.push(record)
    return record
  }
  const remaining = () => own.flatMap((one) => one.remaining())
  const tellOwn = () => {
    const isWritten = own.every((one) => one.isWritten())
    for (const line of leftOpen(remaining(), url, isWritten ? 'cleanup' : 'govc')) console.error(line)
  }
  const again = `what is left is still recorded; end it with: vijson cleanup --target ${url}`
  const interruption = onInterrupt(
    () => {},
    () => {
      tellOwn()
      console.error(again)
    },
    'ending no further session, and logging out',
  )
  const { allowPlaintext, timeout, maxBody, dryRun = false } = flags
  const look = (isDryRun: boolean) =>
    withUsageError(
      endRecorded(
        { url, release, tls, controller, ...defined({ proxy }) },
        {
          ...defined({ allowPlaintext, timeoutMs: timeout, maxBodyBytes: maxBody }),
          leftovers: runs.flatMap(({ logins }) => logins),
          record: newRecord().start,
          signal: interruption.signal,
        },
        isDryRun,
      ),
    )
  const asks = !dryRun && flags.yes !== true
  try {
    if (settings.usesBuiltIns) await requireMock(settings, { timeoutMs: timeout, over: interruption.signal })
    let ending = await look(asks || dryRun)
    if (ending.kind === 'looked' && (asks || dryRun)) {
      for (const run of runs) console.log(planned(run, ending.leftovers))
      const { length } = ending.leftovers.found
      if (asks) {
        const code = await agreed(length, url)
        if (code !== undefined) return code
        ending = await look(false)
      }
    }
    tellOwn()
    const isInterrupted = interruption.signal.aborted
    if (ending.kind === 'failed') {
      if (isInterrupted) console.error(`interrupted: no session was ended; ${again}`)
      else console.error(`not cleaned up: ${ending.message}${whatToDo(ending, controller, runs)}`)
      return isInterrupted ? exitCodes.interrupted : exitCodes.inconclusive
    }
    const { found, left } = ending.leftovers
    if (dryRun && isInterrupted) return exitCodes.interrupted
    if (dryRun) return left.length > 0 ? exitCodes.inconclusive : exitCodes.conformant
    const settled = settleRuns(runs, ending.leftovers)
    for (const line of settled.lines) console.log(line)
    if (isInterrupted)
      console.error(`interrupted: ${plural(found.length - left.length, 'session')} ended, ${left.length} left`)
    if (isInterrupted) return exitCodes.interrupted
    return settled.left.length > 0 || remaining().length > 0 ? exitCodes.inconclusive : exitCodes.conformant
  } finally {
    interruption.release()
  }
}

/** Asks whether so many sessions are to be ended. @returns undefined where they are, else the exit code. @throws UsageError where nobody can be asked. */
async function agreed(count: number, target: string): Promise<number | undefined> {
  if (count === 0) return undefined
  if (confirm === undefined)
    throw new UsageError(
      'nobody can be asked here whether these sessions are to be ended: give --yes, or --dry-run to see them alone',
    )
  const answer = await confirm(`end ${plural(count, 'session')} on ${target}?`)
  if (answer === 'yes') return undefined
  console.log(`nothing was ended; ${plural(count, 'session')} of earlier runs left`)
  return answer === 'interrupted' ? exitCodes.interrupted : exitCodes.inconclusive
}

/** What to do about an account that may not look for them; or where the target does not answer, which may be gone for good. */
function whatToDo(
  { code, message, refusal }: Failure,
  controller: LiveSettings['controller'],
  runs: readonly EarlierRun[],
): string {
  const line = message.endsWith(' NoPermission')
    ? withoutPrivilege
    : code === 'login'
      ? ofAccount({ code, message, ...defined({ refusal }) }, controller)
      : undefined
  if (line?.todo !== undefined) return `; ${line.todo}`
  if (code !== 'unreachable') return ''
  return `; where the target is gone for good: vijson cleanup --forget${runs.length === 1 ? ` ${runs[0]?.run}` : ` --target ${runs[0]?.target}`}`
}

/** Tells which records cannot be read: what their runs have left is unknown. @returns the exit code for that. */
function tellUnreadable(files: readonly string[]): number {
  for (const file of files) console.error(toldUnreadable(file))
  return files.length > 0 ? exitCodes.inconclusive : exitCodes.conformant
}

/** What would be ended of a run: key, user, since when, and the User-Agent by which each proves to be the run's own. */
function planned(run: EarlierRun, { found }: Leftovers): string {
  const own = found.filter(({ tag }) => run.logins.some((login) => login.tag === tag))
  if (own.length === 0) return `${describeRun(run)}: none of its sessions would be ended; none proves to be open`
  const userOf = (tag: string) => run.logins.find((login) => login.tag === tag)?.userName ?? ''
  return [
    `${describeRun(run)}: these sessions would be ended:`,
    ...own.map(({ key, tag, shown }) => {
      const since = shown?.since === undefined ? '' : `  since ${shown.since}`
      return `  ${JSON.stringify(key)}  ${printable(userOf(tag))}${since}  ${printable(shown?.userAgent ?? tag)}`
    }),
  ].join('\n')
}
