import { VerdictError } from '../errors/verdict-error.ts'

/**
 * Plays every case, side by side, and waits for all of them.
 *
 * @throws what the gravest ending threw, with the name of its case before it: the suite's own error, then a failure, then the rest.
 */
export async function runCases<Case>(
  cases: Record<string, Case>,
  play: (caseName: string, value: Case) => Promise<void>,
): Promise<void> {
  const plays = Object.entries(cases).map(async ([caseName, value]) => {
    await play(caseName, value).catch((error: unknown) => {
      throw named(caseName, error)
    })
  })
  const endings = await Promise.allSettled(plays)
  const reasons: unknown[] = endings.flatMap((ending) => (ending.status === 'rejected' ? [ending.reason] : []))
  const gravest = reasons.find((reason) => !(reason instanceof VerdictError)) ?? reasons.find(isFailure) ?? reasons[0]
  if (gravest !== undefined) throw gravest
}

function isFailure(reason: unknown): boolean {
  return reason instanceof VerdictError && reason.verdict === 'fail'
}

function named(caseName: string, error: unknown): unknown {
  if (!(error instanceof VerdictError)) return error
  return new VerdictError(error.verdict, { ...error.finding, message: `${caseName}: ${error.finding.message}` })
}
