import { setTimeout } from 'node:timers/promises'
import { connect, UnexpectedAnswer } from '../client/index.ts'
import { backOff, isPassing } from '../conformance/transport/passing.ts'
import { waysToGiveAccount } from './account-settings.ts'
import { isTargetFailure } from './doctor/failure.ts'
import { defined } from './options.ts'
import type { LiveSettings } from './settings.ts'
import { UsageError } from './usage.ts'

/** What the mock says about itself. */
export const vendor = 'vijson-conformance'

/**
 * Requires that the server is the mock before its built-in passwords are sent: a port of this machine may lead anywhere, as one that ssh forwards does, and each wrong
 * password counts for the lock of an account. Asks without an account, and says which accounts are used.
 *
 * @throws UsageError where it is another server.
 */
export async function requireMock(
  settings: ServerOfRun,
  { timeoutMs, over }: { timeoutMs: number | undefined; over: AbortSignal },
): Promise<void> {
  const { url } = settings
  const found = await vendorOf(settings, { timeoutMs, over }).catch((error: unknown) => {
    if (isBusy(error))
      throw new UsageError(
        `user name and password are missing: ${url} is busy, and does not say whether it is a mock of this package (status ${error.status}); ${waysToGiveAccount}`,
        { cause: error },
      )
    // The run itself says what is wrong with it; it sends no login there.
    if (!isTargetFailure(error)) throw error
    return undefined
  })
  if (found === undefined) return
  if (found !== vendor)
    throw new UsageError(`user name and password are missing: ${url} is no mock of this package; ${waysToGiveAccount}`)
  console.error('no credentials given; using the built-in accounts of the mock, because the target is one')
}

type ServerOfRun = Extract<LiveSettings, { kind: 'url' }>

/** A run waits for a busy server, and would then log in to whatever it is: so this waits, too. */
async function vendorOf(
  { url, release, tls, proxy }: ServerOfRun,
  options: { timeoutMs: number | undefined; over: AbortSignal },
): Promise<string> {
  const ask = async () => (await connect({ url, release, tls, ...defined({ ...options, proxy }) })).about.vendor
  for (const wait of backOff) {
    try {
      return await ask()
    } catch (error) {
      if (!isBusy(error)) throw error
      await setTimeout(wait)
    }
  }
  return ask()
}

function isBusy(error: unknown): error is UnexpectedAnswer {
  return error instanceof UnexpectedAnswer && isPassing(error.status)
}
