import { endRecorded, type Leftovers } from '../conformance/index.ts'
import { printable } from '../conformance/redaction/printable.ts'
import { plural } from '../report/wording.ts'
import { accountName } from './account-settings.ts'
import { askPassword, confirm } from './ask.ts'
import { withConfigured } from './configured.ts'
import { describeRun, settleRuns, toldRun } from './earlier-runs.ts'
import { exitCodes } from './exit.ts'
import { onInterrupt } from './interruption.ts'
import { leftOpen } from './left-open.ts'
import { defined } from './options.ts'
import { withPasswords } from './password.ts'
import { recordFile } from './record-file.ts'
import { type EarlierRun, recordsIn } from './recorded-runs.ts'
import { hasTarget, type TargetFlags, targetSettings } from './settings.ts'
import { stateFolder } from './state-folder.ts'
import { UsageError, withUsageError } from './usage.ts'

/** The options of `vijson cleanup`. */
export interface CleanupFlags extends TargetFlags {
  allowPlaintext?: boolean
  timeout?: number
  maxBody?: number
  dryRun?: boolean
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

/** Runs `vijson cleanup`: ends what recorded runs have left, where it proves to be theirs. @returns the exit code. @throws UsageError. */
export async function cleanup(flags: CleanupFlags): Promise<number> {
  const folder = await stateFolder()
  const { runs: recorded, unreadable: files } = recordsIn(folder)
  const unreadable = tellUnreadable(files)
  const environment = withConfigured(flags.fromFile ?? {}, process.env)
  const settings = hasTarget(flags, environment)
    ? targetSettings(flags, await withPasswords(flags, environment, askPassword))
    : undefined
  if (settings?.kind !== 'url') {
    for (const run of recorded) console.error(toldRun(run))
    if (recorded.length === 0 && !isAboutServer(flags)) {
      console.log(`no run that is recorded in ${folder} has left sessions`)
      return unreadable
    }
    throw new UsageError('name the server with --target or VIJSON_TARGET')
  }
  const { url, release, tls, proxy, controller } = settings
  const { olderThan = 0 } = flags
  const isOld = ({ startedAt }: EarlierRun) => !(Date.now() - Date.parse(startedAt) < olderThan)
  const runs = recorded.filter((run) => run.target === url && isOld(run))
  for (const run of recorded) if (run.target !== url) console.error(toldRun(run))
  if (runs.length === 0) {
    console.log(
      `no run${olderThan > 0 ? ' of that age' : ''} that is recorded in ${folder} has left sessions on ${url}; runs of other users, machines and containers are recorded elsewhere`,
    )
    return unreadable
  }
  const asks = flags.dryRun !== true && flags.yes !== true
  if (asks && confirm === undefined)
    throw new UsageError(
      'nobody can be asked here whether the sessions are to be ended: give --yes, or --dry-run to see them',
    )
  const own = recordFile({ folder, target: url, account: accountName(controller), onFailure() {} })
  const interruption = onInterrupt(
    () => {},
    () => tellLeft(own.remaining(), url),
  )
  const { allowPlaintext, timeout, maxBody } = flags
  const look = (isDryRun: boolean) =>
    withUsageError(
      endRecorded(
        { url, release, tls, controller, ...defined({ proxy }) },
        {
          ...defined({ allowPlaintext, timeoutMs: timeout, maxBodyBytes: maxBody }),
          leftovers: runs.flatMap(({ logins }) => logins),
          record: own.start,
          signal: interruption.signal,
        },
        isDryRun,
      ),
    )
  const isShown = asks || flags.dryRun === true
  let ending = await look(isShown).catch((error: unknown) => {
    interruption.release()
    throw error
  })
  if (ending.kind === 'looked' && isShown) for (const run of runs) console.log(planned(run, ending.leftovers))
  if (ending.kind === 'looked' && asks && confirm !== undefined) {
    const { length } = ending.leftovers.found
    const answer = length === 0 ? 'yes' : await confirm(`end ${plural(length, 'session')} on ${url}?`)
    if (answer !== 'yes') {
      interruption.release()
      console.log(`nothing was ended; ${plural(length, 'session')} of earlier runs left`)
      return answer === 'interrupted' ? exitCodes.interrupted : exitCodes.inconclusive
    }
    ending = await look(false)
  }
  interruption.release()
  tellLeft(own.remaining(), url)
  if (ending.kind === 'failed') {
    console.error(`${ending.code === 'interrupted' ? 'interrupted' : 'not cleaned up'}: ${ending.message}`)
    return ending.code === 'interrupted' ? exitCodes.interrupted : exitCodes.inconclusive
  }
  if (flags.dryRun) return ending.leftovers.found.length > 0 ? exitCodes.inconclusive : exitCodes.conformant
  const { lines, isAnythingLeft } = settleRuns(runs, ending.leftovers)
  for (const line of lines) console.log(line)
  return isAnythingLeft || own.remaining().length > 0 ? exitCodes.inconclusive : unreadable
}

/** Tells which records cannot be read: what their runs have left is unknown. @returns the exit code for that. */
function tellUnreadable(files: readonly string[]): number {
  for (const file of files)
    console.error(
      `${file}: no readable record of a run, whose sessions may still be open; look for the User-Agent vijson-conformance in the list of sessions, end them, and remove the file`,
    )
  return files.length > 0 ? exitCodes.inconclusive : exitCodes.conformant
}

/** What would be ended of a run: key, user, and the User-Agent by which each proves to be the run's own. */
function planned(run: EarlierRun, { found }: Leftovers): string {
  const own = found.filter(({ tag }) => run.logins.some((login) => login.tag === tag))
  if (own.length === 0) return `${describeRun(run)}: none of its sessions would be ended; none proves to be open`
  const userOf = (tag: string) => run.logins.find((login) => login.tag === tag)?.userName ?? ''
  return [
    `${describeRun(run)}: these sessions would be ended:`,
    ...own.map(({ key, tag }) => `  ${JSON.stringify(key)}  ${printable(userOf(tag))}  ${printable(tag)}`),
  ].join('\n')
}

function tellLeft(remaining: Parameters<typeof leftOpen>[0], target: string): void {
  for (const line of leftOpen(remaining, target)) console.error(line)
}
