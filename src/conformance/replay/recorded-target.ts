import type { RequirementId } from '../../../generated/requirements.ts'
import { jsonOf } from '../../client/json.ts'
import type { Credentials } from '../../client/service.ts'
import { longCallers, longLives } from '../dimensions/sessions.ts'
import { headerOf, tokenIn } from '../transport/exchange.ts'
import type { Exchange, RunOptions, SessionToken, SignOnToken, SuiteResult, Target } from '../types.ts'
import { replayTransport } from './replay-transport.ts'

/** A run that can be judged again: its options, and every exchange. */
export type Recording = Pick<SuiteResult, 'target' | 'run' | 'manifest' | 'exchanges'> & {
  /** The requirements (an empty name: the run as a whole) of which exchanges are missing. Their remaining exchanges are not used. */
  lacking: readonly string[]
}

/**
 * A recorded run as a target, and the options under which it gives the same verdicts. Nothing is sent to any network.
 *
 * @param only the ids of the requirements to judge again; all of them where none is given.
 *
 * @example
 * const { target, options } = recordedTarget(recording)
 * const result = await runSuite(target, options)
 */
export function recordedTarget(
  { target, run, manifest, exchanges, lacking }: Recording,
  only: readonly string[] = [],
): { target: Target; options: RunOptions } {
  const wanted = only.length > 0 ? only : manifest
  // That of clones runs first, also where it was not selected.
  const isWanted = (requirement = '') => ['', clonesCheck, ...wanted].includes(requirement)
  const isComplete = (requirement = '') => !lacking.includes('') && !lacking.includes(requirement)
  const needed = exchanges.filter(({ requirement }) => isWanted(requirement) && isComplete(requirement))
  const { controller, limited } = run.principals
  // A replayed run waits for nothing; what matters is whether there were such sessions.
  const hasIdle = needed.some(({ caseName }) => [...longCallers, ...longLives].some((one) => one === caseName))
  const { seed, concurrency, strict, exclusive } = run
  const lent = lentIn(controller, exchanges)
  return {
    target: {
      url: target.url,
      release: run.release,
      replay: {
        transport: replayTransport(needed, exchanges),
        runId: run.id,
        recordedAt: run.startedAt,
        wasInterrupted: run.interrupted,
        isPart: needed.length < exchanges.length,
        hasClones: needed.some((exchange) => isCloneOfRun(exchange, lent !== undefined)),
      },
      controller: signOnIn(exchanges) ?? lent ?? credentialsOf(controller, exchanges),
      ...(limited === undefined ? {} : { limited: credentialsOf(limited, exchanges) }),
    },
    // Whether http was allowed was decided when the run was recorded; now nothing is sent.
    options: {
      ...run.limits,
      seed,
      concurrency,
      strict,
      exclusive,
      only: wanted,
      allowPlaintext: true,
      idleMs: hasIdle ? 1 : 0,
    },
  }
}

const clonesCheck: RequirementId = 'terminate.success.clones'

/** They clone sessions in any case. */
const withOwnClones: readonly RequirementId[] = [clonesCheck, 'terminate.effect.logins-untouched']

/** Whether a clone shows that the run opened its sessions as clones. Those of a session that was lent do not: every session is begun by one. */
function isCloneOfRun({ path, requirement, headers }: Exchange, isLent: boolean): boolean {
  if (!path.endsWith('/CloneSession') || withOwnClones.some((id) => id === requirement)) return false
  const userAgent = headerOf(headers, 'user-agent') ?? ''
  return !isLent || / of parent\//.test(userAgent)
}

/** The pseudonym of the token of single sign-on that the run logged in by; undefined where it had none. */
function signOnIn(exchanges: readonly Exchange[]): SignOnToken | undefined {
  const login = exchanges.find(({ path }) => path.endsWith('/LoginByToken'))
  return login && { authorization: headerOf(login.headers, 'authorization') ?? '' }
}

/** The pseudonym of the token of the session that was lent to the run; undefined where it logged in. */
function lentIn(userName: string, exchanges: readonly Exchange[]): SessionToken | undefined {
  const ofRun = exchanges.filter(({ requirement }) => requirement === undefined)
  const [first] = ofRun.filter(({ path }) => /\/(Login|AcquireCloneTicket)$/.test(path))
  if (first === undefined || first.path.endsWith('/Login')) return undefined
  const token = tokenIn(first.headers)
  return token === undefined ? undefined : { token, userName }
}

/** A principal with the pseudonym of the password in its logins. */
function credentialsOf(userName: string, exchanges: readonly Exchange[]): Credentials {
  const logins = exchanges.filter(({ path }) => path.endsWith('/Login')).map(({ body }) => loginOf(body))
  return { userName, password: logins.find((login) => login?.userName === userName)?.password ?? '' }
}

/** The parameters of a login; undefined where the file was edited and they are no longer JSON. */
function loginOf(body: string | undefined): { userName?: string; password?: string } | undefined {
  const login = jsonOf(body ?? '')
  return typeof login === 'object' && login !== null ? login : undefined
}
