import type { RunOptions } from '../conformance/index.ts'
import { accountName } from './account-settings.ts'
import { describeRun, settleRuns, toldRun } from './earlier-runs.ts'
import { leftOpen } from './left-open.ts'
import { type RecordFile, recordFile } from './record-file.ts'
import { type EarlierRun, earlierRuns } from './recorded-runs.ts'
import type { LiveSettings } from './settings.ts'
import { stateFolder } from './state-folder.ts'

/** The record of this run, and what the records of earlier runs ask of it. */
export interface Kept {
  url: string
  record: RecordFile
  options: Pick<RunOptions, 'record' | 'leftovers' | 'onLeftovers'>
}

/** Opens the record of this run, and tells which earlier runs have left sessions. Those of the same account and target are ended by this run. */
export async function keepRecord({ url, controller }: LiveSettings & { kind: 'url' }): Promise<Kept> {
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
  const recorded = folder === undefined ? [] : earlierRuns(folder)
  // A run on another machine may be under way.
  const isOurs = (run: EarlierRun) => run.target === url && run.account === account && !run.isElsewhere
  const ours = recorded.filter(isOurs)
  for (const run of recorded) {
    console.error(
      isOurs(run)
        ? `${describeRun(run)} left sessions on ${url}: ending those that prove to be its own, as vijson cleanup --target ${url} does`
        : toldRun(run),
    )
  }
  const options: Kept['options'] = {
    record: record.start,
    leftovers: ours.flatMap(({ logins }) => logins),
    onLeftovers(found) {
      for (const line of settleRuns(ours, found).lines) console.error(line)
    },
  }
  return { url, record, options }
}

export function tellLeft(kept: Kept | undefined): void {
  if (kept === undefined) return
  for (const line of leftOpen(kept.record.remaining(), kept.url)) console.error(line)
}
