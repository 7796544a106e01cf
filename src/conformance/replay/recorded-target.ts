import type { Credentials } from '../../client/service.ts'
import type { RunOptions } from '../suite.ts'
import type { Exchange } from '../transport/exchange.ts'
import type { Target } from '../transport/origin.ts'
import type { SuiteResult } from '../types.ts'
import { replayTransport } from './replay-transport.ts'

/** A run that can be judged again: what it was told to do, and every exchange. */
export type Recording = Pick<SuiteResult, 'target' | 'run' | 'manifest' | 'exchanges'> & {
  /** The requirements (an empty name: the run as a whole) of which not all exchanges are there that were made. Nothing is judged by the rest. */
  lacking: readonly string[]
}

/**
 * A recorded run as a target, and the options under which it comes to the same verdicts. Nothing of it reaches a network.
 *
 * @param only the ids of the requirements that are to be judged again; all, where none is given.
 */
export function recordedTarget(
  { target, run, manifest, exchanges, lacking }: Recording,
  only: readonly string[] = [],
): { target: Target; options: RunOptions } {
  const wanted = only.length > 0 ? only : manifest
  const isWanted = (requirement = '') => requirement === '' || wanted.includes(requirement)
  const isWhole = (requirement = '') => !lacking.includes('') && !lacking.includes(requirement)
  const needed = exchanges.filter(({ requirement }) => isWanted(requirement) && isWhole(requirement))
  const { controller, limited } = run.principals
  const { seed, concurrency, strict, exclusive } = run
  return {
    target: {
      url: target.url,
      release: run.release,
      replay: { transport: replayTransport(needed), recordedAt: run.startedAt, wasInterrupted: run.interrupted },
      controller: credentialsOf(controller, exchanges),
      ...(limited === undefined ? {} : { limited: credentialsOf(limited, exchanges) }),
    },
    // It was let go then, or not; now nothing goes anywhere.
    options: { seed, concurrency, strict, exclusive, only: wanted, allowPlaintext: true },
  }
}

/** A principal with the pseudonym of the password that it was logged in with. */
function credentialsOf(userName: string, exchanges: readonly Exchange[]): Credentials {
  const logins = exchanges.filter(({ path }) => path.endsWith('/Login')).map(({ body }) => loginOf(body))
  return { userName, password: logins.find((login) => login?.userName === userName)?.password ?? '' }
}

function loginOf(body: string | undefined): { userName?: string; password?: string } | undefined {
  try {
    return JSON.parse(body ?? '')
  } catch {
    return undefined // An edited file: no such login is found then.
  }
}
