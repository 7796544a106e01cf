import { type RequirementResult, recordedTarget, runSuite, type SuiteResult } from '../../src/conformance/index.ts'
import { readRecording } from '../../src/report/har/read.ts'
import { harReport } from '../../src/report/har/write.ts'

/** Judges a run again, from the text of its HAR report. @param edit changes that text before it is read. */
export async function judgedAgain(
  live: SuiteResult,
  { edit = (har: string) => har, only = [] }: { edit?: (har: string) => string; only?: string[] } = {},
): Promise<SuiteResult> {
  const { target, options } = recordedTarget(readRecording(edit(harReport(live))), only)
  return runSuite(target, options)
}

/** What has to be the same when a run is judged again, for each requirement. */
export function verdictsOf({
  requirements,
}: SuiteResult): Pick<RequirementResult, 'id' | 'verdict' | 'finding' | 'recorded'>[] {
  return requirements.map(({ id, verdict, finding, recorded }) => ({
    id,
    verdict,
    ...(finding === undefined ? {} : { finding }),
    ...(recorded === undefined ? {} : { recorded }),
  }))
}
