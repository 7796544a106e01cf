import { extname } from 'node:path'
import type { SuiteResult } from '../conformance/index.ts'
import { releaseLines } from '../report/releases.ts'
import { exitCodes } from './exit.ts'
import { isRelease } from './options.ts'
import { type ReportRequest, standardOutput } from './reports.ts'
import { UsageError } from './usage.ts'

/** What came of a run, and its exit code. */
export interface Judged {
  code: number
  /** Undefined where nothing was judged, as in a dry run. */
  result?: SuiteResult
}

/** The most severe exit code is that of all: an interruption, then an error of the suite, then as for one run. */
const severity = [
  exitCodes.interrupted,
  exitCodes.suiteError,
  exitCodes.usage,
  exitCodes.nonconformant,
  exitCodes.stale,
  exitCodes.inconclusive,
  exitCodes.conformant,
]

/** The releases that --release names, one or several with commas between them. @throws UsageError. */
export function releasesIn(text: string): string[] {
  const releases = text.split(',').map((one) => one.trim())
  const wrong = releases.findIndex((one) => one !== 'auto' && !isRelease(one))
  if (wrong >= 0) {
    const given = releases.length === 1 ? '--release' : `entry ${wrong + 1} of --release`
    throw new UsageError(`${given} must be a release from 8.0.1.0 on, such as 8.0.3.0, or auto`)
  }
  if (new Set(releases).size < releases.length) throw new UsageError('--release names a release twice')
  return releases
}

/** Judges a target under several releases, one after the other, and sets what came of them side by side. @returns the exit code. */
export async function judgeReleases(
  releases: readonly string[],
  judge: (release: string) => Promise<Judged>,
): Promise<number> {
  const codes: number[] = []
  const results: [string, SuiteResult][] = []
  for (const release of releases) {
    console.error(`release ${release}:`)
    const { code, result } = await judge(release)
    codes.push(code)
    if (result !== undefined) results.push([release, result])
    if (code === exitCodes.interrupted) break
    // Each refused login counts for the lock of an account.
    if (result?.problem?.code === 'login' && release !== releases.at(-1)) {
      console.error('the other releases were left out, because the login was refused')
      break
    }
  }
  if (results.length > 0) for (const line of ['', ...releaseLines(results)]) console.log(line)
  return severity.find((code) => codes.includes(code)) ?? exitCodes.conformant
}

/** The reports of a run under one of several releases: `result.8.0.3.0.json` for `result.json`. @throws UsageError. */
export function reportsFor(reports: readonly ReportRequest[], release: string): ReportRequest[] {
  return reports.map(({ format, file }) => {
    if (file === standardOutput)
      throw new UsageError('with several releases, reports cannot be written to the standard output; name files')
    const ending = extname(file)
    return { format, file: `${file.slice(0, file.length - ending.length)}.${release}${ending}` }
  })
}
