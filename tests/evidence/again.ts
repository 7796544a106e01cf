import { type RequirementResult, recordedTarget, runSuite, type SuiteResult } from '../../src/conformance/index.ts'
import { readRecording } from '../../src/report/har/read.ts'
import { harReport } from '../../src/report/har/write.ts'

/** Judges a run again, from the text of its HAR report. @param edit what somebody has done to that text in between. */
export async function judgedAgain(
  live: SuiteResult,
  { edit = (har: string) => har, only = [] }: { edit?: (har: string) => string; only?: string[] } = {},
): Promise<SuiteResult> {
  const { target, options } = recordedTarget(readRecording(edit(harReport(live))), only)
  return runSuite(target, options)
}

/** What a run has to come to again, requirement by requirement. */
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
