import { VerdictError, withPrefix } from '../errors/verdict-error.ts'

/**
 * Runs every case of a check, side by side, and waits for all of them.
 *
 * @throws the most severe of what they threw, with the name of its case before the message: the suite's own error, then a failure, then the rest.
 */
export async function runCases<Case>(
  cases: Record<string, Case>,
  runCase: (caseName: string, value: Case) => Promise<void>,
): Promise<void> {
  const running = Object.entries(cases).map(async ([caseName, value]) => {
    await runCase(caseName, value).catch((error: unknown) => {
      throw withPrefix(caseName, error)
    })
  })
  const settled = await Promise.allSettled(running)
  const errors: unknown[] = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  const mostSevere = errors.find((error) => !(error instanceof VerdictError)) ?? errors.find(isFailure) ?? errors[0]
  if (mostSevere !== undefined) throw mostSevere
}

function isFailure(error: unknown): boolean {
  return error instanceof VerdictError && error.verdict === 'fail'
}
