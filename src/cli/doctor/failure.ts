import { BrokenAnswer, TargetUnreachable, UnexpectedAnswer } from '../../client/index.ts'
import type { ServerSettings } from '../settings.ts'
import { type Line, wrong } from './line.ts'

/** An answer that did not come, not as a whole, or not as VI JSON. */
export type Failure = TargetUnreachable | BrokenAnswer | UnexpectedAnswer

/** Whether an error is about the target, and not about this command. */
export function isTargetFailure(error: unknown): error is Failure {
  return error instanceof TargetUnreachable || error instanceof BrokenAnswer || error instanceof UnexpectedAnswer
}

/** What to do about an answer that did not come, or not as a whole. */
export function adviceOn(error: Failure, { protocol }: Pick<URL, 'protocol'>): string {
  if (error instanceof BrokenAnswer) {
    if (isTooLate(error)) return 'allow it longer with --timeout, and look what slows it down'
    // The other causes of a broken answer have a cause.
    if (error.message.includes('larger than'))
      return 'check that this is the vCenter, and its API; --max-body allows longer answers'
  }
  if (error instanceof TargetUnreachable) {
    if (error.reason === 'proxy') return checkProxy
    if (error.reason === 'timeout')
      return `allow it longer with --timeout, and look what is between${protocol === 'http:' ? '; check whether the port speaks https' : ''}`
    return adviceOnReset({ protocol })
  }
  return lookAgain
}

const lookAgain = 'look again; where it stays so, look at what is between'

function adviceOnReset({ protocol }: Pick<URL, 'protocol'>): string {
  return protocol === 'http:' ? 'check whether the port speaks https' : lookAgain
}

/** What to do about a proxy that opens no way. */
export const checkProxy = 'check --proxy or HTTPS_PROXY; NO_PROXY names hosts that are reached without it'

function isTooLate({ cause }: Error): boolean {
  return cause instanceof Error && cause.name === 'TimeoutError'
}

/** The line about an answer of the API that did not come, or not as a whole. */
export async function lost(
  { url, proxy, tls }: Pick<ServerSettings, 'url' | 'proxy' | 'tls'>,
  error: Failure,
  timeoutMs: number,
): Promise<Line> {
  const isSilent = error instanceof TargetUnreachable && (error.reason === 'reset' || error.reason === 'timeout')
  // Some servers close the connection over a certificate that they do not trust.
  if (isSilent && error.reason === 'reset' && tls.clientCertificate !== undefined)
    return wrong(
      'api',
      error.message,
      `look whether the server trusts the certificate of the client, and whether that has expired; otherwise, ${lookAgain}`,
    )
  const found = isSilent && proxy === undefined ? await probe(url, timeoutMs) : undefined
  // fetch takes a 407 for a lost connection (Fetch standard, HTTP-network-or-cache fetch).
  if (found === 407)
    return wrong(
      'api',
      'a proxy on the way asks for credentials (407)',
      'name it with --proxy or HTTPS_PROXY, with user name and password in its URL',
    )
  // fetch connects again and again where a connection is closed before the request is sent.
  if (found === 'closed' && isSilent && error.reason === 'timeout')
    return wrong('api', `${url.origin} closes the connection before an answer comes`, adviceOnReset(url))
  return wrong('api', error.message, adviceOn(error, url))
}

/** What a request without fetch comes to: the status of its answer, or that the connection was closed; undefined where neither comes within the time limit. */
async function probe(url: URL, timeoutMs: number): Promise<number | 'closed' | undefined> {
  const { get } = url.protocol === 'https:' ? await import('node:https') : await import('node:http')
  return new Promise((resolve) => {
    // The time limit is that of the whole exchange: a server may send a little now and then.
    const signal = AbortSignal.timeout(timeoutMs)
    get(url, { rejectUnauthorized: false, agent: false, signal }, (answer) => {
      answer.destroy()
      resolve(answer.statusCode)
    }).on('error', ({ code }: NodeJS.ErrnoException) => resolve(code === 'ECONNRESET' ? 'closed' : undefined))
  })
}
