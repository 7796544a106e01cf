import type { RunOptions } from '../conformance/index.ts'
import { accountName } from './account-settings.ts'
import { describeRun, settleRuns, stillOpen, toldRun, toldUnreadable } from './earlier-runs.ts'
import { leftOpen } from './left-open.ts'
import { type RecordFile, recordFile } from './record-file.ts'
import { type EarlierRun, recordsIn } from './recorded-runs.ts'
import type { LiveSettings } from './settings.ts'
import { stateFolder } from './state-folder.ts'

/** The record of this run, and what the records of earlier runs ask of it. */
export interface Kept {
  url: string
  record: RecordFile
  /** The earlier runs whose sessions are still open; undefined where they were not looked for. */
  earlier(): readonly EarlierRun[] | undefined
  options: Pick<RunOptions, 'record' | 'leftovers' | 'onLeftovers'>
}

/**
 * Opens the record of this run, and tells which earlier runs have left sessions. Those of the same account and target are ended by this run.
 *
 * @param isQuiet those of other accounts and targets are not told.
 */
export async function keepRecord({ url, controller }: LiveSettings & { kind: 'url' }, isQuiet: boolean): Promise<Kept> {
  const onFailure = (error: unknown) => {
    const { code } = error as NodeJS.ErrnoException // A file system gives its errors a code.
    console.error(
      `no record of this run is kept (${code ?? 'unknown reason'}): where it is killed, nothing tells what it leaves open`,
    )
  }
  const account = accountName(controller)
  const folder = await stateFolder().catch((error: unknown) => {
    onFailure(error)
    return undefined
  })
  const record = recordFile({ folder, target: url, account, onFailure })
  const { runs: recorded, unreadable } = folder === undefined ? { runs: [], unreadable: [] } : recordsIn(folder)
  if (!isQuiet) for (const file of unreadable) console.error(toldUnreadable(file))
  // A run on another machine may be under way.
  const isOurs = (run: EarlierRun) => run.target === url && run.account === account && !run.isElsewhere
  const ours = recorded.filter(isOurs)
  for (const run of recorded) {
    if (isOurs(run))
      console.error(
        `${describeRun(run)} left sessions on ${url}: ending those that prove to be its own, as vijson cleanup --target ${url} does`,
      )
    else if (!isQuiet) console.error(toldRun(run))
  }
  let earlier: readonly EarlierRun[] | undefined
  const options: Kept['options'] = {
    record: record.start,
    leftovers: ours.flatMap(({ logins }) => logins),
    onLeftovers(found) {
      const { lines, left } = settleRuns(ours, found)
      for (const line of lines) console.error(line)
      earlier = left
    },
  }
  return { url, record, earlier: () => earlier ?? (ours.length === 0 ? [] : undefined), options }
}

/** Tells what is left, of this run and of earlier ones. */
export function tellLeft(kept: Kept | undefined): void {
  if (kept === undefined) return
  const { record, url, earlier } = kept
  const runs = earlier()
  if (runs === undefined)
    console.error(
      `the sessions of earlier runs could not be looked for, and may still be open; end them with: vijson cleanup --target ${url}`,
    )
  else for (const line of stillOpen(runs)) console.error(line)
  for (const line of leftOpen(record.remaining(), url, record.isWritten() ? 'cleanup' : 'govc')) console.error(line)
}
