import { connect } from '../client/index.ts'
import { waysToGiveAccount } from './account-settings.ts'
import { isTargetFailure } from './doctor/failure.ts'
import { defined } from './options.ts'
import type { LiveSettings } from './settings.ts'
import { UsageError } from './usage.ts'

/** What the mock says about itself. */
const vendor = 'vijson-conformance'

/**
 * Requires that the server is the mock before its built-in passwords are sent: a port of this machine may lead anywhere, as one that ssh forwards does, and each wrong
 * password counts for the lock of an account. Asks without an account, and says which accounts are used.
 *
 * @throws UsageError where it is another server.
 */
export async function requireMock(
  { url, release, tls, proxy }: Extract<LiveSettings, { kind: 'url' }>,
  { timeoutMs, over }: { timeoutMs: number | undefined; over: AbortSignal },
): Promise<void> {
  const connection = await connect({ url, release, tls, over, ...defined({ proxy, timeoutMs }) }).catch(
    (error: unknown) => {
      // The run itself says what is wrong with it; it sends no login there.
      if (!isTargetFailure(error)) throw error
      return undefined
    },
  )
  if (connection === undefined) return
  if (connection.about.vendor !== vendor)
    throw new UsageError(`user name and password are missing: ${url} is no mock of this package; ${waysToGiveAccount}`)
  console.error('no credentials given; using the built-in accounts of the mock, because the target is one')
}
